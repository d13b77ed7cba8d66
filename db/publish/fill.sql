-- Filling the published database from the working one, attached as `working`.
-- Functions given by the builder: clip(text, limit), local_date(stamp, zone), web_url(url),
-- passage_url(url, words), stance_label(stance), listed(json array), decision(effect), few_words(text), few_passages(json array),
-- position(effect, result, option), told(result). Rows go in by id, so that the same records give the same file.

CREATE TEMP TABLE debate_votes AS
SELECT id FROM working.vote_events WHERE effect IN ('keep', 'remove')
UNION SELECT e.id FROM working.vote_events e
  JOIN working.agenda_items i ON i.id = e.agenda_item_id WHERE i.relevant = 1
UNION SELECT l.vote_event_id FROM working.vote_event_items l
  JOIN working.agenda_items i ON i.id = l.agenda_item_id WHERE i.relevant = 1;

CREATE TEMP TABLE kept_versions AS
SELECT document_version_id AS id FROM working.articles WHERE relevant = 1
UNION SELECT v.document_version_id FROM working.article_versions v
  JOIN working.articles a ON a.id = v.article_id WHERE a.relevant = 1
UNION SELECT document_version_id FROM working.meetings
UNION SELECT document_version_id FROM working.agenda_items
UNION SELECT document_version_id FROM working.agenda_item_links
UNION SELECT document_version_id FROM working.meeting_changes
UNION SELECT document_version_id FROM working.agenda_changes
UNION SELECT document_version_id FROM working.vote_events WHERE id IN debate_votes
UNION SELECT document_version_id FROM working.vote_event_sources WHERE vote_event_id IN debate_votes
UNION SELECT document_version_id FROM working.vote_disagreements WHERE vote_event_id IN debate_votes
UNION SELECT document_version_id FROM working.votes WHERE vote_event_id IN debate_votes
UNION SELECT document_version_id FROM working.meeting_members;

CREATE TEMP TABLE kept_documents AS
SELECT document_id AS id FROM working.document_versions WHERE id IN kept_versions
UNION SELECT d.document_id FROM working.agenda_item_documents d
  JOIN working.agenda_items i ON i.id = d.agenda_item_id WHERE i.relevant = 1 AND d.document_id IS NOT NULL;

INSERT INTO runs SELECT id, started_at, finished_at, command, state, exit_code, summary, requested, stored,
  unchanged, failed, filtered, denied, version FROM working.runs ORDER BY rowid;

INSERT INTO organizations (id, name, classification, other_names, source_url)
SELECT id, name, classification, listed(other_names), web_url(source_url) FROM working.organizations ORDER BY id;

INSERT INTO sources SELECT s.id, s.name, s.kind, h.state, h.last_success_at, h.last_new_at, h.days_since_new,
  h.items, h.open_issues, h.reason, s.platform, web_url(s.url), s.timezone, s.organization_id
FROM working.sources s JOIN temp.health h ON h.source_id = s.id ORDER BY s.id;

INSERT INTO source_runs SELECT run_id, source_id, state, reason, items, blocked, started_at, finished_at, requested,
  stored, unchanged, failed, filtered, denied
FROM working.source_runs WHERE source_id IN (SELECT id FROM sources) ORDER BY run_id, source_id;

INSERT INTO issues SELECT i.id, i.seen_at, i.level, i.kind, i.message, web_url(i.url), s.id, i.run_id
FROM working.issues i LEFT JOIN sources s ON s.id = i.source_id ORDER BY i.id;

INSERT INTO people (id, name, other_names, source_url)
SELECT id, name, listed(other_names), web_url(source_url) FROM working.people ORDER BY id;

INSERT INTO memberships SELECT id, person_id, organization_id, role, start_date, end_date
FROM working.memberships ORDER BY id;

INSERT INTO documents SELECT d.id, web_url(d.url), d.kind,
  coalesce(d.title, upper(substr(d.kind, 1, 1)) || substr(d.kind, 2) || coalesce(
    ' of ' || (SELECT min(m.date) FROM working.document_versions v
               JOIN working.meetings m ON m.document_version_id = v.id WHERE v.document_id = d.id),
    ' of ' || (SELECT min(m.date) FROM working.document_versions v
               JOIN working.agenda_items i ON i.document_version_id = v.id
               JOIN working.meetings m ON m.id = i.meeting_id WHERE v.document_id = d.id), '')),
  d.first_seen_at, d.gone_at, d.latest_version_id, d.source_id
FROM working.documents d WHERE d.id IN kept_documents ORDER BY d.id;

