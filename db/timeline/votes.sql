-- Vote events of the debate: on one of its items, or with an outcome that keeps or removes officers.
-- Its news tells of other votes too, on budgets and meals.
select e.id, e.motion, e.date, e.result, e.yes, e.no, e.abstain, e.absent, e.effect, e.source_kind,
       e.organization_id, coalesce(o.name, e.body) as body, e.meeting_id, e.agenda_item_id,
       e.document_version_id, e.start_char, e.end_char, d.url, d.source_id,
       i.number, i.title as item_title,
       coalesce(
         (select n.quote from vote_event_sources n where n.vote_event_id = e.id
            and n.document_version_id = e.document_version_id and n.start_char = e.start_char),
         (select min(n.quote) from vote_event_sources n where n.vote_event_id = e.id)) as quote,
       (select count(distinct n.document_version_id) from vote_event_sources n where n.vote_event_id = e.id) as sources,
       (select count(*) from vote_disagreements g where g.vote_event_id = e.id) as disagreements,
       a.id as article_id, a.date_published, s.name as outlet, s.timezone
from vote_events e
left join organizations o on o.id = e.organization_id
left join agenda_items i on i.id = e.agenda_item_id
left join document_versions v on v.id = e.document_version_id
left join documents d on d.id = v.document_id
left join articles a on a.id = d.id
left join sources s on s.id = a.source_id
where i.relevant = 1 or e.effect in ('keep', 'remove')
order by e.date, e.id
