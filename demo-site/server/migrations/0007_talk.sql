-- What is kept of a conversation besides what is shown, as JSON: how far its rating is, until when it is put aside.
ALTER TABLE conversation ADD COLUMN kept TEXT NOT NULL DEFAULT '{}';

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
    id TEXT PRIMARY KEY,
    conversation_id TEXT NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
    -- The message that asks; none where the buyer rated unasked.
    message_id TEXT REFERENCES message (id) ON DELETE CASCADE,
    -- When it was asked for, or given unasked.
    asked_ms INTEGER NOT NULL,
    score INTEGER,
    reason TEXT,
    rated_ms INTEGER
);
CREATE INDEX rating_of ON rating (conversation_id, asked_ms);
CREATE INDEX rating_by_age ON rating (asked_ms);

-- The shop itself writes lines of its own: in Chinese as the content has them, and in English.
INSERT INTO person (id, name, role) VALUES ('system', '系统', 'system');
ALTER TABLE message ADD COLUMN text_en TEXT;

-- What was kept of the conversation in an event, as JSON; decides what may be done with it.
ALTER TABLE event ADD COLUMN kept TEXT;

-- Payments are counted by their own day. Times in documents are all written alike, so their order is that of the texts.
ALTER TABLE shop_order ADD COLUMN paid_at TEXT GENERATED ALWAYS AS (json_extract(body, '$.order.paid_at')) VIRTUAL;
CREATE INDEX shop_order_by_payment ON shop_order (paid_at);
