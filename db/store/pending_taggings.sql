-- Current texts that the current extractor has not read: articles, then files that boards publish.
SELECT v.id AS version_id, 'article' AS what, a.url AS url,
       a.date_published AS date, a.source_id AS source_id, a.id AS document_id
FROM articles a
JOIN document_versions v ON v.id = a.document_version_id
LEFT JOIN taggings t ON t.document_version_id = v.id
WHERE coalesce(v.text, a.body) IS NOT NULL AND (t.extractor_version IS NULL OR t.extractor_version <> :version)
UNION ALL
SELECT v.id, 'file', d.url, NULL, d.source_id, d.id
FROM documents d
JOIN document_versions v ON v.id = d.latest_version_id
LEFT JOIN taggings t ON t.document_version_id = v.id
WHERE v.text IS NOT NULL AND NOT EXISTS (SELECT 1 FROM articles a WHERE a.id = d.id)
  AND NOT EXISTS (SELECT 1 FROM agenda_items i WHERE i.document_version_id = v.id)
  AND (t.extractor_version IS NULL OR t.extractor_version <> :version)
ORDER BY 2, 1
