-- Counts that pages and facets show, taken from the published rows themselves.
-- An organization or person that texts brought up and nothing published names is left out.

-- A quotation that nine copies of a story print was said once. Statements of copies stay, each with its link.

UPDATE organizations SET
  statements = (SELECT count(*) FROM statements WHERE organization_id = organizations.id AND copy_of IS NULL),
  vote_events = (SELECT count(*) FROM vote_events WHERE organization_id = organizations.id);

UPDATE people SET
  statements = (SELECT count(*) FROM statements WHERE person_id = people.id AND copy_of IS NULL),
  votes = (SELECT count(*) FROM votes WHERE person_id = people.id),
  role = (SELECT m.role FROM memberships m WHERE m.person_id = people.id
          ORDER BY coalesce(m.end_date, '9') DESC, coalesce(m.start_date, '') DESC, m.id LIMIT 1),
  organization = (SELECT o.name FROM memberships m JOIN organizations o ON o.id = m.organization_id
          WHERE m.person_id = people.id
          ORDER BY coalesce(m.end_date, '9') DESC, coalesce(m.start_date, '') DESC, m.id LIMIT 1);

UPDATE people SET (position, since) = (
  SELECT stance_label, first_date FROM positions WHERE person_id = people.id AND latest = 1);
UPDATE organizations SET (position, since) = (
  SELECT stance_label, first_date FROM positions WHERE organization_id = organizations.id AND latest = 1);

UPDATE people SET on_record = statements + votes;

DELETE FROM people WHERE role IS NULL AND statements = 0 AND votes = 0
  AND id NOT IN (SELECT person_id FROM mentions WHERE person_id IS NOT NULL)
  AND id NOT IN (SELECT person_id FROM timeline WHERE person_id IS NOT NULL)
  AND id NOT IN (SELECT person_id FROM people_to_review)
  AND id NOT IN (SELECT candidate_id FROM people_to_review_candidates);

-- Sums over everything: half a second each at 100,000 rows, so counted once here and not at every visit.
INSERT INTO stance_totals
SELECT stance_label, count(*), count(DISTINCT speaker), min(date), max(date) FROM statements
WHERE copy_of IS NULL GROUP BY 1 ORDER BY 1;

INSERT INTO outlet_totals
SELECT a.outlet, count(*), count(DISTINCT a.story_id), coalesce(max(t.said), 0), min(a.date), max(a.date)
FROM articles a LEFT JOIN (
  SELECT outlet, count(DISTINCT coalesce(copy_of, id)) AS said FROM statements GROUP BY outlet) t ON t.outlet = a.outlet
WHERE a.outlet IS NOT NULL GROUP BY 1 ORDER BY 1;
