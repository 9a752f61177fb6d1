-- Times are milliseconds since the Unix epoch, in UTC.

CREATE TABLE shop (
    id TEXT PRIMARY KEY,
    name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    currency TEXT NOT NULL,
    -- Waiting policy: seconds until a warning, seconds until the answer is late.
    warn_s INTEGER NOT NULL,
    breach_s INTEGER NOT NULL
);

CREATE TABLE person (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    avatar_url TEXT,
    -- Shown beside the name at the demo sign-in.
    tagline_zh TEXT NOT NULL DEFAULT '',
    tagline_en TEXT NOT NULL DEFAULT '',
    -- Place in the list of the demo sign-in; only people with one may sign in there.
    demo_rank INTEGER
);

CREATE TABLE product (
    id TEXT PRIMARY KEY,
    rank INTEGER NOT NULL,
    title_zh TEXT NOT NULL,
    title_en TEXT NOT NULL,
    price_amount INTEGER NOT NULL,
    price_currency TEXT NOT NULL,
    price_exponent INTEGER NOT NULL,
    image_url TEXT NOT NULL,
    -- The whole product page as JSON, both languages.
    page TEXT NOT NULL
);

CREATE TABLE conversation (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    buyer_id TEXT NOT NULL REFERENCES person (id),
    assignee_id TEXT REFERENCES person (id),
    status TEXT NOT NULL,
    product_id TEXT REFERENCES product (id),
    order_id TEXT,
    last_position INTEGER NOT NULL,
    -- Last position that buyers may see.
    last_public_position INTEGER NOT NULL,
    read_buyer INTEGER NOT NULL,
    read_staff INTEGER NOT NULL,
    waiting_since_ms INTEGER,
    -- First question and first human answer, for the expected wait.
    asked_ms INTEGER,
    answered_ms INTEGER,
    -- JSON list of strings.
    tags TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    updated_ms INTEGER NOT NULL,
    -- Time of the last message, or of the beginning.
    activity_ms INTEGER NOT NULL
);
CREATE UNIQUE INDEX conversation_one_open ON conversation (buyer_id) WHERE status <> 'closed';
CREATE INDEX conversation_by_buyer ON conversation (buyer_id, activity_ms);
CREATE INDEX conversation_by_activity ON conversation (activity_ms);
CREATE INDEX conversation_answered ON conversation (answered_ms);

CREATE TABLE message (
    id TEXT PRIMARY KEY,
    client_id TEXT,
    conversation_id TEXT NOT NULL REFERENCES conversation (id),
    position INTEGER NOT NULL,
    sender_id TEXT NOT NULL REFERENCES person (id),
    content TEXT NOT NULL,
    visibility TEXT NOT NULL,
    sent_ms INTEGER NOT NULL
);
CREATE UNIQUE INDEX message_place ON message (conversation_id, position);
CREATE INDEX message_sent ON message (sent_ms);

-- What a session listens to: `staff`, or `buyer:<id>`. Sequence numbers of one audience are dense.
CREATE TABLE audience (
    name TEXT PRIMARY KEY,
    last_seq INTEGER NOT NULL
);

CREATE TABLE event (
    audience TEXT NOT NULL REFERENCES audience (name),
    seq INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (audience, seq)
);

-- Answers already given, so that the same write is never carried out twice.
CREATE TABLE idempotency (
    user_id TEXT NOT NULL REFERENCES person (id),
    client_id TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    answer TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    PRIMARY KEY (user_id, client_id)
);
