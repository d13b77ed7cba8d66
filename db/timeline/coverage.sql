-- One row a story: its earliest article, with every outlet that ran it.
select y.id as story_id, a.id as article_id, y.date, y.article_count, a.headline, a.description, a.url, a.source_id, a.date_published,
       a.kind, a.document_version_id, s.name as outlet,
       (select json_group_array(name) from (
          select distinct n.name from articles c join sources n on n.id = c.source_id
          where c.story_id = y.id order by n.name)) as outlets
from stories y
join articles a on a.id = y.first_article_id
join sources s on s.id = a.source_id
order by y.date, y.id
