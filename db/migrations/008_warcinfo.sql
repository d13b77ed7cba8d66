-- What a WARC file says of itself: who made it, with what, obeying what.
ALTER TABLE archives ADD COLUMN warcinfo TEXT;
