-- Every file of a source by each of its addresses, with the text of its latest version that could be read.
SELECT address.url, d.id AS document_id, d.title, (
    SELECT v.text FROM document_versions v
    WHERE v.document_id = d.id AND v.platform = 'document' AND v.content_sha256 IS NOT NULL
    ORDER BY iif(v.id = (SELECT latest_version_id FROM documents WHERE id = v.document_id), 0, 1), v.seq DESC
    LIMIT 1) AS text
FROM documents d
JOIN (
  SELECT url, id AS document_id FROM documents UNION SELECT url, document_id FROM document_aliases
) AS address ON address.document_id = d.id
WHERE d.source_id = ?
