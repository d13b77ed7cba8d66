-- The published database. No article bodies, no page texts: short passages, links and metadata.
-- Columns are in reading order; db/desk/metadata.yaml describes every one of them.

CREATE TABLE watch (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  question TEXT NOT NULL,
  target TEXT NOT NULL,
  timezone TEXT,
  built_on TEXT NOT NULL,
  notice TEXT
);

CREATE TABLE runs (
  id TEXT PRIMARY KEY,
  started_at TEXT NOT NULL,
  finished_at TEXT,
  command TEXT NOT NULL,
  state TEXT NOT NULL,
  exit_code INTEGER,
  summary TEXT,
  requested INTEGER NOT NULL,
  stored INTEGER NOT NULL,
  unchanged INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  filtered INTEGER NOT NULL,
  denied INTEGER NOT NULL,
  version TEXT NOT NULL
);

CREATE TABLE organizations (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  classification TEXT,
  other_names TEXT,
  statements INTEGER NOT NULL DEFAULT 0,
  vote_events INTEGER NOT NULL DEFAULT 0,
  position TEXT,
  since TEXT,
  source_url TEXT
);

CREATE TABLE sources (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  last_success_at TEXT,
  last_new_at TEXT,
  days_since_new INTEGER,
  items INTEGER NOT NULL,
  open_issues INTEGER NOT NULL,
  reason TEXT,
  platform TEXT NOT NULL,
  url TEXT,
  timezone TEXT,
  organization_id TEXT REFERENCES organizations(id)
);

CREATE TABLE source_runs (
  run_id TEXT NOT NULL REFERENCES runs(id),
  source_id TEXT NOT NULL REFERENCES sources(id),
  state TEXT NOT NULL,
  reason TEXT,
  items INTEGER NOT NULL,
  blocked INTEGER NOT NULL,
  started_at TEXT NOT NULL,
  finished_at TEXT,
  requested INTEGER NOT NULL,
  stored INTEGER NOT NULL,
  unchanged INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  filtered INTEGER NOT NULL,
  denied INTEGER NOT NULL,
  PRIMARY KEY (run_id, source_id)
);

CREATE TABLE issues (
  id INTEGER PRIMARY KEY,
  seen_at TEXT NOT NULL,
  level TEXT NOT NULL,
  kind TEXT NOT NULL,
  message TEXT NOT NULL,
  url TEXT,
  source_id TEXT REFERENCES sources(id),
  run_id TEXT REFERENCES runs(id)
);

CREATE TABLE people (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT,
  organization TEXT,
  statements INTEGER NOT NULL DEFAULT 0,
  votes INTEGER NOT NULL DEFAULT 0,
  on_record INTEGER NOT NULL DEFAULT 0,
  position TEXT,
  since TEXT,
  other_names TEXT,
  source_url TEXT
);

CREATE TABLE memberships (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES people(id),
  organization_id TEXT NOT NULL REFERENCES organizations(id),
  role TEXT NOT NULL,
  start_date TEXT,
  end_date TEXT
);

CREATE TABLE documents (
  id TEXT PRIMARY KEY,
  url TEXT,
  kind TEXT NOT NULL,
  title TEXT,
  first_seen_at TEXT NOT NULL,
  gone_at TEXT,
  latest_version_id TEXT,
  source_id TEXT NOT NULL REFERENCES sources(id)
);

CREATE TABLE document_versions (
  id TEXT PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES documents(id),
  seq INTEGER NOT NULL,
  fetched_at TEXT NOT NULL,
  last_modified TEXT,
  media_type TEXT,
  size INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  captured_at TEXT,
  archive TEXT,
  archive_url TEXT,
  source_id TEXT NOT NULL REFERENCES sources(id)
);

CREATE TABLE meetings (
  id TEXT PRIMARY KEY,
  date TEXT,
  start TEXT,
  body TEXT,
  title TEXT,
  status TEXT,
  items_on_debate INTEGER NOT NULL,
  items INTEGER NOT NULL,
  location TEXT,
  url TEXT,
  status_raw TEXT,
  vanished_at TEXT,
  organization_id TEXT REFERENCES organizations(id),
  source_id TEXT NOT NULL REFERENCES sources(id),
  document_version_id TEXT REFERENCES document_versions(id)
);

