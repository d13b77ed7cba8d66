-- Every agenda item with the digest it was last judged by and the versions of what hangs on it. A file that
-- hangs on many items of a meeting is the agenda itself or its packet: it tells nothing of one of them.
WITH own_files AS (
  SELECT l.agenda_item_id, d.latest_version_id
  FROM agenda_item_documents l
  JOIN documents d ON d.id = l.document_id
  JOIN agenda_items i ON i.id = l.agenda_item_id
  WHERE d.kind NOT IN ('agenda', 'minutes') AND (
    SELECT count(*) FROM agenda_item_documents o JOIN agenda_items s ON s.id = o.agenda_item_id
    WHERE o.document_id = l.document_id AND s.meeting_id = i.meeting_id) <= :shared
)
SELECT i.id, i.title, i.text, i.document_version_id, i.relevance_basis,
       (SELECT group_concat(latest_version_id) FROM (
          SELECT latest_version_id FROM own_files f WHERE f.agenda_item_id = i.id ORDER BY 1)) AS attached_versions
FROM agenda_items i
ORDER BY i.id
