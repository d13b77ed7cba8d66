-- What boards themselves record of their votes, beside what the press tells.

ALTER TABLE people ADD COLUMN misspellings TEXT NOT NULL DEFAULT '[]';  -- JSON: never shown, only looked up

ALTER TABLE vote_events ADD COLUMN source_id TEXT REFERENCES sources(id);  -- the board's; NULL for news alone
ALTER TABLE vote_events ADD COLUMN motion_kind TEXT;   -- main, amend, table, reconsider ...: two kinds, two votes
ALTER TABLE vote_events ADD COLUMN about TEXT;         -- the item as the source names it, where the agenda has none such
ALTER TABLE vote_events ADD COLUMN mover TEXT;
ALTER TABLE vote_events ADD COLUMN seconder TEXT;
ALTER TABLE vote_events ADD COLUMN result_raw TEXT;
ALTER TABLE vote_events ADD COLUMN counts_from TEXT CHECK (counts_from IN ('told', 'roll'));
ALTER TABLE vote_events ADD COLUMN position INTEGER;   -- its place among the meeting's votes
ALTER TABLE vote_events ADD COLUMN url TEXT;           -- where a reader sees it
ALTER TABLE vote_events ADD COLUMN effect_basis TEXT;  -- digest of what `effect` was judged from, and by what
CREATE INDEX vote_events_meeting ON vote_events(meeting_id);
CREATE INDEX vote_events_item ON vote_events(agenda_item_id);
CREATE INDEX vote_events_source ON vote_events(source_id);

ALTER TABLE vote_event_sources ADD COLUMN motion TEXT;
ALTER TABLE vote_event_sources ADD COLUMN result TEXT;
ALTER TABLE vote_event_sources ADD COLUMN result_raw TEXT;

-- One roll call can hold for many items; `vote_events.agenda_item_id` names the first of them.
CREATE TABLE vote_event_items (
  vote_event_id TEXT NOT NULL REFERENCES vote_events(id) ON DELETE CASCADE,
  agenda_item_id TEXT NOT NULL REFERENCES agenda_items(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  PRIMARY KEY (vote_event_id, agenda_item_id)
) STRICT;
CREATE INDEX vote_event_items_item ON vote_event_items(agenda_item_id);
INSERT INTO vote_event_items
SELECT id, agenda_item_id, 0 FROM vote_events WHERE agenda_item_id IS NOT NULL;

-- Who sat on the body at a meeting, as its pages name them: by a roster, else by a roll call.
CREATE TABLE meeting_members (
  meeting_id TEXT NOT NULL REFERENCES meetings(id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  person_id TEXT REFERENCES people(id),
  named_in TEXT NOT NULL CHECK (named_in IN ('roster', 'roll call')),
  document_version_id TEXT REFERENCES document_versions(id),
  PRIMARY KEY (meeting_id, name)
) STRICT;
CREATE INDEX meeting_members_person ON meeting_members(person_id);

-- A vote that leaves takes its timeline rows along: without an index each removal reads the whole timeline.
CREATE INDEX timeline_vote ON timeline(vote_event_id);

-- Votes that were found and never made into rows wait for the next look.
INSERT OR IGNORE INTO unassembled
SELECT DISTINCT d.source_id FROM found_records f
JOIN document_versions v ON v.id = f.document_version_id JOIN documents d ON d.id = v.document_id
WHERE f.type = 'vote_event';