CREATE TABLE meeting_changes (
  id TEXT PRIMARY KEY,
  seen_at TEXT NOT NULL,
  meeting_id TEXT NOT NULL REFERENCES meetings(id),
  field TEXT NOT NULL,
  before TEXT,
  after TEXT,
  source_id TEXT NOT NULL REFERENCES sources(id),
  document_version_id TEXT REFERENCES document_versions(id)
);

CREATE TABLE agenda_items (
  id TEXT PRIMARY KEY,
  date TEXT,
  number TEXT,
  file_number TEXT,
  title TEXT,
  action TEXT,
  relevant INTEGER NOT NULL,
  text TEXT,
  section TEXT,
  meeting_id TEXT NOT NULL REFERENCES meetings(id),
  url TEXT,
  action_raw TEXT,
  amends TEXT,
  pulled_at TEXT,
  relevance REAL,
  relevance_reason TEXT,
  position INTEGER,
  source_id TEXT NOT NULL REFERENCES sources(id),
  document_version_id TEXT REFERENCES document_versions(id),
  start_char INTEGER,
  end_char INTEGER
);

CREATE TABLE agenda_item_numbers (
  agenda_item_id TEXT NOT NULL REFERENCES agenda_items(id),
  number TEXT NOT NULL,
  source_id TEXT NOT NULL REFERENCES sources(id),
  PRIMARY KEY (agenda_item_id, number)
);

CREATE TABLE agenda_item_links (
  id TEXT PRIMARY KEY,
  date TEXT,
  relation TEXT NOT NULL,
  number TEXT NOT NULL,
  evidence TEXT NOT NULL,
  passage_url TEXT,
  agenda_item_id TEXT NOT NULL REFERENCES agenda_items(id),
  target_agenda_item_id TEXT REFERENCES agenda_items(id),
  url TEXT,
  source_id TEXT NOT NULL REFERENCES sources(id),
  document_version_id TEXT REFERENCES document_versions(id),
  start_char INTEGER,
  end_char INTEGER
);

CREATE TABLE agenda_changes (
  id TEXT PRIMARY KEY,
  seen_at TEXT NOT NULL,
  kind TEXT NOT NULL,
  number TEXT,
  title TEXT,
  before TEXT,
  after TEXT,
  relevant INTEGER NOT NULL,
  meeting_id TEXT NOT NULL REFERENCES meetings(id),
  agenda_item_id TEXT REFERENCES agenda_items(id),
  source_id TEXT NOT NULL REFERENCES sources(id),
  document_version_id TEXT REFERENCES document_versions(id)
);

CREATE TABLE meeting_members (
  id TEXT PRIMARY KEY,
  date TEXT,
  name TEXT NOT NULL,
  named_in TEXT NOT NULL,
  meeting_id TEXT NOT NULL REFERENCES meetings(id),
  person_id TEXT REFERENCES people(id),
  source_id TEXT NOT NULL REFERENCES sources(id),
  document_version_id TEXT REFERENCES document_versions(id)
);

CREATE TABLE vote_events (
  id TEXT PRIMARY KEY,
  date TEXT,
  body TEXT,
  motion TEXT,
  result TEXT,
  yes INTEGER,
  no INTEGER,
  abstain INTEGER,
  absent INTEGER,
  effect TEXT,
  decision TEXT,
  source_kind TEXT NOT NULL,
  sources INTEGER NOT NULL,
  disagreements INTEGER NOT NULL,
  quote TEXT,
  url TEXT,
  passage_url TEXT,
  motion_kind TEXT,
  mover TEXT,
  seconder TEXT,
  result_raw TEXT,
  counts_from TEXT,
  about TEXT,
  place INTEGER,
  items INTEGER NOT NULL,
  organization_id TEXT REFERENCES organizations(id),
  meeting_id TEXT REFERENCES meetings(id),
  agenda_item_id TEXT REFERENCES agenda_items(id),
  source_id TEXT REFERENCES sources(id),
  document_version_id TEXT REFERENCES document_versions(id),
  start_char INTEGER,
  end_char INTEGER
);

