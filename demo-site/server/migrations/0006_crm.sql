-- What staff know about buyers, and what they work with: files of customers, quick replies, answers, offers.

CREATE TABLE customer (
    user_id TEXT PRIMARY KEY REFERENCES person (id),
    version INTEGER NOT NULL,
    tier TEXT NOT NULL,
    -- Nothing before the first purchase.
    segment TEXT,
    filed_group TEXT,
    -- JSON list of strings.
    tags TEXT NOT NULL,
    -- When the buyer was last heard of.
    seen_ms INTEGER NOT NULL,
    -- The part of the policy that tier and segment follow from; a shop that changes it has everybody scored anew.
    scored_by TEXT NOT NULL,
    -- Everything it is searched by, in lower case.
    searched TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX customer_by_seen ON customer (seen_ms);

CREATE TABLE quick_reply (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    -- Whose it is; the team's when nobody's.
    owner_id TEXT REFERENCES person (id),
    stage TEXT,
    topic TEXT,
    shortcut TEXT,
    used INTEGER NOT NULL,
    archived INTEGER NOT NULL,
    searched TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX quick_reply_by_use ON quick_reply (used);
CREATE UNIQUE INDEX quick_reply_shortcut ON quick_reply (COALESCE(owner_id, ''), shortcut)
    WHERE shortcut IS NOT NULL AND archived = 0;

CREATE TABLE knowledge (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    topic TEXT,
    -- JSON list of strings; every product when empty.
    products TEXT NOT NULL,
    archived INTEGER NOT NULL,
    updated_ms INTEGER NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX knowledge_by_age ON knowledge (updated_ms);

CREATE TABLE offer (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    body TEXT NOT NULL
);