INSERT INTO document_versions SELECT v.id, v.document_id, v.seq, v.fetched_at, v.last_modified, v.media_type,
  v.size, v.sha256, v.captured_at, v.archive, web_url(v.archive_url), d.source_id
FROM working.document_versions v JOIN working.documents d ON d.id = v.document_id
WHERE v.document_id IN kept_documents ORDER BY v.id;

INSERT INTO meetings SELECT m.id, m.date, m.start, coalesce(o.name, m.body), m.title, m.status,
  (SELECT count(*) FROM working.agenda_items i WHERE i.meeting_id = m.id AND i.relevant = 1 AND i.pulled_at IS NULL),
  (SELECT count(*) FROM working.agenda_items i WHERE i.meeting_id = m.id AND i.pulled_at IS NULL),
  m.location, web_url(m.url), m.status_raw, m.vanished_at, m.organization_id, m.source_id, m.document_version_id
FROM working.meetings m LEFT JOIN working.organizations o ON o.id = m.organization_id ORDER BY m.id;

INSERT INTO meeting_changes SELECT c.id, c.seen_at, c.meeting_id, c.field, c.before, c.after, m.source_id,
  c.document_version_id
FROM working.meeting_changes c JOIN working.meetings m ON m.id = c.meeting_id ORDER BY c.id;

INSERT INTO agenda_items SELECT i.id, m.date, i.number, i.file_number, i.title, i.action, coalesce(i.relevant, 0),
  clip(i.text, 2000), i.section, i.meeting_id, web_url(i.url), i.action_raw, listed(i.amends), i.pulled_at,
  i.relevance, i.relevance_reason, i.position, m.source_id, i.document_version_id, i.start_char, i.end_char
FROM working.agenda_items i JOIN working.meetings m ON m.id = i.meeting_id ORDER BY i.id;

INSERT INTO agenda_item_numbers SELECT n.agenda_item_id, n.number, m.source_id
FROM working.agenda_item_numbers n JOIN working.agenda_items i ON i.id = n.agenda_item_id
JOIN working.meetings m ON m.id = i.meeting_id ORDER BY n.agenda_item_id, n.number;

INSERT INTO agenda_item_links SELECT l.id, m.date, l.relation, l.number, clip(l.evidence, 300),
  passage_url(d.url, l.evidence), l.agenda_item_id, l.target_agenda_item_id, web_url(d.url), m.source_id,
  l.document_version_id, l.start_char, l.end_char
FROM working.agenda_item_links l JOIN working.agenda_items i ON i.id = l.agenda_item_id
JOIN working.meetings m ON m.id = i.meeting_id
LEFT JOIN working.document_versions v ON v.id = l.document_version_id
LEFT JOIN working.documents d ON d.id = v.document_id ORDER BY l.id;

INSERT INTO agenda_changes SELECT c.id, c.seen_at, c.kind, c.number, coalesce(c.title, i.title),
  clip(c.before, 1000), clip(c.after, 1000), coalesce(i.relevant, 0), c.meeting_id, c.agenda_item_id, m.source_id,
  c.document_version_id
FROM working.agenda_changes c JOIN working.meetings m ON m.id = c.meeting_id
LEFT JOIN working.agenda_items i ON i.id = c.agenda_item_id ORDER BY c.id;

INSERT INTO meeting_members SELECT b.meeting_id || '/' || b.name, m.date, b.name, b.named_in, b.meeting_id, b.person_id,
  m.source_id, b.document_version_id
FROM working.meeting_members b JOIN working.meetings m ON m.id = b.meeting_id ORDER BY b.meeting_id, b.name;

INSERT INTO vote_events SELECT e.id, e.date, coalesce(o.name, e.body), coalesce(e.motion, i.title, e.about), e.result,
  e.yes, e.no, e.abstain, e.absent, e.effect, decision(e.effect), e.source_kind,
  (SELECT count(DISTINCT n.document_version_id) FROM working.vote_event_sources n WHERE n.vote_event_id = e.id),
  (SELECT count(*) FROM working.vote_disagreements g WHERE g.vote_event_id = e.id),
  clip(t.quote, 300), web_url(coalesce(e.url, d.url)), passage_url(coalesce(e.url, d.url), t.quote),
  e.motion_kind, e.mover, e.seconder, e.result_raw, e.counts_from, e.about, e.position,
  (SELECT count(*) FROM working.vote_event_items l WHERE l.vote_event_id = e.id),
  e.organization_id, e.meeting_id, e.agenda_item_id, d.source_id, e.document_version_id, e.start_char, e.end_char
