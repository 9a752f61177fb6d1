//! A past made by hand, put into the database behind the server's back.

use crate::harness::Shop;
use kefu_contract::{Case, Money, Order, Timestamp};
use serde_json::json;
use sqlx::SqlitePool;

/// A day, and what happened around it. Times are `10:00:00` on that day, `-1 10:00:00` on the day before, and so on.
pub(crate) struct History {
    pool: SqlitePool,
    day: Timestamp,
    /// Messages so far; makes ids and positions.
    messages: i64,
}

impl History {
    pub(crate) async fn begin(shop: &Shop, day: &str) -> Self {
        let url = format!("sqlite://{}", shop.database().display());
        Self {
            pool: SqlitePool::connect(&url).await.unwrap(),
            day: Timestamp::parse(day).unwrap(),
            messages: 0,
        }
    }

    pub(crate) async fn end(self) {
        self.pool.close().await;
    }

    fn at(&self, time: &str) -> Timestamp {
        let (days, time) = time.split_once(' ').unwrap_or(("0", time));
        let seconds = time.split(':').fold(0, |sum, part| sum * 60 + part.parse::<i64>().unwrap());
        self.day.plus_ms((days.parse::<i64>().unwrap() * 86_400 + seconds) * 1_000)
    }

    pub(crate) async fn buyer(&self, id: &str) {
        let sql = "INSERT INTO person (id, name, role) VALUES ($1, $1, 'buyer')";
        sqlx::query(sql).bind(id).execute(&self.pool).await.unwrap();
    }

    pub(crate) async fn conversation(&self, id: &str, buyer: &str, time: &str) {
        sqlx::query(
            "INSERT INTO conversation (id, version, buyer_id, status, last_position, last_public_position,
               read_buyer, read_staff, tags, created_ms, updated_ms, activity_ms)
             VALUES ($1, 1, $2, 'closed', 0, 0, 0, 0, '[]', $3, $3, $3)",
        )
        .bind(id)
        .bind(buyer)
        .bind(self.at(time).unix_ms)
        .execute(&self.pool)
        .await
        .unwrap();
    }

    /// A message of somebody, or `note of` somebody.
    pub(crate) async fn message(&mut self, conversation: &str, sender: &str, time: &str) -> String {
        self.messages += 1;
        let (sender, visibility) = match sender.strip_prefix("note of ") {
            Some(sender) => (sender, "staff"),
            None => (sender, "everyone"),
        };
        let id = format!("h-{}", self.messages);
        sqlx::query(
            "INSERT INTO message (id, conversation_id, position, sender_id, content, visibility, sent_ms)
             VALUES ($1, $2, $3, $4, '{\"type\":\"text\",\"text\":\"…\"}', $5, $6)",
        )
        .bind(&id)
        .bind(conversation)
        .bind(self.messages)
        .bind(sender)
        .bind(visibility)
        .bind(self.at(time).unix_ms)
        .execute(&self.pool)
        .await
        .unwrap();
        id
    }

    async fn logged(&self, conversation: &str, time: &str, what: &str, from: Option<&str>, to: Option<&str>) {
        let sql = "INSERT INTO conversation_log (conversation_id, at_ms, what, from_id, to_id)
                   VALUES ($1, $2, $3, $4, $5)";
        let query = sqlx::query(sql).bind(conversation).bind(self.at(time).unix_ms).bind(what);
        query.bind(from).bind(to).execute(&self.pool).await.unwrap();
    }

    pub(crate) async fn closed(&self, conversation: &str, time: &str) {
        self.logged(conversation, time, "closed", None, None).await;
    }

    pub(crate) async fn transferred(&self, conversation: &str, from: &str, to: &str, time: &str) {
        self.logged(conversation, time, "transferred", Some(from), Some(to)).await;
    }

    /// A rating asked for, and what was answered when.
    pub(crate) async fn rating(&mut self, conversation: &str, asked: &str, given: Option<(u8, &str)>) {
        let message = self.message(conversation, "bot", asked).await;
        sqlx::query(
            "INSERT INTO rating (id, message_id, conversation_id, asked_ms, score, rated_ms)
             VALUES ($1, $1, $2, $3, $4, $5)",
        )
        .bind(message)
        .bind(conversation)
        .bind(self.at(asked).unix_ms)
        .bind(given.map(|(score, _)| score))
        .bind(given.map(|(_, time)| self.at(time).unix_ms))
        .execute(&self.pool)
        .await
        .unwrap();
    }

    pub(crate) async fn order(&self, id: &str, buyer: &str, placed: &str, paid: Option<&str>, amount: i64) {
        let fixture =
            include_str!("../../../../components/contract/spec/fixtures/order.awaiting-shipment.json");
        let mut order: Order = serde_json::from_str(fixture).unwrap();
        order.id = id.into();
        order.number = id.to_owned();
        order.buyer.id = buyer.into();
        order.created_at = self.at(placed);
        order.paid_at = paid.map(|time| self.at(time));
        order.paid = paid.map(|_| Money::cny(amount));
        order.refunded = Money::cny(0);
        sqlx::query(
            "INSERT INTO shop_order (id, version, number, buyer_id, state, marks, total, created_ms, searched, body)
             VALUES ($1, 1, $1, $2, $3, '[]', $4, $5, '', $6)",
        )
        .bind(id)
        .bind(buyer)
        .bind(order.state.as_str())
        .bind(amount)
        .bind(order.created_at.unix_ms)
        .bind(json!({ "order": order }).to_string())
        .execute(&self.pool)
        .await
        .unwrap();
    }

    /// A case about an order of a buyer, over which the platform was asked to step in.
    pub(crate) async fn disputed(&self, case: &str, order: &str, buyer: &str, time: &str) {
        let fixture = include_str!("../../../../components/contract/spec/fixtures/case.intervention.json");
        let mut body: Case = serde_json::from_str(fixture).unwrap();
        (body.id, body.order_id, body.buyer.id) = (case.into(), order.into(), buyer.into());
        body.intervention.requested_at = Some(self.at(time));
        sqlx::query(
            "INSERT INTO after_sale_case (id, version, number, order_id, buyer_id, state, kind, ended, created_ms,
               searched, body) VALUES ($1, 1, $1, $2, $3, $4, $5, 0, $6, '', $7)",
        )
        .bind(case)
        .bind(order)
        .bind(buyer)
        .bind(body.state.as_str())
        .bind(body.kind.as_str())
        .bind(self.at(time).unix_ms)
        .bind(json!({ "case": body }).to_string())
        .execute(&self.pool)
        .await
        .unwrap();
    }

    pub(crate) async fn refunded(&self, id: &str, time: &str) {
        let sql = "UPDATE shop_order SET body = json_set(body, '$.order.refunded.amount', 1,
                     '$.order.updated_at', $2) WHERE id = $1";
        let query = sqlx::query(sql).bind(id).bind(self.at(time).to_string());
        assert_eq!(query.execute(&self.pool).await.unwrap().rows_affected(), 1);
    }
}
