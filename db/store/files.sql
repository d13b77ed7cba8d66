-- Every file of a source by each of its addresses, with the text of its latest version that could be read.
SELECT a.url, d.id AS document_id, d.title, v.text
FROM documents d
JOIN document_aliases a ON a.document_id = d.id
LEFT JOIN document_versions v ON v.id = (
  SELECT known.id FROM document_versions known
  WHERE known.document_id = d.id AND known.platform = 'document' AND known.content_sha256 IS NOT NULL
  ORDER BY known.id = d.latest_version_id DESC, known.seq DESC LIMIT 1)
WHERE d.source_id = ?
