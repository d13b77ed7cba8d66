-- What was added to, reworded in or pulled from agendas, for items on the debate.
select c.id, c.kind, c.number, coalesce(c.title, i.title) as item_title, c.before, c.after, c.seen_at,
       c.document_version_id, c.agenda_item_id, i.url as item_url,
       m.id as meeting_id, m.date as meeting_date, m.url as meeting_url, m.source_id, m.organization_id,
       coalesce(o.name, m.body) as body, s.timezone
from agenda_changes c
join meetings m on m.id = c.meeting_id
join sources s on s.id = m.source_id
join agenda_items i on i.id = c.agenda_item_id
left join organizations o on o.id = m.organization_id
where i.relevant = 1 and c.kind != 'reordered'
order by c.seen_at, c.id