FROM working.vote_events e
LEFT JOIN working.organizations o ON o.id = e.organization_id
LEFT JOIN working.agenda_items i ON i.id = e.agenda_item_id
LEFT JOIN working.document_versions v ON v.id = e.document_version_id
LEFT JOIN working.documents d ON d.id = v.document_id
LEFT JOIN working.timeline t ON t.vote_event_id = e.id
WHERE e.id IN debate_votes ORDER BY e.id;

INSERT INTO vote_event_items
SELECT l.vote_event_id || '/' || l.agenda_item_id, e.date, i.number, i.title, coalesce(i.relevant, 0), l.position,
  l.vote_event_id, l.agenda_item_id, d.source_id
FROM working.vote_event_items l
JOIN working.vote_events e ON e.id = l.vote_event_id
JOIN working.agenda_items i ON i.id = l.agenda_item_id
LEFT JOIN working.document_versions v ON v.id = e.document_version_id
LEFT JOIN working.documents d ON d.id = v.document_id
WHERE l.vote_event_id IN debate_votes ORDER BY l.vote_event_id, l.position;

INSERT INTO vote_event_sources SELECT n.id, n.vote_event_id, n.source_kind, n.yes, n.no, n.abstain, n.absent,
  n.motion, n.result, n.result_raw, clip(n.quote, 300), web_url(n.url), passage_url(n.url, n.quote), d.source_id, n.document_version_id,
  n.start_char, n.end_char
FROM working.vote_event_sources n
LEFT JOIN working.document_versions v ON v.id = n.document_version_id
LEFT JOIN working.documents d ON d.id = v.document_id
WHERE n.vote_event_id IN debate_votes ORDER BY n.id;

INSERT INTO vote_disagreements SELECT g.id, g.vote_event_id, g.field, g.kept, g.told, g.source_kind,
  web_url(g.url), d.source_id, g.document_version_id
FROM working.vote_disagreements g
LEFT JOIN working.document_versions v ON v.id = g.document_version_id
LEFT JOIN working.documents d ON d.id = v.document_id
WHERE g.vote_event_id IN debate_votes ORDER BY g.id;

INSERT INTO votes SELECT r.id, e.date, coalesce(p.name, r.voter_name), r.option, position(e.effect, e.result, r.option),
  r.voter_name, r.vote_event_id, r.person_id, r.option_raw,
  web_url(coalesce((SELECT min(n.url) FROM working.vote_event_sources n WHERE n.vote_event_id = r.vote_event_id
                    AND n.document_version_id = r.document_version_id), d.url)),
  d.source_id, r.document_version_id
FROM working.votes r JOIN working.vote_events e ON e.id = r.vote_event_id
LEFT JOIN working.people p ON p.id = r.person_id
LEFT JOIN working.document_versions v ON v.id = r.document_version_id
LEFT JOIN working.documents d ON d.id = v.document_id
WHERE r.vote_event_id IN debate_votes ORDER BY r.id;

INSERT INTO stories SELECT y.id, y.date, y.headline, y.article_count, y.outlet_count,
  (SELECT listed(json_group_array(name)) FROM (
     SELECT DISTINCT n.name FROM working.articles c JOIN working.sources n ON n.id = c.source_id
     WHERE c.story_id = y.id ORDER BY n.name)),
  y.agency, y.original_name, web_url(y.original_url), y.last_date,
  (SELECT o.id FROM working.articles o WHERE o.id = y.first_article_id AND o.relevant = 1),
  (SELECT o.id FROM working.articles o WHERE o.id = y.original_article_id AND o.relevant = 1)
FROM working.stories y ORDER BY y.id;

INSERT INTO articles (id, date, headline, outlet, kind, authors, description, url, statements, versions, story_id,
  agency, original_name, original_url, containment, gone_at, walled_at, wall, paywalled, first_seen, date_published,
  date_modified, date_source, date_confidence, modified_source, headline_source, headline_confidence,
  authors_source, authors_confidence, section, language, words, relevance, relevance_reason, source_id,
  document_version_id)
SELECT a.id, local_date(a.date_published, s.timezone), a.headline, s.name, a.kind, listed(a.authors),
  clip(a.description, 300), web_url(a.url),
  (SELECT count(*) FROM working.statements t WHERE t.document_version_id = a.document_version_id),
  max(1, (SELECT count(*) FROM working.article_versions v WHERE v.article_id = a.id)), a.story_id,
  a.agency, a.original_name, web_url(a.original_url), a.containment, d.gone_at, d.walled_at, d.wall, a.paywalled,
  coalesce((SELECT min(v.captured_at) FROM working.article_versions v WHERE v.article_id = a.id), d.first_seen_at),
  a.date_published, a.date_modified, a.date_source, a.date_confidence, a.modified_source, a.headline_source,
  a.headline_confidence, a.authors_source, a.authors_confidence, a.section, a.language, a.words, a.relevance,
  a.relevance_reason, a.source_id, a.document_version_id
