//! An order, its cases and everybody who deals with them: what a server keeps, without the server.

use kefu_contract::*;
use kefu_rules::after_sale::quote::{Terms, quote};
use kefu_rules::after_sale::{self, Applied, Context, Fact, follow, options, refund_parts, reserved};
use kefu_rules::language::Language;
use kefu_rules::order::{self, Refused, deadlines, record_refund, totals};
use kefu_rules::policy::Policy;
use serde_json::json;

pub const HOUR: i64 = 3_600_000;

pub fn cny(amount: i64) -> Money {
    Money::cny(amount)
}

pub fn person(id: &str, role: Role) -> Person {
    Person { id: id.into(), name: id.to_owned(), role, avatar_url: None }
}

pub fn address() -> Address {
    serde_json::from_value(json!({
        "recipient": "林小满", "phone": "13800005678", "country": "CN", "city": "杭州市", "street": "文三路 100 号",
    }))
    .unwrap()
}

pub fn upload(id: &str, media_type: &str) -> Upload {
    serde_json::from_value(
        json!({"id": id, "url": "/u", "name": "cup.webp", "media_type": media_type, "bytes": 1000}),
    )
    .unwrap()
}

/// A paid order of lines (pieces, price), nothing shipped.
pub fn paid(goods: &[(u32, i64)], discount: i64, postage: i64, policy: &Policy) -> Order {
    let at = Timestamp::parse("2026-11-20T10:00:00+08:00").unwrap();
    let line = |(i, (quantity, price)): (usize, &(u32, i64))| {
        json!({
            "id": format!("l-{i}"), "product_id": "p", "title": "杯", "sku": "素白", "quantity": quantity,
            "unit_price": cny(*price), "discount": cny(0), "total": cny(0),
        })
    };
    let lines: Vec<_> = goods.iter().enumerate().map(line).collect();
    let mut order: Order = serde_json::from_value(json!({
        "id": "o-1", "version": 1, "number": "1", "buyer": person("buyer", Role::Buyer), "state": "awaiting_shipment",
        "escrow": "held", "lines": lines, "goods_total": cny(0), "discount": cny(0), "postage": cny(postage),
        "total": cny(0), "refunded": cny(0), "delivery": "courier", "created_at": at, "updated_at": at,
        "address": address(), "paid_at": at,
    }))
    .unwrap();
    totals::recompute(&mut order).unwrap();
    totals::spread_discount(&mut order, &cny(discount)).unwrap();
    order.amounts = totals::rows(&order, 0).unwrap();
    order.paid = Some(order.total.clone());
    order.deadlines = deadlines::on_enter(&order.state, &order.delivery, at, policy);
    order
}

/// What a server keeps about one order.
#[derive(Debug)]
pub struct World {
    pub policy: Policy,
    pub now: Timestamp,
    pub order: Order,
    pub cases: Vec<Case>,
    /// Quotes given, with what they were asked for, and for which open case.
    pub quotes: Vec<(Quote, QuoteRequest, Option<CaseId>)>,
    pub uploads: Vec<Upload>,
    pub made: u32,
}

impl World {
    pub fn new(order: Order) -> Self {
        Self {
            policy: Policy::default(),
            now: order.created_at,
            order,
            cases: Vec::new(),
            quotes: Vec::new(),
            uploads: vec![upload("up-1", "image/webp"), upload("up-2", "text/html")],
            made: 0,
        }
    }

    pub fn sent(mut self) -> Self {
        let parcel = NewShipment { courier: "中通".into(), tracking_no: Some("78".into()), lines: vec![] };
        self.on_order(OrderActionCode::Ship, |request| request.shipment = Some(parcel)).unwrap();
        self
    }

    pub fn wait(&mut self, hours: i64) {
        self.now = self.now.plus_ms(hours * HOUR);
    }

    /// What a decision is told; `named` is the quote of the request.
    pub fn ask<T>(&self, viewer: &Person, named: Option<&QuoteId>, then: impl FnOnce(&Context) -> T) -> T {
        let stored = self.quotes.iter().map(|(quote, ..)| quote).find(|quote| Some(&quote.quote_id) == named);
        let id = format!("n-{}", self.made);
        then(&Context {
            evidence: &self.uploads,
            quote: stored,
            cases: &self.cases,
            new_id: &id,
            new_number: &id,
            ..Context::new(viewer, &self.order, self.now, &self.policy)
        })
    }

