-- Official votes on the debate, or on no item that is known, with what their effect is to be judged by.
SELECT e.id, e.motion, e.result, e.about, e.effect_basis,
       (SELECT json_group_array(json_object('number', i.number, 'title', i.title, 'text', substr(i.text, 1, 4000)))
        FROM (SELECT a.* FROM vote_event_items l JOIN agenda_items a ON a.id = l.agenda_item_id
              WHERE l.vote_event_id = e.id AND a.relevant = 1 ORDER BY l.position) AS i) AS items
FROM vote_events e
WHERE e.source_kind <> 'news' AND (
  EXISTS (SELECT 1 FROM vote_event_items l JOIN agenda_items i ON i.id = l.agenda_item_id
          WHERE l.vote_event_id = e.id AND i.relevant = 1)
  OR NOT EXISTS (SELECT 1 FROM vote_event_items l WHERE l.vote_event_id = e.id))
ORDER BY e.id
