-- What finds a document by its name, its meeting or its day, however many there are.
CREATE INDEX IF NOT EXISTS document_name ON document (name);
CREATE INDEX IF NOT EXISTS document_meeting ON document (meeting_id);
CREATE INDEX IF NOT EXISTS meeting_date ON meeting (date);