CREATE TABLE vote_event_items (
  id TEXT PRIMARY KEY,
  date TEXT,
  number TEXT,
  title TEXT,
  relevant INTEGER NOT NULL,
  position INTEGER NOT NULL,
  vote_event_id TEXT NOT NULL REFERENCES vote_events(id),
  agenda_item_id TEXT NOT NULL REFERENCES agenda_items(id),
  source_id TEXT REFERENCES sources(id)
);

CREATE TABLE vote_event_sources (
  id TEXT PRIMARY KEY,
  vote_event_id TEXT NOT NULL REFERENCES vote_events(id),
  source_kind TEXT NOT NULL,
  yes INTEGER,
  no INTEGER,
  abstain INTEGER,
  absent INTEGER,
  motion TEXT,
  result TEXT,
  result_raw TEXT,
  quote TEXT,
  url TEXT,
  passage_url TEXT,
  source_id TEXT REFERENCES sources(id),
  document_version_id TEXT REFERENCES document_versions(id),
  start_char INTEGER,
  end_char INTEGER
);

CREATE TABLE vote_disagreements (
  id TEXT PRIMARY KEY,
  vote_event_id TEXT NOT NULL REFERENCES vote_events(id),
  field TEXT NOT NULL,
  kept TEXT,
  told TEXT,
  source_kind TEXT NOT NULL,
  url TEXT,
  source_id TEXT REFERENCES sources(id),
  document_version_id TEXT REFERENCES document_versions(id)
);

CREATE TABLE votes (
  id TEXT PRIMARY KEY,
  date TEXT,
  voter_name TEXT NOT NULL,
  option TEXT NOT NULL,
  position TEXT,
  name_raw TEXT,
  vote_event_id TEXT NOT NULL REFERENCES vote_events(id),
  person_id TEXT REFERENCES people(id),
  option_raw TEXT,
  url TEXT,
  source_id TEXT REFERENCES sources(id),
  document_version_id TEXT REFERENCES document_versions(id)
);

CREATE TABLE stories (
  id TEXT PRIMARY KEY,
  date TEXT,
  headline TEXT,
  article_count INTEGER NOT NULL,
  outlet_count INTEGER,
  outlets TEXT,
  agency TEXT,
  original_name TEXT,
  original_url TEXT,
  last_date TEXT,
  first_article_id TEXT REFERENCES articles(id),
  original_article_id TEXT REFERENCES articles(id)
);

CREATE TABLE articles (
  id TEXT PRIMARY KEY,
  date TEXT,
  headline TEXT,
  outlet TEXT,
  kind TEXT,
  authors TEXT,
  description TEXT,
  url TEXT,
  statements INTEGER NOT NULL,
  versions INTEGER NOT NULL DEFAULT 1,
  changes INTEGER NOT NULL DEFAULT 0,
  notes INTEGER NOT NULL DEFAULT 0,
  story_id TEXT REFERENCES stories(id),
  agency TEXT,
  original_name TEXT,
  original_url TEXT,
  containment REAL,
  gone_at TEXT,
  walled_at TEXT,
  wall TEXT,
  paywalled INTEGER,
  first_seen TEXT,
  date_published TEXT,
  date_modified TEXT,
  date_source TEXT,
  date_confidence REAL,
  modified_source TEXT,
  headline_source TEXT,
  headline_confidence REAL,
  authors_source TEXT,
  authors_confidence REAL,
  section TEXT,
  language TEXT,
  words INTEGER,
  relevance REAL,
  relevance_reason TEXT,
  source_id TEXT NOT NULL REFERENCES sources(id),
  document_version_id TEXT NOT NULL REFERENCES document_versions(id)
);

