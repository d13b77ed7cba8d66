-- Statements that repeat, in a copy of the same story, what another copy already told: counted once, with it.
-- Derived at each build; no keys, for a tagging may take statements away in between.
CREATE TABLE statement_copies (
  statement_id TEXT PRIMARY KEY,
  of_statement_id TEXT NOT NULL
) STRICT;
