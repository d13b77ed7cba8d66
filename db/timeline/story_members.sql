-- A story's text with what the story takes from its article.
SELECT a.id, t.number, length(t.shingles) / 8 * CASE t.whole WHEN 1 THEN 1 ELSE 4 END AS length, a.source_id, a.headline,
       a.date_published, s.timezone, d.first_seen_at AS seen, a.agency, a.original_name, a.original_url
FROM story_texts t
JOIN articles a ON a.id = t.article_id
JOIN documents d ON d.id = a.id
JOIN sources s ON s.id = a.source_id
WHERE t.number = :number