CREATE TABLE article_changes (
  id TEXT PRIMARY KEY,
  seen_at TEXT NOT NULL,
  kind TEXT NOT NULL,
  outlet TEXT,
  headline TEXT,
  before TEXT,
  after TEXT,
  words_added INTEGER,
  words_removed INTEGER,
  passages TEXT,
  url TEXT,
  article_id TEXT NOT NULL REFERENCES articles(id),
  source_id TEXT NOT NULL REFERENCES sources(id),
  before_version_id TEXT REFERENCES document_versions(id),
  document_version_id TEXT REFERENCES document_versions(id)
);

CREATE TABLE article_notes (
  id TEXT PRIMARY KEY,
  seen_at TEXT NOT NULL,
  kind TEXT NOT NULL,
  outlet TEXT,
  headline TEXT,
  text TEXT NOT NULL,
  passage_url TEXT,
  url TEXT,
  article_id TEXT NOT NULL REFERENCES articles(id),
  source_id TEXT NOT NULL REFERENCES sources(id),
  document_version_id TEXT NOT NULL REFERENCES document_versions(id),
  start_char INTEGER,
  end_char INTEGER
);

CREATE TABLE archives (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  records INTEGER NOT NULL,
  pages INTEGER NOT NULL,
  wanted INTEGER NOT NULL,
  stored INTEGER NOT NULL,
  first_seen_at TEXT NOT NULL,
  finished_at TEXT
);

CREATE TABLE scan_totals (
  source_id TEXT PRIMARY KEY REFERENCES sources(id),
  outlet TEXT NOT NULL,
  scanned INTEGER NOT NULL,
  wanted INTEGER NOT NULL,
  left_unread INTEGER NOT NULL,
  left_in_archives INTEGER NOT NULL
);

CREATE TABLE stance_totals (
  stance_label TEXT PRIMARY KEY,
  statements INTEGER NOT NULL,
  speakers INTEGER NOT NULL,
  first TEXT,
  last TEXT
);

CREATE TABLE outlet_totals (
  outlet TEXT PRIMARY KEY,
  articles INTEGER NOT NULL,
  stories INTEGER NOT NULL,
  statements INTEGER NOT NULL,
  first TEXT,
  last TEXT
);

CREATE TABLE mentions (
  id TEXT PRIMARY KEY,
  name TEXT,
  label TEXT NOT NULL,
  text TEXT NOT NULL,
  person_id TEXT REFERENCES people(id),
  organization_id TEXT REFERENCES organizations(id),
  article_id TEXT REFERENCES articles(id),
  source_id TEXT NOT NULL REFERENCES sources(id),
  document_version_id TEXT NOT NULL REFERENCES document_versions(id),
  start_char INTEGER NOT NULL,
  end_char INTEGER NOT NULL
);

CREATE TABLE statements (
  id TEXT PRIMARY KEY,
  date TEXT,
  speaker TEXT,
  stance_label TEXT NOT NULL,
  text TEXT NOT NULL,
  outlet TEXT,
  passage_url TEXT,
  speaker_role TEXT,
  directness TEXT NOT NULL,
  confidence REAL NOT NULL,
  cue TEXT,
  origin TEXT NOT NULL,
  stance TEXT NOT NULL,
  copy_of TEXT REFERENCES statements(id),
  person_id TEXT REFERENCES people(id),
  organization_id TEXT REFERENCES organizations(id),
  article_id TEXT REFERENCES articles(id),
  url TEXT,
  source_id TEXT NOT NULL REFERENCES sources(id),
  document_version_id TEXT NOT NULL REFERENCES document_versions(id),
  start_char INTEGER NOT NULL,
  end_char INTEGER NOT NULL
);

