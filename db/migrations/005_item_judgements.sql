-- An item's own judgement, apart from what it inherits along its line, and what it was judged from.
ALTER TABLE agenda_items ADD COLUMN own_judgement TEXT;    -- JSON: [relevant, relevance, reason]
ALTER TABLE agenda_items ADD COLUMN relevance_basis TEXT;  -- digest of words, attachments and extractor version
