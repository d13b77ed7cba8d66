-- Time stamps (…_at) are UTC, ISO 8601 with Z. Dates without a zone are the jurisdiction's own.
-- Lists (names, authors, domains) are JSON arrays. Ids are text, made from what a row is.

-- The ledger: what ran, what each source gave, every warning and error -------------------------

CREATE TABLE runs (
  id TEXT PRIMARY KEY,
  command TEXT NOT NULL,
  watch TEXT NOT NULL,
  version TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed', 'blocked', 'interrupted')),
  started_at TEXT NOT NULL,
  heartbeat_at TEXT,
  finished_at TEXT,
  exit_code INTEGER,
  requested INTEGER NOT NULL DEFAULT 0,
  stored INTEGER NOT NULL DEFAULT 0,
  unchanged INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  filtered INTEGER NOT NULL DEFAULT 0,
  denied INTEGER NOT NULL DEFAULT 0,
  summary TEXT
) STRICT;

CREATE TABLE source_runs (
  run_id TEXT NOT NULL REFERENCES runs(id),
  source_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed', 'timeout', 'flood', 'interrupted', 'skipped')),
  started_at TEXT NOT NULL,
  finished_at TEXT,
  requested INTEGER NOT NULL DEFAULT 0,
  stored INTEGER NOT NULL DEFAULT 0,
  unchanged INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  filtered INTEGER NOT NULL DEFAULT 0,
  denied INTEGER NOT NULL DEFAULT 0,
  items INTEGER NOT NULL DEFAULT 0,
  blocked INTEGER NOT NULL DEFAULT 0,
  reason TEXT,
  PRIMARY KEY (run_id, source_id)
) STRICT;

CREATE TABLE issues (
  id INTEGER PRIMARY KEY,
  run_id TEXT REFERENCES runs(id),
  source_id TEXT,
  level TEXT NOT NULL CHECK (level IN ('warning', 'error')),
  kind TEXT NOT NULL,
  message TEXT NOT NULL,
  url TEXT,
  document_version_id TEXT,
  seen_at TEXT NOT NULL
) STRICT;
CREATE INDEX issues_run ON issues(run_id, source_id);

-- The registry as loaded ------------------------------------------------------------------------

CREATE TABLE jurisdictions (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  timezone TEXT NOT NULL
) STRICT;

CREATE TABLE organizations (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  classification TEXT,
  jurisdiction_id TEXT REFERENCES jurisdictions(id),
  other_names TEXT NOT NULL DEFAULT '[]',
  origin TEXT NOT NULL CHECK (origin IN ('registry', 'text')),
  source_url TEXT
) STRICT;

CREATE TABLE people (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  other_names TEXT NOT NULL DEFAULT '[]',
  origin TEXT NOT NULL CHECK (origin IN ('registry', 'text')),
  source_url TEXT
) STRICT;

CREATE TABLE memberships (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES people(id),
  organization_id TEXT NOT NULL REFERENCES organizations(id),
  role TEXT NOT NULL,
  start_date TEXT,
  end_date TEXT
) STRICT;
CREATE INDEX memberships_person ON memberships(person_id);
CREATE INDEX memberships_organization ON memberships(organization_id);

CREATE TABLE sources (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  platform TEXT NOT NULL,
  url TEXT NOT NULL,
  timezone TEXT,
  jurisdiction_id TEXT REFERENCES jurisdictions(id),
  organization_id TEXT REFERENCES organizations(id),
  domains TEXT NOT NULL DEFAULT '[]',
  expect TEXT NOT NULL DEFAULT '{}',
  enabled INTEGER NOT NULL DEFAULT 1,
  last_success_at TEXT,    -- the watermark: moves only after a complete success
  last_new_at TEXT         -- when something new or changed last came in
) STRICT;

-- What was fetched ------------------------------------------------------------------------------

CREATE TABLE frontier (
  source_id TEXT NOT NULL REFERENCES sources(id),
  url TEXT NOT NULL,
  platform TEXT NOT NULL,  -- which parser reads the answer
  kind TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'done', 'failed', 'gone')),
  depth INTEGER NOT NULL DEFAULT 0,
  date TEXT,               -- what the page is about or when it was published, where a listing said so
  request TEXT,            -- JSON: method and body, for platforms that want more than a GET
  found_on TEXT,
  found_at TEXT,           -- when it was first named: what a page without a date is as old as
  attempts INTEGER NOT NULL DEFAULT 0,  -- requests of the last look if it failed, retries included
  last_status INTEGER,
  last_fetched_at TEXT,
  etag TEXT,
  last_modified TEXT,
  PRIMARY KEY (source_id, url)
) STRICT;

