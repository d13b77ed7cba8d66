-- News: one document for all spellings of a page's address, its versions by when they stood on the site, where each
-- value came from, what changed, which copies are one story, and what archives gave.

-- Articles: the address without what only makes variants of one page (scheme, www, AMP, mobile, print, slash).
ALTER TABLE documents ADD COLUMN variant_key TEXT;
ALTER TABLE documents ADD COLUMN walled_at TEXT;  -- since when a wall or an error page stands where the article stood
ALTER TABLE documents ADD COLUMN wall TEXT;       -- what stands there, in words
CREATE INDEX documents_variant ON documents(variant_key);

-- When the content stood on the site: the archive's own stamp, else when it was fetched. Versions are ordered by it.
ALTER TABLE document_versions ADD COLUMN captured_at TEXT;
ALTER TABLE document_versions ADD COLUMN archive TEXT;      -- wayback, or the WARC file's name; NULL: from the site itself
ALTER TABLE document_versions ADD COLUMN archive_url TEXT;  -- where the archive shows it to a reader
ALTER TABLE document_versions ADD COLUMN fetched_url TEXT;  -- the variant that it was fetched from, where another than the document's
UPDATE document_versions SET captured_at = fetched_at;

ALTER TABLE articles ADD COLUMN headline_source TEXT;
ALTER TABLE articles ADD COLUMN headline_confidence REAL;
ALTER TABLE articles ADD COLUMN authors_source TEXT;
ALTER TABLE articles ADD COLUMN authors_confidence REAL;
ALTER TABLE articles ADD COLUMN modified_source TEXT;
ALTER TABLE articles ADD COLUMN agency TEXT;           -- the wire service that the text or its data name
ALTER TABLE articles ADD COLUMN original_name TEXT;    -- the outlet that the page names as the first to publish it
ALTER TABLE articles ADD COLUMN original_url TEXT;     -- the same as an address on another site
ALTER TABLE articles ADD COLUMN paywalled INTEGER;     -- 1: the page shows only a part; NULL: it does not say
ALTER TABLE articles ADD COLUMN containment REAL;      -- share of the shorter text that it has in common with the nearest copy of its story

-- Every version of an article that could be read, whatever it was when the next came. The body is the version's text.
CREATE TABLE article_versions (
  document_version_id TEXT PRIMARY KEY REFERENCES document_versions(id),
  article_id TEXT NOT NULL REFERENCES documents(id),
  captured_at TEXT NOT NULL,
  headline TEXT,
  authors TEXT NOT NULL DEFAULT '[]',
  date_published TEXT,
  date_modified TEXT,
  kind TEXT,
  section TEXT,
  words INTEGER
) STRICT;
CREATE INDEX article_versions_article ON article_versions(article_id, captured_at);

-- What a reader would call a change, one row each; spaces, quotation marks and the like are none.
CREATE TABLE article_changes (
  id TEXT PRIMARY KEY,
  article_id TEXT NOT NULL REFERENCES documents(id),
  kind TEXT NOT NULL CHECK (kind IN (
    'headline', 'body', 'authors', 'date', 'correction', 'clarification', 'editor''s note', 'update',
    'gone', 'walled', 'returned')),
  before TEXT,
  after TEXT,
  words_added INTEGER,
  words_removed INTEGER,
  passages TEXT NOT NULL DEFAULT '[]',  -- JSON: [{before, removed, added, after}], the changed words with a few around them
  seen_at TEXT NOT NULL,                -- when the later content stood on the site
  before_version_id TEXT REFERENCES document_versions(id),
  document_version_id TEXT REFERENCES document_versions(id)
) STRICT;
CREATE INDEX article_changes_article ON article_changes(article_id, seen_at);

