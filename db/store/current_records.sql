SELECT f.type, f.data, d.id AS document_id
FROM documents d
JOIN document_versions v ON v.id = d.latest_version_id
JOIN found_records f ON f.document_version_id = v.id
WHERE d.source_id = :source AND d.gone_at IS NULL
