-- Meetings with items on the debate, and those that lie ahead of :today.
select m.id, m.title, m.start, m.date, m.status, m.location, m.url, m.source_id, m.organization_id,
       m.document_version_id, m.vanished_at, coalesce(o.name, m.body) as body,
       (select count(*) from agenda_items i where i.meeting_id = m.id and i.relevant = 1
          and i.pulled_at is null) as items
from meetings m
left join organizations o on o.id = m.organization_id
where m.date is not null
  and (m.date >= :today or exists
       (select 1 from agenda_items i where i.meeting_id = m.id and i.relevant = 1))
order by m.date, m.id
