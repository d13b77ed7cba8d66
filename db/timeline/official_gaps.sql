-- Names on official rolls that match nobody, once a name and source, with when they voted.
select 'voter-unmatched' as kind, s.name as source, e.source_id, r.voter_name as name, count(*) as times,
       min(e.date) as first, max(e.date) as last, min(e.url) as url, min(r.document_version_id) as version_id,
       s.organization_id
from votes r join vote_events e on e.id = r.vote_event_id join sources s on s.id = e.source_id
where r.person_id is null and r.document_version_id not in
  (select n.id from document_versions n join articles a on a.id = n.document_id)
group by e.source_id, r.voter_name
union all
-- Items that votes name and the meeting's agenda does not have.
select 'vote-item-unmatched', s.name, e.source_id, e.about, count(*), min(e.date), max(e.date), min(e.url),
       min(e.document_version_id), s.organization_id
from vote_events e join sources s on s.id = e.source_id
where e.about is not null and e.meeting_id is not null
group by e.source_id, e.meeting_id, e.about
union all
-- Pages with votes that belong to no meeting known.
select 'vote-without-meeting', s.name, e.source_id, null, count(*), min(e.date), max(e.date), min(e.url),
       e.document_version_id, s.organization_id
from vote_events e join sources s on s.id = e.source_id
where e.meeting_id is null and e.source_kind <> 'news'
group by e.source_id, e.document_version_id
order by 1, 3, 4, 6
