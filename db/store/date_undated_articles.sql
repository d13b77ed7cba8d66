-- An article whose own page tells no date has the earliest that a feed or sitemap told of any of its addresses.
WITH told AS (
  SELECT address.document_id, min(json_extract(f.data, '$.date')) AS date
  FROM found_records f
  JOIN (
    SELECT url, id AS document_id FROM documents UNION SELECT url, document_id FROM document_aliases
  ) AS address ON address.url = f.key
  WHERE f.type = 'link' AND json_extract(f.data, '$.date') IS NOT NULL
  GROUP BY address.document_id
)
UPDATE articles SET date_published = told.date, date_source = 'feed', date_confidence = 0.7
FROM told
WHERE told.document_id = articles.id AND (articles.date_published IS NULL OR articles.date_source = 'feed')
