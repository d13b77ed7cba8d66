-- Agenda items on pages that the current extractor has not judged, with the text of their attachments.
SELECT i.id, i.number, i.title, i.text, i.amends, i.document_version_id,
       (SELECT group_concat(substr(v.text, 1, 20000), char(10)) FROM agenda_item_documents l
        JOIN documents d ON d.id = l.document_id JOIN document_versions v ON v.id = d.latest_version_id
        WHERE l.agenda_item_id = i.id) AS attached
FROM agenda_items i
WHERE i.document_version_id IS NULL
   OR NOT EXISTS (SELECT 1 FROM taggings t WHERE t.document_version_id = i.document_version_id
                  AND t.extractor_version = :version)
   OR i.relevant IS NULL
ORDER BY i.id
