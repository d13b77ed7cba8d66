-- Statements of current, relevant articles that the pipeline itself is unsure of, the least sure first.
SELECT s.id, s.text AS words, s.speaker, s.directness, s.start_char, s.end_char, s.document_version_id,
       a.url, a.source_id
FROM statements s
JOIN articles a ON a.document_version_id = s.document_version_id
WHERE a.relevant = 1 AND coalesce(s.own_confidence, s.confidence) < :below
ORDER BY coalesce(s.own_confidence, s.confidence), s.id