FROM working.articles a JOIN working.sources s ON s.id = a.source_id JOIN working.documents d ON d.id = a.id
WHERE a.relevant = 1 ORDER BY a.id;

INSERT INTO article_changes SELECT c.id, c.seen_at, c.kind, a.outlet, a.headline, few_words(c.before),
  few_words(c.after), c.words_added, c.words_removed, few_passages(c.passages), a.url, a.id, a.source_id,
  c.before_version_id, c.document_version_id
FROM working.article_changes c JOIN articles a ON a.id = c.article_id ORDER BY c.id;

-- One row a note, though every version since carries it: the first that did.
INSERT INTO article_notes
SELECT id, seen_at, kind, outlet, headline, clip(text, 300), passage_url(url, text), url, article_id, source_id,
  document_version_id, start_char, end_char
FROM (
  SELECT n.*, v.captured_at AS seen_at, a.outlet, a.headline, a.url, a.source_id,
         row_number() OVER (PARTITION BY n.article_id, n.kind, n.text ORDER BY v.captured_at, n.id) AS place
  FROM working.article_notes n
  JOIN working.article_versions v ON v.document_version_id = n.document_version_id
  JOIN articles a ON a.id = n.article_id)
WHERE place = 1 ORDER BY id;

UPDATE articles SET
  changes = (SELECT count(*) FROM article_changes WHERE article_id = articles.id),
  notes = (SELECT count(*) FROM article_notes WHERE article_id = articles.id);

INSERT INTO archives
SELECT r.id, r.name, r.kind, coalesce(sum(p.records), 0), coalesce(sum(p.pages), 0), coalesce(sum(p.wanted), 0),
  coalesce(sum(p.stored), 0), r.first_seen_at, r.finished_at
FROM working.archives r LEFT JOIN working.archive_parts p ON p.archive_id = r.id GROUP BY r.id ORDER BY r.id;

INSERT INTO scan_totals
SELECT s.id, s.name, coalesce(v.scanned, 0), coalesce(v.wanted, 0), coalesce(v.scanned - v.wanted, 0),
  coalesce(g.unread, 0)
FROM working.sources s
LEFT JOIN (
  SELECT d.source_id, count(*) AS scanned, sum(r.wanted) AS wanted FROM working.relevance_scans r
  JOIN working.document_versions v ON v.id = r.document_version_id
  JOIN working.documents d ON d.id = v.document_id GROUP BY d.source_id) v ON v.source_id = s.id
LEFT JOIN (
  SELECT source_id, count(*) AS unread FROM working.archive_pages WHERE wanted = 0
  GROUP BY source_id) g ON g.source_id = s.id
WHERE v.scanned > 0 OR g.unread > 0 ORDER BY s.id;

INSERT INTO mentions SELECT n.id, coalesce(p.name, o.name, n.name, n.text), n.label, clip(n.text, 300), n.person_id,
  n.organization_id, a.id, a.source_id, n.document_version_id, n.start_char, n.end_char
FROM working.mentions n JOIN articles a ON a.document_version_id = n.document_version_id
LEFT JOIN working.people p ON p.id = n.person_id
LEFT JOIN working.organizations o ON o.id = n.organization_id ORDER BY n.id;

INSERT INTO statements SELECT t.id, a.date, coalesce(p.name, o.name, t.speaker), stance_label(t.stance),
  clip(t.text, 500), a.outlet, passage_url(a.url, t.text), t.speaker_role, t.directness, t.confidence, t.cue,
  t.origin, t.stance, c.of_statement_id, t.person_id, t.organization_id, a.id, a.url, a.source_id, t.document_version_id, t.start_char,
  t.end_char
FROM working.statements t JOIN articles a ON a.document_version_id = t.document_version_id
LEFT JOIN working.statement_copies c ON c.statement_id = t.id
LEFT JOIN working.people p ON p.id = t.person_id
LEFT JOIN working.organizations o ON o.id = t.organization_id ORDER BY t.id;

UPDATE statements SET copy_of = NULL WHERE copy_of NOT IN (SELECT id FROM statements);

