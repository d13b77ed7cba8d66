-- Of the shingles whose holders changed: those that one outlet's articles repeat, or too many articles hold.
SELECT shingle FROM (
  SELECT s.shingle, t.source_id, count(*) AS articles
  FROM temp.touched_shingles d
  CROSS JOIN story_shingles s ON s.shingle = d.shingle  -- CROSS: from the few that were touched, not from all
  CROSS JOIN story_texts t ON t.number = s.number
  GROUP BY s.shingle, t.source_id)
GROUP BY shingle HAVING max(articles) >= :same OR sum(articles) >= :everywhere
