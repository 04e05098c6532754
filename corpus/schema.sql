-- Documents are never changed in place: a new text is a new row, and the old one is retired, so
-- that a process that still serves an older index finds every paragraph it knows.
CREATE TABLE property (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

-- A new store is complete, and empty.
INSERT INTO property VALUES
    ('revision', '0'),
    ('corpus_hash', ''),
    ('sources', ''),
    ('name', ''),
    ('examples', '[]'),
    ('aliases', '[]');

CREATE TABLE meeting (
    id         TEXT PRIMARY KEY,
    title      TEXT NOT NULL,
    date       TEXT NOT NULL,
    place      TEXT,
    body       TEXT,
    kind       TEXT,
    hosts      TEXT NOT NULL,   -- JSON list
    provenance TEXT NOT NULL    -- JSON object: field -> printed | curated
) STRICT;

CREATE TABLE document (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    meeting_id TEXT NOT NULL REFERENCES meeting (id),
    name       TEXT NOT NULL,
    media_type TEXT NOT NULL,
    sha256     TEXT NOT NULL,   -- of source
    source     BLOB NOT NULL,   -- the file, byte for byte
    text       TEXT NOT NULL,   -- canonical text
    runs       TEXT NOT NULL,   -- JSON list of [canonical, source, length]
    derived    TEXT NOT NULL,   -- SHA-256 of all that was read out of the source
    added      INTEGER NOT NULL, -- revision of the collection that it came in with
    retired    INTEGER,          -- revision that it went out with
    origin     TEXT NOT NULL DEFAULT 'folder', -- folder (that is watched) | added (by a person)
    path       TEXT,             -- where an added file was read
    extracted  TEXT,             -- characters that the reader of its format took out; NULL for text
    pages      INTEGER
) STRICT;

CREATE TABLE paragraph (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id    INTEGER NOT NULL REFERENCES document (id),
    ordinal        INTEGER NOT NULL,
    printed_number TEXT,
    page           INTEGER,
    start          INTEGER NOT NULL,
    "end"          INTEGER NOT NULL,
    section        TEXT,                          -- heading above it
    kind           TEXT NOT NULL DEFAULT 'text',  -- text | row | note
    notes          TEXT NOT NULL DEFAULT '[]',    -- JSON list of the marks it refers to
    recognised     INTEGER NOT NULL DEFAULT 0,    -- 1 where it was read off a picture
    UNIQUE (document_id, ordinal)
) STRICT;

CREATE TABLE sentence (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    paragraph_id INTEGER NOT NULL REFERENCES paragraph (id),
    start        INTEGER NOT NULL,
    "end"        INTEGER NOT NULL,
    wording      TEXT NOT NULL  -- folded, hashed text: the same wording has the same value
) STRICT;

CREATE INDEX sentence_of_paragraph ON sentence (paragraph_id);
CREATE INDEX sentence_wording ON sentence (wording);