-- Corrections, clarifications, editors' notes and updates that a version carries.
CREATE TABLE article_notes (
  id TEXT PRIMARY KEY,
  article_id TEXT NOT NULL REFERENCES documents(id),
  document_version_id TEXT NOT NULL REFERENCES document_versions(id),
  kind TEXT NOT NULL CHECK (kind IN ('correction', 'clarification', 'editor''s note', 'update')),
  text TEXT NOT NULL,
  start_char INTEGER,
  end_char INTEGER
) STRICT;
CREATE INDEX article_notes_article ON article_notes(article_id);

-- The cheap scan that decides what is worth reading whole; revised, without fetching, when the topic or the scan changes.
CREATE TABLE relevance_scans (
  document_version_id TEXT PRIMARY KEY REFERENCES document_versions(id),
  scan_version TEXT NOT NULL,
  wanted INTEGER NOT NULL,
  reason TEXT NOT NULL,
  scanned_at TEXT NOT NULL
) STRICT;

-- Stories: sampled five-word shingles of each text, and the pairs that share enough of them.
CREATE TABLE story_texts (
  article_id TEXT PRIMARY KEY REFERENCES documents(id),
  document_version_id TEXT NOT NULL REFERENCES document_versions(id),
  method TEXT NOT NULL,     -- which way of sampling: another one starts anew
  shingles INTEGER NOT NULL
) STRICT;
CREATE TABLE story_shingles (
  shingle INTEGER NOT NULL,
  article_id TEXT NOT NULL REFERENCES documents(id),
  PRIMARY KEY (shingle, article_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_shingles_article ON story_shingles(article_id);
CREATE TABLE story_pairs (
  left_id TEXT NOT NULL REFERENCES documents(id),
  right_id TEXT NOT NULL REFERENCES documents(id),
  containment REAL NOT NULL,
  PRIMARY KEY (left_id, right_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_pairs_right ON story_pairs(right_id);

ALTER TABLE stories ADD COLUMN last_date TEXT;
ALTER TABLE stories ADD COLUMN outlet_count INTEGER;
ALTER TABLE stories ADD COLUMN agency TEXT;
ALTER TABLE stories ADD COLUMN original_article_id TEXT REFERENCES documents(id);  -- the copy that the others name, where we have it
ALTER TABLE stories ADD COLUMN original_name TEXT;   -- who published it first, as the copies say
ALTER TABLE stories ADD COLUMN original_url TEXT;

-- Archives read, by part: a part that is done is not read again.
CREATE TABLE archives (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('warc', 'wayback')),
  name TEXT NOT NULL,       -- the file's name, or what was asked of the index
  size INTEGER,
  sha256 TEXT,              -- of a file's first and last mebibyte: another file of the same name is another archive
  first_seen_at TEXT NOT NULL,
  finished_at TEXT
) STRICT;
CREATE TABLE archive_parts (
  archive_id TEXT NOT NULL REFERENCES archives(id),
  start INTEGER NOT NULL,   -- byte at which the part starts
  stop INTEGER NOT NULL,
  scan_version TEXT,        -- what the part's pages were chosen by
  records INTEGER NOT NULL DEFAULT 0,
  pages INTEGER NOT NULL DEFAULT 0,   -- of watched outlets
  wanted INTEGER NOT NULL DEFAULT 0,  -- of those, worth reading
  stored INTEGER NOT NULL DEFAULT 0,  -- of those, not known before
  finished_at TEXT,
  PRIMARY KEY (archive_id, start)
) STRICT;
-- Pages of watched outlets that an archive holds and the scan left there: where they are, and why.
CREATE TABLE archive_pages (
  archive_id TEXT NOT NULL REFERENCES archives(id),
  position INTEGER NOT NULL,  -- byte in the file
  source_id TEXT NOT NULL REFERENCES sources(id),
  url TEXT NOT NULL,
  captured_at TEXT NOT NULL,
  wanted INTEGER NOT NULL,
  reason TEXT NOT NULL,
  document_version_id TEXT REFERENCES document_versions(id),
  PRIMARY KEY (archive_id, position)
) STRICT;
CREATE INDEX archive_pages_version ON archive_pages(document_version_id);
