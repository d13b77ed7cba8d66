-- What the versions of an article say, as the current parser reads them.
SELECT a.document_version_id AS id, a.headline, a.authors, a.date_published, v.text AS body,
       json_extract(f.data, '$.paywalled') AS paywalled
FROM article_versions a
JOIN document_versions v ON v.id = a.document_version_id
LEFT JOIN found_records f ON f.document_version_id = v.id AND f.type = 'article'
WHERE a.article_id = ?
