WITH parsers AS (SELECT key, value FROM json_each(:parsers))
SELECT v.id, v.document_id, d.source_id, d.url, d.kind, v.platform, v.sha256, v.media_type,
       coalesce(
         (SELECT f.request FROM frontier f WHERE f.source_id = d.source_id AND f.url = d.url),
         (SELECT f.request FROM document_aliases a
          JOIN frontier f ON f.source_id = d.source_id AND f.url = a.url
          WHERE a.document_id = d.id AND f.request IS NOT NULL ORDER BY f.url LIMIT 1)) AS request
FROM document_versions v
JOIN documents d ON d.id = v.document_id
JOIN parsers parser ON parser.key = v.platform
LEFT JOIN parsers own ON own.key = v.platform || '/' || d.source_id
LEFT JOIN relevance_scans scan ON scan.document_version_id = v.id
WHERE v.parser_version IS NULL OR v.parser_version <> coalesce(own.value, parser.value)
  OR scan.wanted = 0 AND scan.scan_version <> :scan
ORDER BY v.document_id, v.seq