CREATE TABLE positions (
  id TEXT PRIMARY KEY,
  who TEXT NOT NULL,
  stance_label TEXT NOT NULL,
  first_date TEXT NOT NULL,
  last_date TEXT NOT NULL,
  statements INTEGER NOT NULL,
  votes INTEGER NOT NULL,
  otherwise INTEGER NOT NULL,
  confidence REAL NOT NULL,
  first_url TEXT,
  last_url TEXT,
  latest INTEGER NOT NULL,
  place INTEGER NOT NULL,
  stance TEXT NOT NULL,
  person_id TEXT REFERENCES people(id),
  organization_id TEXT REFERENCES organizations(id),
  first_statement_id TEXT REFERENCES statements(id),
  first_vote_id TEXT REFERENCES votes(id),
  first_vote_event_id TEXT REFERENCES vote_events(id),
  last_statement_id TEXT REFERENCES statements(id),
  last_vote_id TEXT REFERENCES votes(id),
  last_vote_event_id TEXT REFERENCES vote_events(id)
);

CREATE TABLE position_changes (
  id TEXT PRIMARY KEY,
  who TEXT NOT NULL,
  kind TEXT NOT NULL,
  from_date TEXT NOT NULL,
  from_label TEXT NOT NULL,
  from_words TEXT,
  from_url TEXT,
  to_date TEXT NOT NULL,
  to_label TEXT NOT NULL,
  to_words TEXT,
  to_url TEXT,
  days_between INTEGER NOT NULL,
  mixed_between INTEGER NOT NULL,
  confidence REAL NOT NULL,
  person_id TEXT REFERENCES people(id),
  organization_id TEXT REFERENCES organizations(id),
  from_statement_id TEXT REFERENCES statements(id),
  from_vote_id TEXT REFERENCES votes(id),
  from_vote_event_id TEXT REFERENCES vote_events(id),
  to_statement_id TEXT REFERENCES statements(id),
  to_vote_id TEXT REFERENCES votes(id),
  to_vote_event_id TEXT REFERENCES vote_events(id)
);

CREATE TABLE contradictions (
  id TEXT PRIMARY KEY,
  who TEXT NOT NULL,
  word_date TEXT NOT NULL,
  word_label TEXT NOT NULL,
  words TEXT,
  word_url TEXT,
  vote_date TEXT NOT NULL,
  vote_label TEXT NOT NULL,
  vote TEXT,
  vote_url TEXT,
  days_between INTEGER NOT NULL,
  statements INTEGER NOT NULL,
  confidence REAL NOT NULL,
  person_id TEXT REFERENCES people(id),
  organization_id TEXT REFERENCES organizations(id),
  statement_id TEXT NOT NULL REFERENCES statements(id),
  vote_id TEXT REFERENCES votes(id),
  vote_event_id TEXT NOT NULL REFERENCES vote_events(id)
);

CREATE TABLE people_to_review (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  scope TEXT NOT NULL,
  texts INTEGER NOT NULL,
  statements INTEGER NOT NULL,
  votes INTEGER NOT NULL,
  mentions INTEGER NOT NULL,
  roles TEXT,
  bodies TEXT,
  outlets TEXT,
  namesakes TEXT,
  first_date TEXT,
  last_date TEXT,
  url TEXT,
  entry TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES people(id)
);

CREATE TABLE people_to_review_candidates (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  candidate TEXT NOT NULL,
  likeness REAL NOT NULL,
  why TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES people(id),
  candidate_id TEXT NOT NULL REFERENCES people(id)
);

CREATE TABLE timeline (
  id TEXT PRIMARY KEY,
  date TEXT NOT NULL,
  date_precision TEXT NOT NULL,
  time TEXT,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  summary TEXT,
  actor TEXT,
  stance_label TEXT,
  quote TEXT,
  result TEXT,
  body TEXT,
  outlet TEXT,
  url TEXT,
  passage_url TEXT,
  stance TEXT,
  person_id TEXT REFERENCES people(id),
  organization_id TEXT REFERENCES organizations(id),
  meeting_id TEXT REFERENCES meetings(id),
  agenda_item_id TEXT REFERENCES agenda_items(id),
  vote_event_id TEXT REFERENCES vote_events(id),
  article_id TEXT REFERENCES articles(id),
  statement_id TEXT REFERENCES statements(id),
  source_id TEXT REFERENCES sources(id),
  document_version_id TEXT REFERENCES document_versions(id),
  start_char INTEGER,
  end_char INTEGER
);
