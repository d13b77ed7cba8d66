-- Articles that are away from their site, or were when it was last told, with the last that was told of it.
WITH told AS (
  SELECT c.article_id, c.kind, c.seen_at,
         row_number() OVER (PARTITION BY c.article_id ORDER BY c.seen_at DESC, c.rowid DESC) AS place
  FROM article_changes c WHERE c.kind IN ('gone', 'walled', 'returned')
)
SELECT d.id, d.gone_at, d.walled_at, d.wall, t.kind AS told, t.seen_at AS told_at, a.document_version_id,
       (SELECT max(max(coalesce(v.captured_at, v.fetched_at)), coalesce(max(v.returned_at), ''))
        FROM document_versions v WHERE v.document_id = d.id) AS last_stood_at
FROM documents d
JOIN articles a ON a.id = d.id
LEFT JOIN told t ON t.article_id = d.id AND t.place = 1
WHERE d.gone_at IS NOT NULL OR d.walled_at IS NOT NULL OR t.kind IN ('gone', 'walled')
ORDER BY d.id
