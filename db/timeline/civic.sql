-- Items on the debate with their meeting, for the rows that come from boards.
select i.id as item_id, i.number, i.title as item_title, i.action, i.action_raw, i.relevance_reason,
       i.url as item_url, i.document_version_id as item_version, i.start_char, i.end_char, i.pulled_at,
       m.id as meeting_id, m.date, m.url as meeting_url, m.source_id, m.organization_id,
       coalesce(o.name, m.body) as body
from agenda_items i
join meetings m on m.id = i.meeting_id
left join organizations o on o.id = m.organization_id
where i.relevant = 1 and m.date is not null
order by m.date, m.id, i.position, i.id
