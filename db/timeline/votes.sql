-- Vote events of the debate: on one of its items, or with an outcome that keeps or removes officers.
-- Its news tells of other votes too, on budgets and meals, and boards record hundreds.
with on_debate as (
  select l.vote_event_id, l.agenda_item_id, min(l.position) as position
  from (select vote_event_id, agenda_item_id, position from vote_event_items
        union all select id, agenda_item_id, -1 from vote_events where agenda_item_id is not null) l
  join agenda_items i on i.id = l.agenda_item_id
  where i.relevant = 1
  group by l.vote_event_id
)
select e.id, e.motion, e.motion_kind, e.date, e.result, e.yes, e.no, e.abstain, e.absent, e.effect, e.source_kind,
       e.about, e.organization_id, coalesce(o.name, e.body) as body, e.meeting_id,
       coalesce(n.agenda_item_id, e.agenda_item_id) as agenda_item_id,
       e.document_version_id, e.start_char, e.end_char, coalesce(e.url, d.url) as url, d.source_id,
       i.number, i.title as item_title,
       coalesce(
         (select t.quote from vote_event_sources t where t.vote_event_id = e.id
            and t.document_version_id = e.document_version_id and t.start_char is e.start_char),
         (select min(t.quote) from vote_event_sources t where t.vote_event_id = e.id)) as quote,
       (select count(distinct t.document_version_id) from vote_event_sources t where t.vote_event_id = e.id) as sources,
       (select count(*) from vote_disagreements g where g.vote_event_id = e.id) as disagreements,
       (select count(*) from vote_event_items l where l.vote_event_id = e.id) as items,
       a.id as article_id, a.date_published, s.name as outlet, s.timezone
from vote_events e
left join on_debate n on n.vote_event_id = e.id
left join organizations o on o.id = e.organization_id
left join agenda_items i on i.id = coalesce(n.agenda_item_id, e.agenda_item_id)
left join document_versions v on v.id = e.document_version_id
left join documents d on d.id = v.document_id
left join articles a on a.id = d.id
left join sources s on s.id = a.source_id
where n.agenda_item_id is not null or e.effect in ('keep', 'remove')
order by e.date, e.id