CREATE TABLE documents (
  id TEXT PRIMARY KEY,
  url TEXT NOT NULL UNIQUE,
  source_id TEXT NOT NULL REFERENCES sources(id),
  kind TEXT NOT NULL,
  title TEXT,
  first_seen_at TEXT NOT NULL,
  latest_version_id TEXT,
  gone_at TEXT
) STRICT;
CREATE INDEX documents_source ON documents(source_id, kind);

CREATE TABLE document_aliases (
  url TEXT PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES documents(id)
) STRICT;
CREATE INDEX document_aliases_document ON document_aliases(document_id);

CREATE TABLE document_versions (
  id TEXT PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES documents(id),
  seq INTEGER NOT NULL,
  sha256 TEXT NOT NULL,    -- of the bytes; names the file that keeps them
  size INTEGER NOT NULL,
  media_type TEXT,
  status INTEGER NOT NULL,
  fetched_at TEXT NOT NULL,
  last_modified TEXT,
  platform TEXT NOT NULL,  -- which parser reads it
  parser_version TEXT,     -- which version of it did; NULL until then
  content_sha256 TEXT,     -- of what the parser found: other bytes, same content are no new version to a reader
  same_as TEXT REFERENCES document_versions(id),
  text TEXT,               -- the page's readable text: what offsets count in (private)
  pages TEXT,              -- JSON: for PDFs, the offset at which each page starts
  UNIQUE (document_id, seq)
) STRICT;
CREATE INDEX document_versions_unparsed ON document_versions(parser_version);

-- What each version's parser found, kept so that meetings, agendas and their changes can be rebuilt from
-- the versions in order. Articles go straight into their table.
CREATE TABLE found_records (
  document_version_id TEXT NOT NULL REFERENCES document_versions(id),
  position INTEGER NOT NULL,
  type TEXT NOT NULL,
  key TEXT NOT NULL,       -- a meeting's id on its platform, a link's or a file's URL
  data TEXT NOT NULL,      -- JSON, as `hallwatch parse` prints it
  PRIMARY KEY (document_version_id, position)
) STRICT;
CREATE INDEX found_records_key ON found_records(type, key);

CREATE TABLE unassembled (
  source_id TEXT PRIMARY KEY REFERENCES sources(id)  -- its found records are newer than its civic rows
) STRICT;

-- Civic records ---------------------------------------------------------------------------------

CREATE TABLE meetings (
  id TEXT PRIMARY KEY,
  source_id TEXT NOT NULL REFERENCES sources(id),
  organization_id TEXT REFERENCES organizations(id),
  body TEXT,
  title TEXT,
  start TEXT,              -- local, with its offset; a date alone where the time is not known
  date TEXT,               -- the local date, for sorting and joining
  status TEXT,
  status_raw TEXT,
  location TEXT,
  url TEXT,
  document_version_id TEXT REFERENCES document_versions(id),
  vanished_at TEXT
) STRICT;
CREATE INDEX meetings_date ON meetings(date);

CREATE TABLE meeting_changes (
  id TEXT PRIMARY KEY,
  meeting_id TEXT NOT NULL REFERENCES meetings(id),
  field TEXT NOT NULL,
  before TEXT,
  after TEXT,
  seen_at TEXT NOT NULL,
  document_version_id TEXT REFERENCES document_versions(id)
) STRICT;
CREATE INDEX meeting_changes_meeting ON meeting_changes(meeting_id);

CREATE TABLE meeting_documents (
  meeting_id TEXT NOT NULL REFERENCES meetings(id),
  url TEXT NOT NULL,
  document_id TEXT REFERENCES documents(id),
  title TEXT,
  kind TEXT,               -- agenda, minutes, actions, transcript, testimony, report, attachment
  PRIMARY KEY (meeting_id, url)
) STRICT;

CREATE TABLE agenda_items (
  id TEXT PRIMARY KEY,
  meeting_id TEXT NOT NULL REFERENCES meetings(id),
  number TEXT,
  position INTEGER,
  section TEXT,
  title TEXT,
  text TEXT,
  action TEXT,
  action_raw TEXT,
  amends TEXT NOT NULL DEFAULT '[]',
  url TEXT,
  document_version_id TEXT REFERENCES document_versions(id),
  start_char INTEGER,
  end_char INTEGER,
  pulled_at TEXT,
  relevant INTEGER,
  relevance REAL,
  relevance_reason TEXT
) STRICT;
CREATE INDEX agenda_items_meeting ON agenda_items(meeting_id);
CREATE INDEX agenda_items_number ON agenda_items(number);

