-- Statements in the current versions of relevant articles, the earliest copy of each story first.
select t.id, t.text, t.start_char, t.end_char, t.speaker, t.speaker_role, t.person_id, t.organization_id,
       t.stance, t.directness, t.document_version_id, coalesce(p.name, o.name, t.speaker) as actor,
       a.id as article_id, a.url, a.date_published, a.story_id, a.source_id, s.name as outlet, s.timezone
from statements t
join articles a on a.document_version_id = t.document_version_id
join sources s on s.id = a.source_id
left join stories y on y.id = a.story_id
left join people p on p.id = t.person_id
left join organizations o on o.id = t.organization_id
where a.relevant = 1 and a.date_published is not null
order by a.story_id, (a.id is not y.first_article_id), a.date_published, a.id, t.start_char, t.id
