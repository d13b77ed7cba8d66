-- Where texts name people whom the registry does not know: current articles of the debate, current files, votes.
select m.person_id as who, 'mention' as what, m.id as said, d.id as document_id, coalesce(a.url, d.url) as url,
       s.name as outlet, a.date_published as stamp, s.timezone, null as role, null as body
from mentions m
join people p on p.id = m.person_id
join document_versions v on v.id = m.document_version_id
join documents d on d.id = v.document_id
join sources s on s.id = d.source_id
left join articles a on a.id = d.id
where p.origin = 'text'
  and iif(a.id is null, d.latest_version_id = v.id, a.relevant = 1 and a.document_version_id = v.id)
union all
select t.person_id, 'statement', coalesce(c.of_statement_id, t.id), a.id, a.url, s.name, a.date_published, s.timezone,
       t.speaker_role, null
from statements t
join people p on p.id = t.person_id
join articles a on a.document_version_id = t.document_version_id
join sources s on s.id = a.source_id
left join statement_copies c on c.statement_id = t.id
where p.origin = 'text' and a.relevant = 1
union all
select r.person_id, 'vote', r.id, null, coalesce(e.url, d.url), null, e.date, null, null, coalesce(o.name, e.body)
from votes r
join people p on p.id = r.person_id
join vote_events e on e.id = r.vote_event_id
left join organizations o on o.id = e.organization_id
left join document_versions v on v.id = r.document_version_id
left join documents d on d.id = v.document_id
where p.origin = 'text'
order by 1, 7, 2, 3
