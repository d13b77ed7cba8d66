-- Items by the platform's own id and file number, what they say of earlier files, and agendas published late.

-- How long before a meeting its agenda must be public, where the jurisdiction is; docs/registry.md.
ALTER TABLE jurisdictions ADD COLUMN notice_hours INTEGER NOT NULL DEFAULT 24;

-- A content that came back has no second version row: when it was last seen to have come back.
ALTER TABLE document_versions ADD COLUMN returned_at TEXT;

ALTER TABLE agenda_items ADD COLUMN platform_id TEXT;  -- the platform's own id of the item
ALTER TABLE agenda_items ADD COLUMN file_number TEXT;  -- of the file behind it, which other meetings refer to
CREATE INDEX agenda_items_file_number ON agenda_items(file_number);

-- A CHECK cannot be altered: the table is built anew with one more kind, and its rows are kept.
CREATE TABLE agenda_changes_003 (
  id TEXT PRIMARY KEY,
  meeting_id TEXT NOT NULL REFERENCES meetings(id),
  agenda_item_id TEXT REFERENCES agenda_items(id),
  kind TEXT NOT NULL CHECK (
    kind IN ('added', 'reworded', 'reordered', 'pulled', 'restored', 'action', 'published late')),
  number TEXT,
  title TEXT,
  before TEXT,
  after TEXT,
  seen_at TEXT NOT NULL,
  document_version_id TEXT REFERENCES document_versions(id)
) STRICT;
INSERT INTO agenda_changes_003 SELECT id, meeting_id, agenda_item_id, kind, number, title, before, after, seen_at,
  document_version_id FROM agenda_changes;
DROP TABLE agenda_changes;
ALTER TABLE agenda_changes_003 RENAME TO agenda_changes;
CREATE INDEX agenda_changes_meeting ON agenda_changes(meeting_id);
CREATE INDEX agenda_changes_item ON agenda_changes(agenda_item_id);

-- The numbers that an item itself goes by, in one spelling: by them other items refer to it.
CREATE TABLE agenda_item_numbers (
  agenda_item_id TEXT NOT NULL REFERENCES agenda_items(id),
  number TEXT NOT NULL,
  PRIMARY KEY (agenda_item_id, number)
) STRICT;
CREATE INDEX agenda_item_numbers_number ON agenda_item_numbers(number);

-- What an item says it does to an earlier file. The target is empty where no item known has that number.
CREATE TABLE agenda_item_links (
  id TEXT PRIMARY KEY,
  agenda_item_id TEXT NOT NULL REFERENCES agenda_items(id),
  relation TEXT NOT NULL CHECK (
    relation IN ('amends', 'rescinds', 'ratifies', 'extends', 'renews', 'supersedes', 'refers')),
  number TEXT NOT NULL,    -- in the spelling of agenda_item_numbers
  target_agenda_item_id TEXT REFERENCES agenda_items(id),
  evidence TEXT NOT NULL,  -- the words that say so
  document_version_id TEXT REFERENCES document_versions(id),
  start_char INTEGER,
  end_char INTEGER
) STRICT;
CREATE INDEX agenda_item_links_item ON agenda_item_links(agenda_item_id);
CREATE INDEX agenda_item_links_number ON agenda_item_links(number);
CREATE INDEX agenda_item_links_target ON agenda_item_links(target_agenda_item_id);

-- What boards' pages gave so far is put together again by these rules.
INSERT OR IGNORE INTO unassembled SELECT id FROM sources WHERE kind = 'board';