CREATE TABLE agenda_item_documents (
  agenda_item_id TEXT NOT NULL REFERENCES agenda_items(id),
  url TEXT NOT NULL,
  document_id TEXT REFERENCES documents(id),
  title TEXT,
  PRIMARY KEY (agenda_item_id, url)
) STRICT;

CREATE TABLE agenda_changes (
  id TEXT PRIMARY KEY,
  meeting_id TEXT NOT NULL REFERENCES meetings(id),
  agenda_item_id TEXT REFERENCES agenda_items(id),
  kind TEXT NOT NULL CHECK (kind IN ('added', 'reworded', 'reordered', 'pulled', 'restored', 'action')),
  number TEXT,
  title TEXT,
  before TEXT,
  after TEXT,
  seen_at TEXT NOT NULL,
  document_version_id TEXT REFERENCES document_versions(id)
) STRICT;
CREATE INDEX agenda_changes_meeting ON agenda_changes(meeting_id);

CREATE TABLE vote_events (
  id TEXT PRIMARY KEY,
  organization_id TEXT REFERENCES organizations(id),
  body TEXT,
  meeting_id TEXT REFERENCES meetings(id),
  agenda_item_id TEXT REFERENCES agenda_items(id),
  motion TEXT,
  date TEXT,
  result TEXT CHECK (result IN ('pass', 'fail')),
  yes INTEGER,
  no INTEGER,
  abstain INTEGER,
  absent INTEGER,
  effect TEXT CHECK (effect IN ('keep', 'remove', 'none')),
  source_kind TEXT NOT NULL CHECK (source_kind IN ('minutes', 'action list', 'platform api', 'agenda block', 'news')),
  document_version_id TEXT REFERENCES document_versions(id),
  start_char INTEGER,
  end_char INTEGER
) STRICT;
CREATE INDEX vote_events_date ON vote_events(date);

CREATE TABLE vote_event_sources (
  id TEXT PRIMARY KEY,
  vote_event_id TEXT NOT NULL REFERENCES vote_events(id),
  source_kind TEXT NOT NULL,
  document_version_id TEXT REFERENCES document_versions(id),
  url TEXT,
  quote TEXT,
  start_char INTEGER,
  end_char INTEGER,
  yes INTEGER,
  no INTEGER,
  abstain INTEGER,
  absent INTEGER
) STRICT;
CREATE INDEX vote_event_sources_event ON vote_event_sources(vote_event_id);

CREATE TABLE votes (
  id TEXT PRIMARY KEY,
  vote_event_id TEXT NOT NULL REFERENCES vote_events(id),
  person_id TEXT REFERENCES people(id),
  voter_name TEXT NOT NULL,
  option TEXT NOT NULL CHECK (option IN ('yes', 'no', 'abstain', 'absent', 'excused', 'not voting', 'paired', 'other')),
  option_raw TEXT,
  document_version_id TEXT REFERENCES document_versions(id)
) STRICT;
CREATE INDEX votes_event ON votes(vote_event_id);
CREATE INDEX votes_person ON votes(person_id);

-- Where two sources tell one vote differently: never averaged, both kept here.
CREATE TABLE vote_disagreements (
  id TEXT PRIMARY KEY,
  vote_event_id TEXT NOT NULL REFERENCES vote_events(id),
  field TEXT NOT NULL,     -- yes, no, abstain, absent, result, or a member's name
  kept TEXT,               -- what the vote event or its roll says
  told TEXT,               -- what this source says instead
  source_kind TEXT NOT NULL,
  document_version_id TEXT REFERENCES document_versions(id),
  url TEXT
) STRICT;
CREATE INDEX vote_disagreements_event ON vote_disagreements(vote_event_id);

-- News ------------------------------------------------------------------------------------------

CREATE TABLE stories (
  id TEXT PRIMARY KEY,
  headline TEXT,
  date TEXT,
  article_count INTEGER NOT NULL
) STRICT;

