-- Every version of a source's pages that could be read, oldest first.
SELECT v.id, v.document_id, v.seq, v.fetched_at, v.returned_at, d.latest_version_id, d.kind, d.url,
       v.platform = 'document' AS is_file
FROM document_versions v
JOIN documents d ON d.id = v.document_id
WHERE d.source_id = :source AND v.parser_version IS NOT NULL AND v.content_sha256 IS NOT NULL
ORDER BY v.fetched_at, v.document_id, v.seq
