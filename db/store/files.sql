-- Every document of a source by each of its addresses.
SELECT address.url, d.id AS document_id, d.title
FROM documents d
JOIN (
  SELECT url, id AS document_id FROM documents UNION SELECT url, document_id FROM document_aliases
) AS address ON address.document_id = d.id
WHERE d.source_id = ?
