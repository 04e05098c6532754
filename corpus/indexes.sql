-- So that one document more or less is found without reading through the sources of all others.
CREATE INDEX IF NOT EXISTS document_of_meeting ON document (meeting_id, added, retired);
CREATE INDEX IF NOT EXISTS document_name ON document (name, origin);
CREATE INDEX IF NOT EXISTS document_sha256 ON document (sha256, origin);
CREATE INDEX IF NOT EXISTS document_path ON document (path, origin);
CREATE INDEX IF NOT EXISTS document_origin ON document (origin);
CREATE INDEX IF NOT EXISTS meeting_date ON meeting (date);
