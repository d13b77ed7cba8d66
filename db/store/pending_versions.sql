SELECT v.id, v.document_id, d.source_id, d.url, d.kind, v.platform, v.sha256, v.media_type
FROM document_versions v
JOIN documents d ON d.id = v.document_id
JOIN json_each(?) AS parser ON parser.key = v.platform
WHERE v.parser_version IS NULL OR v.parser_version <> parser.value
ORDER BY v.document_id, v.seq
