-- Old answers are looked for every minute.
CREATE INDEX idempotency_age ON idempotency (at_ms);