-- Positions stand on rows above: where one is not published, nobody could check what it says.
INSERT INTO positions SELECT c.id, coalesce(p.name, o.name), stance_label(c.stance), c.first_date, c.last_date,
  c.statements, c.votes, c.otherwise, c.confidence,
  coalesce((SELECT t.passage_url FROM statements t WHERE t.id = c.first_statement_id), web_url(c.first_url)),
  coalesce((SELECT t.passage_url FROM statements t WHERE t.id = c.last_statement_id), web_url(c.last_url)),
  c.latest, c.place, c.stance, c.person_id, c.organization_id, c.first_statement_id, c.first_vote_id,
  c.first_vote_event_id, c.last_statement_id, c.last_vote_id, c.last_vote_event_id
FROM working.positions c
LEFT JOIN working.people p ON p.id = c.person_id
LEFT JOIN working.organizations o ON o.id = c.organization_id ORDER BY c.id;

INSERT INTO position_changes SELECT c.id, coalesce(p.name, o.name), c.kind,
  c.from_date, stance_label(c.from_stance),
  clip(coalesce((SELECT t.text FROM statements t WHERE t.id = c.from_statement_id),
           (SELECT coalesce((SELECT v.option || ' on ' FROM votes v WHERE v.id = c.from_vote_id), '')
              || coalesce(e.motion, 'a motion') || coalesce(' (' || told(e.result) || ')', '')
            FROM vote_events e WHERE e.id = c.from_vote_event_id)), 300),
  coalesce((SELECT t.passage_url FROM statements t WHERE t.id = c.from_statement_id), web_url(c.from_url)),
  c.to_date, stance_label(c.to_stance),
  clip(coalesce((SELECT t.text FROM statements t WHERE t.id = c.to_statement_id),
           (SELECT coalesce((SELECT v.option || ' on ' FROM votes v WHERE v.id = c.to_vote_id), '')
              || coalesce(e.motion, 'a motion') || coalesce(' (' || told(e.result) || ')', '')
            FROM vote_events e WHERE e.id = c.to_vote_event_id)), 300),
  coalesce((SELECT t.passage_url FROM statements t WHERE t.id = c.to_statement_id), web_url(c.to_url)),
  c.days_between, c.mixed_between, c.confidence, c.person_id, c.organization_id, c.from_statement_id, c.from_vote_id,
  c.from_vote_event_id, c.to_statement_id, c.to_vote_id, c.to_vote_event_id
FROM working.position_changes c
LEFT JOIN working.people p ON p.id = c.person_id
LEFT JOIN working.organizations o ON o.id = c.organization_id ORDER BY c.id;

INSERT INTO contradictions SELECT c.id, coalesce(p.name, o.name), c.word_date, stance_label(c.word_stance),
  clip(t.text, 300), t.passage_url, c.vote_date, stance_label(c.vote_stance),
  clip((SELECT coalesce((SELECT v.option || ' on ' FROM votes v WHERE v.id = c.vote_id), '')
          || coalesce(e.motion, 'a motion') || coalesce(' (' || told(e.result) || ')', '')
        FROM vote_events e WHERE e.id = c.vote_event_id), 300),
  web_url(c.vote_url), c.days_between, c.statements, c.confidence, c.person_id, c.organization_id, c.statement_id,
  c.vote_id, c.vote_event_id
FROM working.contradictions c JOIN statements t ON t.id = c.statement_id
LEFT JOIN working.people p ON p.id = c.person_id
LEFT JOIN working.organizations o ON o.id = c.organization_id ORDER BY c.id;

INSERT INTO people_to_review_candidates SELECT c.id, p.name, n.name, c.likeness, c.why, c.person_id, c.candidate_id
FROM working.people_to_review_candidates c JOIN people p ON p.id = c.person_id JOIN people n ON n.id = c.candidate_id
ORDER BY c.id;

INSERT INTO people_to_review SELECT r.person_id, r.name, r.scope, r.texts, r.statements, r.votes, r.mentions,
  listed(r.roles), listed(r.bodies), listed(r.outlets),
  (SELECT group_concat(candidate, ', ') FROM (SELECT candidate FROM people_to_review_candidates
     WHERE person_id = r.person_id ORDER BY likeness DESC, candidate_id)),
  r.first_date, r.last_date, web_url(r.url), r.entry, r.person_id
FROM working.people_to_review r ORDER BY r.person_id;

INSERT INTO timeline SELECT id, date, date_precision, time, kind, title, summary, actor, stance_label(stance), quote,
  result, body, outlet, web_url(url), passage_url(url, quote), stance, person_id, organization_id, meeting_id,
  agenda_item_id, vote_event_id, article_id, statement_id, source_id, document_version_id, start_char, end_char
FROM working.timeline ORDER BY date, kind, id;
