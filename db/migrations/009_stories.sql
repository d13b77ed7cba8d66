-- Stories, second shape: texts by number, their samples in one value each, and which shingles are standing lines.
-- Nothing had been written to the tables of 006 yet.
DROP TABLE story_pairs;
DROP TABLE story_shingles;
DROP TABLE story_texts;
CREATE TABLE story_texts (
  number INTEGER PRIMARY KEY,
  article_id TEXT NOT NULL UNIQUE REFERENCES documents(id),
  content TEXT NOT NULL,    -- what it was made of: another text, date or name makes another
  source_id TEXT NOT NULL,  -- the outlet it was counted for
  whole INTEGER NOT NULL,   -- 1: every shingle is kept; 0: a sample
  shingles BLOB NOT NULL    -- sorted 64-bit integers, little-endian
) STRICT;
CREATE TABLE story_shingles (
  shingle INTEGER NOT NULL,
  number INTEGER NOT NULL REFERENCES story_texts(number),
  PRIMARY KEY (shingle, number)
) STRICT, WITHOUT ROWID;
-- Shingles that an outlet's articles repeat, or too many articles hold: they prove no common text.
CREATE TABLE story_standing (shingle INTEGER PRIMARY KEY) STRICT;
CREATE TABLE story_pairs (
  first INTEGER NOT NULL REFERENCES story_texts(number),
  second INTEGER NOT NULL REFERENCES story_texts(number),
  containment REAL NOT NULL,  -- share of the shorter text that stands in the longer
  resemblance REAL NOT NULL,  -- share of both texts together that stands in both
  PRIMARY KEY (first, second)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_pairs_second ON story_pairs(second);

-- The earliest copy: it gives the story its date and headline. The id is the copy seen first, and stays.
ALTER TABLE stories ADD COLUMN first_article_id TEXT REFERENCES documents(id);
CREATE INDEX articles_story ON articles(story_id);
-- All that clustering asks of an unchanged article, so that it need not step over the articles' texts.
CREATE INDEX articles_clustered ON articles(
  id, relevant, words, source_id, document_version_id, date_published, agency, original_name, original_url, headline
) WHERE relevant = 1;
UPDATE articles SET story_id = NULL;
DELETE FROM stories;  -- the next build makes them anew
