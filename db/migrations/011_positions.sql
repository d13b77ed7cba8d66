-- Where people and bodies stand through time, derived at each build; no keys, for a tagging may take statements
-- away in between. The rules: db/timeline/positions.py.

CREATE TABLE positions (
  id TEXT PRIMARY KEY,
  person_id TEXT,
  organization_id TEXT,
  place INTEGER NOT NULL,      -- the first spell is 1
  latest INTEGER NOT NULL,
  stance TEXT NOT NULL CHECK (stance IN ('favor', 'against', 'mixed')),
  first_date TEXT NOT NULL,
  last_date TEXT NOT NULL,
  statements INTEGER NOT NULL,
  votes INTEGER NOT NULL,
  otherwise INTEGER NOT NULL,  -- readings of the time that go another way and change nothing
  confidence REAL NOT NULL,
  first_statement_id TEXT,
  first_vote_id TEXT,
  first_vote_event_id TEXT,
  first_url TEXT,
  last_statement_id TEXT,
  last_vote_id TEXT,
  last_vote_event_id TEXT,
  last_url TEXT
) STRICT;

CREATE TABLE position_changes (
  id TEXT PRIMARY KEY,
  person_id TEXT,
  organization_id TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('reversal', 'to mixed', 'from mixed')),
  from_stance TEXT NOT NULL,
  to_stance TEXT NOT NULL,
  from_date TEXT NOT NULL,     -- of what the old position is last known by
  to_date TEXT NOT NULL,       -- of what the new one is first known by
  days_between INTEGER NOT NULL,
  mixed_between INTEGER NOT NULL,
  confidence REAL NOT NULL,    -- of the less sure of the two positions
  from_statement_id TEXT,
  from_vote_id TEXT,
  from_vote_event_id TEXT,
  from_url TEXT,
  to_statement_id TEXT,
  to_vote_id TEXT,
  to_vote_event_id TEXT,
  to_url TEXT
) STRICT;

CREATE TABLE contradictions (
  id TEXT PRIMARY KEY,
  person_id TEXT,
  organization_id TEXT,
  word_stance TEXT NOT NULL,
  vote_stance TEXT NOT NULL,
  word_date TEXT NOT NULL,
  vote_date TEXT NOT NULL,
  days_between INTEGER NOT NULL,
  statements INTEGER NOT NULL, -- how many near the vote speak against it
  confidence REAL NOT NULL,    -- of the statement named
  statement_id TEXT NOT NULL,
  word_url TEXT,
  vote_id TEXT,
  vote_event_id TEXT NOT NULL,
  vote_url TEXT
) STRICT;

-- Which id a document's reading gave to a name that the registry does not know: read again it keeps that id, though
-- its text or the watch puts it in another place by then.
CREATE TABLE people_met (
  document_id TEXT NOT NULL REFERENCES documents(id),
  name TEXT NOT NULL,          -- as words joined by hyphens
  person_id TEXT NOT NULL REFERENCES people(id),
  PRIMARY KEY (document_id, name)
) STRICT;
CREATE INDEX people_met_person ON people_met(person_id);
INSERT OR IGNORE INTO people_met
SELECT v.document_id, replace(p.id, rtrim(p.id, replace(p.id, '/', '')), ''), p.id
FROM (SELECT document_version_id, person_id FROM mentions UNION SELECT document_version_id, person_id FROM statements) m
JOIN people p ON p.id = m.person_id
JOIN document_versions v ON v.id = m.document_version_id
WHERE p.origin = 'text'
ORDER BY v.document_id, v.seq, p.id;

-- People whom texts name and the registry does not, with who in it they could be; derived at each build.
CREATE TABLE people_to_review (
  person_id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  scope TEXT NOT NULL,         -- the place or source that keeps namesakes apart
  texts INTEGER NOT NULL,      -- articles of the debate and files that name them
  mentions INTEGER NOT NULL,
  statements INTEGER NOT NULL,
  votes INTEGER NOT NULL,
  first_date TEXT,
  last_date TEXT,
  outlets TEXT NOT NULL,       -- JSON
  roles TEXT NOT NULL,         -- JSON, as told, the most told first
  bodies TEXT NOT NULL,        -- JSON: in whose votes they are named
  url TEXT,                    -- the latest text that names them
  entry TEXT NOT NULL          -- a draft for people.yaml
) STRICT;

CREATE TABLE people_to_review_candidates (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL,     -- the one to review
  candidate_id TEXT NOT NULL,  -- somebody of the registry, or another one to review
  likeness REAL NOT NULL,
  why TEXT NOT NULL
) STRICT;
