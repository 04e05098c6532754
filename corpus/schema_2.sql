-- From a store of format 1 to one of format 2.
ALTER TABLE document ADD COLUMN origin TEXT NOT NULL DEFAULT 'folder';
ALTER TABLE document ADD COLUMN path TEXT;
ALTER TABLE document ADD COLUMN extracted TEXT;
ALTER TABLE document ADD COLUMN pages INTEGER;
ALTER TABLE paragraph ADD COLUMN section TEXT;
ALTER TABLE paragraph ADD COLUMN kind TEXT NOT NULL DEFAULT 'text';
ALTER TABLE paragraph ADD COLUMN notes TEXT NOT NULL DEFAULT '[]';
ALTER TABLE paragraph ADD COLUMN recognised INTEGER NOT NULL DEFAULT 0;
-- Everything is read anew from the folder, and the hash of the texts is put together in another way.
UPDATE document SET retired = (SELECT CAST(value AS INTEGER) FROM property WHERE name = 'revision')
    WHERE retired IS NULL;
UPDATE property SET value = '' WHERE name IN ('sources', 'corpus_hash');
