-- When each of a source's pages was first named by another, by any of its addresses.
SELECT d.id AS document_id, min(f.found_at) AS found_at
FROM documents d
JOIN (
  SELECT url, id AS document_id FROM documents UNION SELECT url, document_id FROM document_aliases
) AS address ON address.document_id = d.id
JOIN frontier f ON f.source_id = :source AND f.url = address.url
WHERE d.source_id = :source AND f.found_at IS NOT NULL
GROUP BY d.id
