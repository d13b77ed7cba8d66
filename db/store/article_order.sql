-- An article's readable versions by when they stood on the site, a content that came back at its return, too.
-- Bytes of a variant count only where the page's own form was never read. Where two stood there at one
-- second (an archive's capture of what was fetched live) the later arrival wins.
SELECT a.document_version_id AS id, place.stood_at, v.seq
FROM article_versions a
JOIN document_versions v ON v.id = a.document_version_id
JOIN (
  SELECT document_version_id AS id, captured_at AS stood_at FROM article_versions WHERE article_id = :article
  UNION
  SELECT id, returned_at FROM document_versions WHERE document_id = :article AND returned_at IS NOT NULL
) AS place ON place.id = v.id
WHERE a.article_id = :article AND place.stood_at >= a.captured_at
  AND (v.fetched_url IS NULL OR NOT EXISTS (
    SELECT 1 FROM article_versions o JOIN document_versions own ON own.id = o.document_version_id
    WHERE o.article_id = :article AND own.fetched_url IS NULL))
ORDER BY place.stood_at, v.seq
