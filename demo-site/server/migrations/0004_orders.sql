-- The shop's money book: what came and what went. Rows are added, never changed. Amounts are above zero; the kind says
-- which way they went.
CREATE TABLE payment (
    id TEXT PRIMARY KEY,
    -- An order split off is stored after the money that goes along with it.
    order_id TEXT NOT NULL REFERENCES shop_order (id) DEFERRABLE INITIALLY DEFERRED,
    -- `charge`, `refund`, `release`, `compensate`; `carry_in` and `carry_out` where money goes along with lines that
    -- are merged or split.
    kind TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount > 0),
    currency TEXT NOT NULL,
    exponent INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,
    -- What it was booked for: the code of an action or a deadline, or the id of a case.
    reference TEXT NOT NULL
);
CREATE INDEX payment_by_order ON payment (order_id);

-- Pieces put back on the shelf (above zero) or taken off it since the catalogue counted them.
CREATE TABLE stock_change (
    product_id TEXT PRIMARY KEY REFERENCES product (id),
    pieces INTEGER NOT NULL
);

CREATE TABLE cart_line (
    buyer_id TEXT NOT NULL REFERENCES person (id),
    product_id TEXT NOT NULL REFERENCES product (id),
    -- Empty where there is nothing to choose.
    sku_id TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    PRIMARY KEY (buyer_id, product_id, sku_id)
);
