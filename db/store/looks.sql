SELECT v.id, v.document_id, v.seq, v.fetched_at, v.text, d.latest_version_id, f.type, f.data
FROM document_versions v
JOIN documents d ON d.id = v.document_id
LEFT JOIN found_records f ON f.document_version_id = v.id AND f.type IN ('meeting', 'agenda_item', 'document')
WHERE d.source_id = ? AND v.parser_version IS NOT NULL AND v.content_sha256 IS NOT NULL
ORDER BY v.fetched_at, v.document_id, v.seq, f.position
