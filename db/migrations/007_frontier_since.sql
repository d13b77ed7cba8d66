-- How far back the look went that named a page. A look into the past that is cut short leaves its lists
-- pending; a later look without --since reads them as the first would have, and then forgets this.
ALTER TABLE frontier ADD COLUMN since TEXT;
