-- The civic records in those versions, in page order.
SELECT f.document_version_id, f.type, f.data
FROM documents d
JOIN document_versions v ON v.document_id = d.id
JOIN found_records f ON f.document_version_id = v.id
WHERE d.source_id = :source AND v.parser_version IS NOT NULL AND v.content_sha256 IS NOT NULL
  AND f.type IN ('meeting', 'agenda_item', 'document')
ORDER BY f.document_version_id, f.position
