-- Votes of members known by id, and decisions of bodies known by id, whose outcome keeps or removes officers and
-- whose day is known. `disputed`: the sources do not agree on the outcome or on this member's choice.
select 'person' as kind, r.person_id as who, e.date, e.effect, e.result, r.option, r.id as vote_id, e.id as vote_event_id,
       coalesce((select min(n.url) from vote_event_sources n where n.vote_event_id = e.id
                 and n.document_version_id = r.document_version_id), e.url, d.url) as url,
       exists (select 1 from vote_disagreements g where g.vote_event_id = e.id
               and g.field in ('result', r.voter_name, (select name from people where id = r.person_id))) as disputed
from votes r
join vote_events e on e.id = r.vote_event_id
left join document_versions v on v.id = r.document_version_id
left join documents d on d.id = v.document_id
where r.person_id is not null and e.effect in ('keep', 'remove') and length(e.date) = 10
union all
select 'organization', e.organization_id, e.date, e.effect, e.result, null, null, e.id, coalesce(e.url, d.url),
       exists (select 1 from vote_disagreements g where g.vote_event_id = e.id and g.field = 'result')
from vote_events e
left join document_versions v on v.id = e.document_version_id
left join documents d on d.id = v.document_id
where e.organization_id is not null and e.effect in ('keep', 'remove') and length(e.date) = 10
order by 1, 2, 3, 7, 8
