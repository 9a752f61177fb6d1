-- What happens to conversations besides messages, for the figures.
CREATE TABLE conversation_log (
    conversation_id TEXT NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
    at_ms INTEGER NOT NULL,
    -- `closed` or `transferred`.
    what TEXT NOT NULL,
    -- Who gave it away and who took it.
    from_id TEXT REFERENCES person (id),
    to_id TEXT REFERENCES person (id)
);
CREATE INDEX conversation_log_of ON conversation_log (conversation_id, at_ms);
INSERT INTO conversation_log (conversation_id, at_ms, what)
    SELECT id, updated_ms, 'closed' FROM conversation WHERE status = 'closed';

-- Ratings asked for, and given.
CREATE TABLE rating (
    -- The message that asks.
    message_id TEXT PRIMARY KEY REFERENCES message (id),
    conversation_id TEXT NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
    asked_ms INTEGER NOT NULL,
    score INTEGER,
    reason TEXT,
    rated_ms INTEGER
);
CREATE INDEX rating_of ON rating (conversation_id, asked_ms);
CREATE INDEX rating_by_age ON rating (asked_ms);

-- Payments are counted by their own day. Times in documents are all written alike, so their order is that of the texts.
ALTER TABLE shop_order ADD COLUMN paid_at TEXT GENERATED ALWAYS AS (json_extract(body, '$.order.paid_at')) VIRTUAL;
CREATE INDEX shop_order_by_payment ON shop_order (paid_at);
