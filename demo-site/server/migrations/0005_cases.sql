-- Files people sent. One that nothing refers to (used = 0) is forgotten after a while, and with it the answer kept for
-- its key: sent again it is a new file.
CREATE TABLE upload (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL REFERENCES person (id),
    client_id TEXT NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    width INTEGER,
    height INTEGER,
    content BLOB NOT NULL,
    used INTEGER NOT NULL,
    created_ms INTEGER NOT NULL
);
CREATE INDEX upload_unused ON upload (owner_id, created_ms) WHERE used = 0;

-- Quotes given, for the applications that refer to them.
CREATE TABLE quote (
    id TEXT PRIMARY KEY,
    viewer_id TEXT NOT NULL REFERENCES person (id),
    expires_ms INTEGER NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX quote_age ON quote (expires_ms);

CREATE TABLE after_sale_case (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    number TEXT NOT NULL UNIQUE,
    order_id TEXT NOT NULL REFERENCES shop_order (id),
    buyer_id TEXT NOT NULL REFERENCES person (id),
    state TEXT NOT NULL,
    kind TEXT NOT NULL,
    ended INTEGER NOT NULL,
    created_ms INTEGER NOT NULL,
    -- Next running deadline, and from when lists warn of one.
    due_ms INTEGER,
    warn_ms INTEGER,
    -- Everything it is searched by, in lower case.
    searched TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX case_by_order ON after_sale_case (order_id, created_ms);
CREATE INDEX case_by_buyer ON after_sale_case (buyer_id, created_ms);
CREATE INDEX case_by_due ON after_sale_case (due_ms);

-- Every attempt to pay a case back: the ledger of refunds. Beside failed attempts there is one at most, under way or
-- paid: nothing is paid twice.
CREATE TABLE refund_attempt (
    case_id TEXT NOT NULL REFERENCES after_sale_case (id),
    attempt INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    currency TEXT NOT NULL,
    exponent INTEGER NOT NULL,
    ordered_ms INTEGER NOT NULL,
    -- `pending`, `paid` or `failed`.
    state TEXT NOT NULL,
    settled_ms INTEGER,
    PRIMARY KEY (case_id, attempt)
);
CREATE UNIQUE INDEX refund_once ON refund_attempt (case_id) WHERE state <> 'failed';

-- Where goods are sent back to, as JSON, where nobody says otherwise.
ALTER TABLE shop ADD COLUMN return_address TEXT;
