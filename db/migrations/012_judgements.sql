-- Whose judgement a statement's stance is, and what a language model said where one was asked.

ALTER TABLE statements ADD COLUMN origin TEXT NOT NULL DEFAULT 'rules';  -- rules, model, or judge:NAME
ALTER TABLE statements ADD COLUMN own_stance TEXT;       -- the pipeline's, where a judge's stands in its place
ALTER TABLE statements ADD COLUMN own_confidence REAL;
ALTER TABLE statements ADD COLUMN own_origin TEXT;

-- Keyed by what was asked, not by the statement's row: tagging again asks nothing twice.
CREATE TABLE judgements (
  question TEXT NOT NULL,     -- digest of the words, the speaker and the context shown
  judge TEXT NOT NULL,        -- judge:NAME
  stance TEXT NOT NULL CHECK (stance IN ('favor', 'against', 'mixed', 'neutral')),
  confidence REAL NOT NULL,
  reason TEXT,
  asked_at TEXT NOT NULL,
  PRIMARY KEY (question, judge)
) STRICT;

-- What each version of the extractor was made of, so that a later one can tell what its differences touch.
CREATE TABLE extractors (
  version TEXT PRIMARY KEY,
  parts TEXT NOT NULL,        -- JSON, see nlp.extractor
  seen_at TEXT NOT NULL
) STRICT;
