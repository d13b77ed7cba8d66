-- Official votes with their counts as told and as their members' votes add up to.
select e.id, e.yes, e.no, e.abstain, e.absent, coalesce(o.name, e.body) as body, e.date,
       coalesce(e.url, d.url) as url, e.document_version_id,
       sum(r.option = 'yes') as named_yes, sum(r.option = 'no') as named_no,
       sum(r.option = 'abstain') as named_abstain, sum(r.option in ('absent', 'excused')) as named_absent
from vote_events e
join votes r on r.vote_event_id = e.id
left join organizations o on o.id = e.organization_id
left join document_versions v on v.id = e.document_version_id
left join documents d on d.id = v.document_id
where e.source_kind <> 'news' and r.document_version_id not in
  (select n.id from document_versions n join articles a on a.id = n.document_id)
group by e.id
order by e.id
