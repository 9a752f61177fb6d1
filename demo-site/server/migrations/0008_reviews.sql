CREATE TABLE review (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    buyer_id TEXT NOT NULL REFERENCES person (id),
    -- 1: other buyers are not told whose it is.
    anonymous INTEGER NOT NULL,
    product_id TEXT NOT NULL,
    order_id TEXT NOT NULL REFERENCES shop_order (id),
    line_id TEXT NOT NULL,
    rating TEXT NOT NULL,
    triage TEXT,
    -- How far the shop has come with the author.
    work_group TEXT,
    -- Whether the explanation is public yet; null without one.
    explanation TEXT,
    -- 1: its author has removed it; its line stays reviewed.
    removed INTEGER NOT NULL,
    created_ms INTEGER NOT NULL,
    -- The buyer's words, in lower case.
    searched TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE UNIQUE INDEX review_one_per_line ON review (order_id, line_id);
CREATE INDEX review_by_age ON review (created_ms, id);
CREATE INDEX review_by_product ON review (product_id, created_ms, id);
CREATE INDEX review_by_buyer ON review (buyer_id, created_ms, id);
CREATE INDEX review_by_rating ON review (rating, created_ms, id);

-- What the shop keeps about reviews for itself: notes, and reports with their evidence and the review as it was.
CREATE TABLE review_file (
    review_id TEXT NOT NULL REFERENCES review (id),
    -- The version of the review it came with.
    version INTEGER NOT NULL,
    kind TEXT NOT NULL,
    author_id TEXT NOT NULL REFERENCES person (id),
    at_ms INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (review_id, version)
);
