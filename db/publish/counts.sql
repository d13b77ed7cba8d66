-- Counts that pages and facets show, taken from the published rows themselves.
-- An organization or person that texts brought up and nothing published names is left out.

-- A quotation that nine copies of a story print was said once. Statements of copies stay, each with its link.
CREATE TEMP TABLE repeated AS
SELECT c.statement_id FROM working.statement_copies c WHERE c.of_statement_id IN (SELECT id FROM statements);
CREATE UNIQUE INDEX temp.repeated_once ON repeated(statement_id);

UPDATE organizations SET
  statements = (SELECT count(*) FROM statements WHERE organization_id = organizations.id AND id NOT IN repeated),
  vote_events = (SELECT count(*) FROM vote_events WHERE organization_id = organizations.id);

UPDATE people SET
  statements = (SELECT count(*) FROM statements WHERE person_id = people.id AND id NOT IN repeated),
  votes = (SELECT count(*) FROM votes WHERE person_id = people.id),
  role = (SELECT m.role FROM memberships m WHERE m.person_id = people.id
          ORDER BY coalesce(m.end_date, '9') DESC, coalesce(m.start_date, '') DESC, m.id LIMIT 1),
  organization = (SELECT o.name FROM memberships m JOIN organizations o ON o.id = m.organization_id
          WHERE m.person_id = people.id
          ORDER BY coalesce(m.end_date, '9') DESC, coalesce(m.start_date, '') DESC, m.id LIMIT 1);

UPDATE people SET on_record = statements + votes;

DELETE FROM people WHERE role IS NULL AND statements = 0 AND votes = 0
  AND id NOT IN (SELECT person_id FROM mentions WHERE person_id IS NOT NULL)
  AND id NOT IN (SELECT person_id FROM timeline WHERE person_id IS NOT NULL);

-- Sums over everything: half a second each at 100,000 rows, so counted once here and not at every visit.
INSERT INTO stance_totals
SELECT stance_label, count(*), count(DISTINCT speaker), min(date), max(date) FROM statements
WHERE id NOT IN repeated GROUP BY 1 ORDER BY 1;

DROP TABLE temp.repeated;

INSERT INTO outlet_totals
SELECT outlet, count(*), count(DISTINCT story_id), sum(statements), min(date), max(date) FROM articles
WHERE outlet IS NOT NULL GROUP BY 1 ORDER BY 1;
