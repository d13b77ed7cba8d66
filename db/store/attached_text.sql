-- The text of a file's latest version that could be read.
SELECT v.id AS version_id, v.text FROM document_versions v
WHERE v.document_id = ? AND v.platform = 'document' AND v.content_sha256 IS NOT NULL
ORDER BY iif(v.id = (SELECT latest_version_id FROM documents WHERE id = v.document_id), 0, 1), v.seq DESC
LIMIT 1
