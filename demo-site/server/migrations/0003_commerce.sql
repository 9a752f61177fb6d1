-- Orders, cases and reviews are kept as documents; columns repeat what lists are filtered and sorted by.

-- Policy comes from a file now (--policy), so the shop loses its waiting times. SQLite cannot drop columns that are
-- described by a comment; the table is made anew.
CREATE TABLE shop_without_policy (
    id TEXT PRIMARY KEY,
    name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    currency TEXT NOT NULL
);
INSERT INTO shop_without_policy SELECT id, name_zh, name_en, time_zone, currency FROM shop;
DROP TABLE shop;
ALTER TABLE shop_without_policy RENAME TO shop;

-- What an event is about, where it carries a document: readers get the document as it is when they read.
ALTER TABLE event ADD COLUMN subject_kind TEXT;
ALTER TABLE event ADD COLUMN subject_id TEXT;

CREATE TABLE shop_order (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    number TEXT NOT NULL UNIQUE,
    buyer_id TEXT NOT NULL REFERENCES person (id),
    state TEXT NOT NULL,
    flag TEXT,
    -- JSON list of strings.
    marks TEXT NOT NULL,
    total INTEGER NOT NULL,
    created_ms INTEGER NOT NULL,
    -- Next running deadline, and from when lists warn of one.
    due_ms INTEGER,
    warn_ms INTEGER,
    -- Everything it is searched by, in lower case.
    searched TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX shop_order_by_buyer ON shop_order (buyer_id, created_ms);
CREATE INDEX shop_order_by_state ON shop_order (state, created_ms);
CREATE INDEX shop_order_by_age ON shop_order (created_ms);
CREATE INDEX shop_order_by_due ON shop_order (due_ms);

-- What the clock does next.
CREATE TABLE due (
    subject_kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    what TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    PRIMARY KEY (subject_kind, subject_id, what)
);
CREATE INDEX due_next ON due (at_ms);
