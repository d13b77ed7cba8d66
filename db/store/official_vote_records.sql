-- What each page of a source says of a matter now: its current version, or the last that could be read.
WITH ranked AS (
  SELECT d.id AS document_id, d.url AS document_url, d.kind AS document_kind, v.id AS version_id, v.media_type,
         row_number() OVER (
           PARTITION BY d.id ORDER BY iif(v.id = d.latest_version_id, 0, 1), v.seq DESC) AS place
  FROM documents d
  JOIN document_versions v ON v.document_id = d.id
  WHERE d.source_id = :source AND v.parser_version IS NOT NULL AND v.content_sha256 IS NOT NULL
)
SELECT r.document_id, r.document_url, r.document_kind, r.version_id, r.media_type, f.position AS place, f.data
FROM ranked r
JOIN found_records f ON f.document_version_id = r.version_id AND f.type = :type
WHERE r.place = 1
ORDER BY r.document_id, f.position
