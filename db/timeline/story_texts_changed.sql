-- Relevant articles whose text, or what a story takes from them, is not the one that was compared.
WITH current AS (
  SELECT a.id, a.source_id, :method || '|' || coalesce(v.content_sha256, v.sha256) || '|' || a.source_id || '|' ||
         coalesce(a.date_published, '') || '|' || coalesce(a.agency, '') || '|' || coalesce(a.original_name, '') || '|' ||
         coalesce(a.original_url, '') || '|' || coalesce(a.headline, '') AS content
  FROM articles a JOIN document_versions v ON v.id = a.document_version_id
  WHERE a.relevant = 1 AND a.words > 0
)
SELECT c.id, c.source_id, c.content, t.number
FROM current c LEFT JOIN story_texts t ON t.article_id = c.id
WHERE t.content IS NOT c.content
ORDER BY c.id