CREATE TABLE articles (
  id TEXT PRIMARY KEY REFERENCES documents(id),
  source_id TEXT NOT NULL REFERENCES sources(id),
  url TEXT NOT NULL,
  headline TEXT,
  authors TEXT NOT NULL DEFAULT '[]',
  date_published TEXT,
  date_modified TEXT,
  date_source TEXT,
  date_confidence REAL,
  kind TEXT,
  language TEXT,
  section TEXT,
  description TEXT,
  body TEXT,               -- private: never published
  words INTEGER,
  story_id TEXT REFERENCES stories(id),
  relevant INTEGER,
  relevance REAL,
  relevance_reason TEXT,
  document_version_id TEXT NOT NULL REFERENCES document_versions(id)
) STRICT;
CREATE INDEX articles_date ON articles(date_published);
CREATE INDEX articles_source ON articles(source_id);

-- What the tagging found: keyed by document version, extractor and its version ---------------------

CREATE TABLE taggings (
  document_version_id TEXT PRIMARY KEY REFERENCES document_versions(id),
  extractor TEXT NOT NULL,
  extractor_version TEXT NOT NULL,
  tagged_at TEXT NOT NULL,
  relevant INTEGER NOT NULL,
  relevance REAL NOT NULL,
  reason TEXT
) STRICT;

CREATE TABLE mentions (
  id TEXT PRIMARY KEY,
  document_version_id TEXT NOT NULL REFERENCES document_versions(id),
  label TEXT NOT NULL,
  text TEXT NOT NULL,
  name TEXT,
  start_char INTEGER NOT NULL,
  end_char INTEGER NOT NULL,
  person_id TEXT REFERENCES people(id),
  organization_id TEXT REFERENCES organizations(id)
) STRICT;
CREATE INDEX mentions_version ON mentions(document_version_id);
CREATE INDEX mentions_person ON mentions(person_id);
CREATE INDEX mentions_organization ON mentions(organization_id);

CREATE TABLE statements (
  id TEXT PRIMARY KEY,
  document_version_id TEXT NOT NULL REFERENCES document_versions(id),
  text TEXT NOT NULL,
  start_char INTEGER NOT NULL,
  end_char INTEGER NOT NULL,
  speaker TEXT,
  speaker_role TEXT,
  person_id TEXT REFERENCES people(id),
  organization_id TEXT REFERENCES organizations(id),
  stance TEXT NOT NULL CHECK (stance IN ('favor', 'against', 'mixed', 'neutral')),
  confidence REAL NOT NULL,
  directness TEXT NOT NULL CHECK (directness IN ('direct', 'indirect', 'action')),
  cue TEXT
) STRICT;
CREATE INDEX statements_version ON statements(document_version_id);
CREATE INDEX statements_person ON statements(person_id);
CREATE INDEX statements_organization ON statements(organization_id);

CREATE TABLE told_votes (
  id TEXT PRIMARY KEY,
  document_version_id TEXT NOT NULL REFERENCES document_versions(id),
  body TEXT,
  organization_id TEXT REFERENCES organizations(id),
  motion TEXT,
  date TEXT,
  result TEXT,
  yes INTEGER,
  no INTEGER,
  abstain INTEGER,
  absent INTEGER,
  effect TEXT,
  members TEXT NOT NULL DEFAULT '[]',  -- JSON: [{name, person_id, option}]
  start_char INTEGER NOT NULL,
  end_char INTEGER NOT NULL,
  quote TEXT NOT NULL
) STRICT;
CREATE INDEX told_votes_version ON told_votes(document_version_id);

-- The timeline: one row an event, ready to read, sort, filter and export ----------------------------

CREATE TABLE timeline (
  id TEXT PRIMARY KEY,
  date TEXT NOT NULL,
  date_precision TEXT NOT NULL CHECK (date_precision IN ('day', 'month', 'year')),
  time TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('meeting', 'agenda', 'agenda change', 'action', 'vote', 'statement', 'coverage')),
  title TEXT NOT NULL,
  summary TEXT,
  actor TEXT,
  person_id TEXT REFERENCES people(id),
  organization_id TEXT REFERENCES organizations(id),
  stance TEXT,
  body TEXT,
  outlet TEXT,
  result TEXT,
  quote TEXT,
  url TEXT,
  source_id TEXT REFERENCES sources(id),
  meeting_id TEXT REFERENCES meetings(id),
  agenda_item_id TEXT REFERENCES agenda_items(id),
  vote_event_id TEXT REFERENCES vote_events(id),
  article_id TEXT REFERENCES articles(id),
  statement_id TEXT REFERENCES statements(id),
  document_version_id TEXT REFERENCES document_versions(id),
  start_char INTEGER,
  end_char INTEGER
) STRICT;
CREATE INDEX timeline_date ON timeline(date);
CREATE INDEX timeline_kind ON timeline(kind, date);
