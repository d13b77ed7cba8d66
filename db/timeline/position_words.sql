-- Statements that take a side, by somebody known by id, in the current versions of relevant, dated articles.
-- What copies of a story repeat comes under the id of the one that stands for them (`said`).
select iif(t.person_id is not null, 'person', 'organization') as kind, coalesce(t.person_id, t.organization_id) as who,
       coalesce(c.of_statement_id, t.id) as said, t.id, t.text, t.stance, t.confidence, t.directness, a.id as article_id,
       a.url, a.date_published, s.timezone
from statements t
join articles a on a.document_version_id = t.document_version_id
join sources s on s.id = a.source_id
left join statement_copies c on c.statement_id = t.id
where a.relevant = 1 and a.date_published is not null and t.stance <> 'neutral' and coalesce(t.person_id, t.organization_id) is not null
order by 1, 2, a.date_published, t.id
