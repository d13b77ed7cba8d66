-- For PDFs, where each line of `text` stands: JSON [[start, page, x0, top, x1, bottom], ...], pages from 1, places
-- in points from the page's top left. Private, as the text is.
ALTER TABLE document_versions ADD COLUMN layout TEXT;