    /// A quote, for a new case or for one that is open.
    pub fn quote(&mut self, request: QuoteRequest, of: Option<&CaseId>) -> Result<Quote, Refused> {
        let (reserved, reserved_postage) = reserved(&self.cases, of);
        self.made += 1;
        let terms = Terms {
            quote_id: format!("q-{}", self.made).as_str().into(),
            expires_at: self.now.plus_ms(24 * HOUR),
            now: self.now,
            received_at: options::received_at(&self.order),
            insured: false,
            reserved: &reserved,
            reserved_postage,
            language: Language::Chinese,
        };
        let quote = quote(&self.order, &request, &terms, &self.policy.after_sale)?;
        self.quotes.push((quote.clone(), request, of.cloned()));
        Ok(quote)
    }

    pub fn open(&mut self, request: &OpenCase) -> Result<Applied, Refused> {
        let buyer = person("buyer", Role::Buyer);
        let applied =
            self.ask(&buyer, Some(&request.quote_id), |ctx| after_sale::open(request, &self.cases, ctx))?;
        self.cases.push(applied.case.clone());
        self.store(&applied);
        Ok(applied)
    }

    pub fn act(&mut self, viewer: &Person, i: usize, request: &ActOnCase) -> Result<Applied, Refused> {
        let case = &self.cases[i];
        let applied =
            self.ask(viewer, request.quote_id.as_ref(), |ctx| after_sale::act(case, request, ctx))?;
        self.store(&applied);
        Ok(applied)
    }

    pub fn expire(&mut self, i: usize) -> Result<Applied, Refused> {
        let case = &self.cases[i];
        let kind = case.deadlines.first().map_or(DeadlineKind::Pay, |deadline| deadline.kind.clone());
        let applied =
            self.ask(&person("clock", Role::System), None, |ctx| after_sale::expire(case, &kind, ctx))?;
        self.store(&applied);
        Ok(applied)
    }

    /// The payment service answers; a refund paid is booked before anything else happens.
    pub fn settle(&mut self, i: usize, outcome: Result<(), &str>) -> Result<Applied, Refused> {
        let case = &self.cases[i];
        let bank = person("bank", Role::System);
        let applied = self.ask(&bank, None, |ctx| after_sale::settle(case, outcome, ctx))?;
        if outcome.is_ok() {
            let (parts, postage) = refund_parts(&applied.case).unwrap();
            let ctx = order::Context::new(&bank, self.now, &self.policy);
            self.order = record_refund(&self.order, &parts, &postage, &ctx).unwrap().order;
        }
        self.store(&applied);
        Ok(applied)
    }

    fn store(&mut self, applied: &Applied) {
        self.made += 1;
        let stored = self.cases.iter_mut().find(|case| case.id == applied.case.id).unwrap();
        *stored = applied.case.clone();
        if applied.facts.contains(&Fact::GiveReturnAddress) {
            stored.return_address = Some(address());
        }
        if applied.facts.contains(&Fact::FollowOrder) {
            self.order = follow(&self.order, &self.cases, self.now);
        }
    }

    /// The order's own life: sending, receiving, and what time does to it.
    pub fn on_order(
        &mut self,
        code: OrderActionCode,
        fill: impl FnOnce(&mut ActOnOrder),
    ) -> Result<(), Refused> {
        let role = if code == OrderActionCode::Ship { Role::Supervisor } else { Role::Buyer };
        let viewer = person(if role == Role::Buyer { "buyer" } else { "boss" }, role);
        let mut request = ActOnOrder::new(client(), self.order.version, code);
        fill(&mut request);
        self.made += 1;
        let id = format!("s-{}", self.made);
        let ctx = order::Context { new_id: &id, ..order::Context::new(&viewer, self.now, &self.policy) };
        self.order = order::act(&self.order, &request, &ctx)?.order;
        Ok(())
    }

    pub fn expire_order(&mut self) -> Result<(), Refused> {
        let clock = person("clock", Role::System);
        let kind = self.order.deadlines.first().map_or(DeadlineKind::Pay, |deadline| deadline.kind.clone());
        let ctx = order::Context::new(&clock, self.now, &self.policy);
        self.order = order::expire(&self.order, &kind, &ctx)?.order;
        Ok(())
    }
}

pub fn client() -> ClientId {
    ClientId("01890a5d-ac96-774b-bcce-b302099a8057".into())
}

/// An application exactly as quoted, for the whole maximum.
pub fn application(quote: &Quote, asked: &QuoteRequest) -> OpenCase {
    OpenCase {
        client_id: client(),
        order_id: asked.order_id.clone(),
        order_version: quote.order_version,
        quote_id: quote.quote_id.clone(),
        kind: asked.kind.clone(),
        scenario: asked.scenario.clone(),
        reason: asked.reason.clone(),
        lines: asked.lines.clone(),
        amount: quote.maximum.clone(),
        explanation: Some("杯口有裂纹".to_owned()),
        evidence: vec!["up-1".into()],
        exchange: Vec::new(),
    }
}
