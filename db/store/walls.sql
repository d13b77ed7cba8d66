-- Articles whose page shows something else now: the latest version was read and is none, an earlier one is.
-- `since` is the first such version after the last one that could be read.
SELECT d.id, d.walled_at, d.wall, latest.id AS version_id,
       coalesce(
         (SELECT min(v.captured_at) FROM document_versions v
          WHERE v.document_id = d.id AND v.parser_version IS NOT NULL
            AND v.id NOT IN (SELECT document_version_id FROM article_versions WHERE article_id = d.id)
            AND v.captured_at >= (
              SELECT max(coalesce(r.returned_at, r.captured_at))
              FROM article_versions a JOIN document_versions r ON r.id = a.document_version_id
              WHERE a.article_id = d.id)),
         latest.returned_at, latest.captured_at) AS since
FROM articles JOIN documents d ON d.id = articles.id
JOIN document_versions latest ON latest.id = d.latest_version_id
WHERE latest.parser_version IS NOT NULL
  AND latest.id NOT IN (SELECT document_version_id FROM article_versions WHERE article_id = d.id)
ORDER BY d.id
