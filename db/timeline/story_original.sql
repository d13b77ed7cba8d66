-- The copy that the others name as the first: at the address they give, else the named outlet's earliest one.
SELECT id FROM (
  SELECT a.id, 1 AS choice, a.date_published FROM articles a
  WHERE a.id IN (SELECT id FROM documents WHERE url = :url
                 UNION SELECT document_id FROM document_aliases WHERE url = :url)
    AND a.id IN (SELECT value FROM json_each(:ids))
  UNION ALL
  SELECT a.id, 2, a.date_published FROM articles a JOIN sources s ON s.id = a.source_id
  WHERE lower(s.name) = lower(:name) AND a.id IN (SELECT value FROM json_each(:ids)))
ORDER BY choice, date_published, id LIMIT 1
