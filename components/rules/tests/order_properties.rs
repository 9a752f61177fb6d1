//! Random lives of orders: whatever people try, states, money and reasons stay sound.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use kefu_contract::*;
use kefu_rules::order::{
    Applied, Context, Event, Fact, Goods, Purchase, RefundPart, act, actions, deadlines, expire, machine,
    next, place, record_refund, totals, track,
};
use kefu_rules::policy::Policy;
use proptest::prelude::*;

const HOUR: i64 = 3_600_000;

fn person(id: &str, role: Role) -> Person {
    Person { id: id.into(), name: id.to_owned(), role, avatar_url: None }
}

fn cny(amount: i64) -> Money {
    Money::cny(amount)
}

fn address() -> Address {
    serde_json::from_str(
        r#"{"recipient":"林小满","phone":"13800005678","country":"CN","city":"杭州市","street":"文三路 100 号"}"#,
    )
    .unwrap()
}

fn line(id: &str, quantity: u32, price: i64) -> OrderLine {
    OrderLine {
        id: id.into(),
        product_id: "p".into(),
        title: "杯".into(),
        image_url: None,
        url: None,
        sku_id: None,
        sku: None,
        quantity,
        unit_price: cny(price),
        discount: cny(0),
        total: cny(price * i64::from(quantity)),
        shipped: 0,
        refunded: 0,
        refunded_amount: None,
        case_id: None,
        no_reason_exclusion: None,
    }
}

fn order(id: &str, lines: Vec<OrderLine>, discount: i64, postage: i64, policy: &Policy) -> Order {
    let at = Timestamp::parse("2026-11-20T10:00:00+08:00").unwrap();
    let mut order: Order = serde_json::from_value(serde_json::json!({
        "id": id, "version": 1, "number": id, "buyer": person("b", Role::Buyer), "state": "awaiting_payment",
        "escrow": "none", "lines": [], "goods_total": cny(0), "discount": cny(0), "postage": cny(postage),
        "total": cny(0), "refunded": cny(0), "delivery": "courier", "created_at": at, "updated_at": at,
        "address": address(),
    }))
    .unwrap();
    order.lines = lines;
    totals::spread_discount(&mut order, &cny(discount)).unwrap();
    order.amounts = totals::rows(&order, 0).unwrap();
    order.deadlines = deadlines::on_enter(&order.state, &order.delivery, at, policy);
    order
}

fn sum<'a>(amounts: impl Iterator<Item = &'a Money>) -> i64 {
    amounts.map(|money| money.amount).sum()
}

/// What must hold of every order at any time.
fn sound(order: &Order) -> Result<(), TestCaseError> {
    let paid = totals::paid(order).amount;
    prop_assert_eq!(
        order.goods_total.amount - order.discount.amount + order.postage.amount,
        order.total.amount
    );
    prop_assert_eq!(sum(order.lines.iter().map(|l| &l.total)) + order.postage.amount, order.total.amount);
    prop_assert_eq!(sum(order.lines.iter().map(|l| &l.discount)), order.discount.amount);
    prop_assert_eq!(sum(order.amounts.iter().map(|row| &row.amount)), order.total.amount);
    prop_assert!(order.refunded.amount >= 0 && order.refunded.amount <= paid);
    prop_assert_eq!(sum(totals::paid_by_line(order).unwrap().iter()), paid);
    for line in &order.lines {
        prop_assert!(
            line.shipped <= line.quantity && line.refunded <= line.quantity && line.total.amount >= 0
        );
        prop_assert!(line.refunded_amount.as_ref().is_none_or(|m| m.amount <= line.total.amount));
    }
    match order.escrow {
        Escrow::None => prop_assert_eq!(paid, 0),
        Escrow::Refunded => prop_assert_eq!(order.refunded.amount, paid),
        _ => prop_assert!(paid > 0),
    }
    Ok(())
}

/// What was paid and not paid back.
fn kept(order: &Order) -> i64 {
    totals::kept(order).unwrap().amount
}

/// Pieces on their way, and those still to be sent.
fn pieces(order: &Order) -> u32 {
    let sent: u32 = order.lines.iter().map(|line| line.shipped).sum();
    let open = order.state != OrderState::Closed;
    sent + if open { order.lines.iter().map(totals::to_ship).sum::<u32>() } else { 0 }
}

/// Every fen and every piece that comes or goes is told of.
fn booked(before: &[&Order], applied: &Applied) -> Result<(), TestCaseError> {
    let after: Vec<&Order> = std::iter::once(&applied.order).chain(&applied.others).collect();
    let was = |id: &OrderId| before.iter().find(|order| order.id == *id).map_or(0, |order| kept(order));
    for order in &after {
        let here = |id: &OrderId| i64::from(*id == order.id);
        let first = here(&applied.order.id);
        let moved = applied.facts.iter().map(|fact| match fact {
            Fact::Charge { amount, .. } => first * amount.amount,
            Fact::Refund(amount) => -first * amount.amount,
            Fact::Carry { from, to, amount } => (here(to) - here(from)) * amount.amount,
            _ => 0,
        });
        prop_assert_eq!(kept(order) - was(&order.id), moved.sum::<i64>());
    }
    let released = applied.facts.iter().map(|fact| match fact {
        Fact::ReleaseStock(lines) => lines.iter().map(|line| line.quantity).sum(),
        _ => 0u32,
    });
    let had: u32 =
        before.iter().filter(|order| after.iter().any(|now| now.id == order.id)).map(|o| pieces(o)).sum();
    prop_assert_eq!(had, after.iter().map(|order| pieces(order)).sum::<u32>() + released.sum::<u32>());
    Ok(())
}

/// What every viewer is told must be complete and explained.
fn explained(
    order: &Order,
    viewers: &[Person],
    now: Timestamp,
    policy: &Policy,
) -> Result<(), TestCaseError> {
    let mut enabled = false;
    for viewer in viewers {
        let list = actions(order, &Context::new(viewer, now, policy));
        prop_assert!(!list.is_empty());
        for action in &list {
            prop_assert_eq!(action.enabled, action.reason.is_none(), "{}", &action.code);
            prop_assert!(action.reason.as_ref().is_none_or(|reason| !reason.is_empty()));
            prop_assert!(action.opens_at.is_none_or(|at| at > now));
            // Those three are possible on anything and move nothing.
            let idle = ["order.set_memo", "order.mark", "order.buy_again"].contains(&action.code.as_str());
            enabled |= action.enabled && !idle;
        }
    }
    prop_assert!(machine::is_terminal(&order.state) || enabled || !order.deadlines.is_empty());
    Ok(())
}

#[derive(Debug, Clone)]
struct Try {
    who: usize,
    code: usize,
    line: usize,
    quantity: u32,
    amount: i64,
    choice: usize,
    wait_h: i64,
}

fn attempt() -> impl Strategy<Value = Try> {
    (
        0usize..3,
        0usize..24,
        0usize..3,
        0u32..4,
        -50i64..4_000,
        0usize..8,
        prop_oneof![3 => 0i64..10, 1 => 10i64..300],
    )
        .prop_map(|(who, code, line, quantity, amount, choice, wait_h)| Try {
            who,
            code,
            line,
            quantity,
            amount,
            choice,
            wait_h,
        })
}

fn request(order: &Order, t: &Try, code: OrderActionCode) -> ActOnOrder {
    use OrderActionCode as Code;
    let client = ClientId("01890a5d-ac96-774b-bcce-b302099a8057".into());
    let mut r = ActOnOrder::new(client, order.version, code.clone());
    let line_id = order.lines.get(t.line % order.lines.len().max(1)).map_or("none".into(), |l| l.id.clone());
    let one = vec![LineQuantity { line_id: line_id.clone(), quantity: t.quantity }];
    let parcel = |lines| NewShipment { courier: "中通".into(), tracking_no: Some("78".into()), lines };
    let pick = |values: &[&str]| values[t.choice % values.len()].to_owned();
    let parcel_id = || order.shipments.first().map_or("none".into(), |s| s.id.clone());
    match code {
        Code::Pay => r.payment_method = Some(pick(PaymentMethod::KNOWN).as_str().into()),
        Code::ChangeAddress => {
            r.address = Some(Address { street: pick(&["东路 1 号", ""]), ..address() });
            r.line_ids = if t.quantity == 0 { Vec::new() } else { vec![line_id] };
        }
        Code::ConfirmAddress => {
            let street = pick(&["东路 1 号", "", "西街 2 号"]);
            r.address = (t.quantity > 0).then(|| Address { street, ..address() });
        }
        Code::RemindToPay => r.channel = Some(Channel::Chat),
        Code::ChangePrice => r.prices = vec![PriceChange { line_id, discount: cny(t.amount) }],
        Code::ChangePostage => r.postage = Some(cny(t.amount)),
        Code::Merge => r.merge_with = vec!["o-2".into()],
        Code::Split => r.lines = one,
        Code::SetMemo => {
            r.memo = Some(NewMemo { flag: pick(MemoFlag::KNOWN).as_str().into(), text: "x".into() });
        }
        Code::Ship => r.shipment = Some(parcel(if t.choice < 3 { Vec::new() } else { one })),
        Code::ChangeShipment => {
            r.shipment_id = Some(parcel_id());
            r.shipment = Some(parcel(Vec::new()));
        }
        Code::ReportException => {
            r.shipment_id = Some(parcel_id());
            r.exception = Some(pick(ShipmentException::KNOWN).as_str().into());
        }
        Code::ExtendReceipt => r.extend_days = Some([3, 5, 7, 10, 4][t.choice % 5]),
        Code::Close => r.reason = Some(pick(CloseReason::KNOWN).as_str().into()),
        Code::Mark => r.mark = (t.choice > 0).then(|| pick(OrderMark::KNOWN).as_str().into()),
        _ => {}
    }
    r
}

fn table_allows(from: &OrderState, to: &OrderState) -> bool {
    from == to || Event::ALL.iter().any(|event| next(from, *event).as_ref() == Some(to))
}

fn refund(order: &Order, t: &Try, ctx: &Context) -> Option<Applied> {
    let line_id = order.lines.get(t.line)?.id.clone();
    let part = RefundPart { line_id, quantity: t.quantity, amount: cny(t.amount) };
    record_refund(order, &[part], &cny(if t.choice == 0 { 100 } else { 0 }), ctx).ok()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_lives_stay_sound(
        goods in prop::collection::vec((1u32..4, 1i64..9_999), 1..4), discount_pm in 0i64..1_000,
        postage in 0i64..2_000, cash_first: bool, tries in prop::collection::vec(attempt(), 1..14),
    ) {
        let policy = Policy::default();
        let lines: Vec<_> = goods.iter().enumerate().map(|(i, (n, p))| line(&format!("l-{i}"), *n, *p)).collect();
        let worth: i64 = goods.iter().map(|(n, p)| i64::from(*n) * p).sum();
        let mut order = order("o-1", lines, worth * discount_pm / 1_000, postage, &policy);
        let other = self::order("o-2", vec![line("m-0", 2, 500)], 100, 800, &policy);
        let viewers = [person("b", Role::Buyer), person("a", Role::Agent), person("s", Role::Supervisor)];
        let mut now = order.created_at;
        sound(&order)?;
        for (i, t) in tries.iter().enumerate() {
            now = now.plus_ms(t.wait_h * HOUR);
            let (related, id) = ([other.clone()], format!("n-{i}"));
            let mut ctx = Context {
                related: &related,
                new_id: &id,
                address_asked: t.amount % 2 == 0,
                ..Context::new(&viewers[t.who], now, &policy)
            };
            let applied = match OrderActionCode::KNOWN.get(t.code) {
                Some(code) => {
                    let mut code = OrderActionCode::from(*code);
                    // The way to payment is short, or most lives would end before the first parcel.
                    if i == 0 && cash_first { code = OrderActionCode::Pay; ctx.viewer = &viewers[0]; }
                    let told = actions(&order, &ctx).into_iter().find(|a| a.code == code.as_str());
                    let done = act(&order, &request(&order, t, code.clone()), &ctx);
                    let allowed = told.is_some_and(|action| action.enabled);
                    match &done {
                        Ok(_) => prop_assert!(allowed, "{} was denied", code.as_str()),
                        // A parcel or a part may meet an open case or refund the whole order does not.
                        Err(refused) if allowed => prop_assert!(refused.denial.is_none()
                            || matches!(code, OrderActionCode::Ship | OrderActionCode::ChangeAddress)),
                        Err(refused) => prop_assert!(refused.detail.is_some()),
                    }
                    done.ok()
                }
                None if t.code == 21 => refund(&order, t, &ctx),
                None => order.deadlines.first().cloned().and_then(|d| expire(&order, &d.kind, &ctx).ok()),
            };
            let Some(applied) = applied else { continue };
            booked(&[&order, &other], &applied)?;
            prop_assert!(table_allows(&order.state, &applied.order.state));
            if order.escrow == Escrow::Held && applied.order.state == OrderState::Completed {
                prop_assert_eq!(&applied.order.escrow, &Escrow::Released);
            }
            for after in std::iter::once(&applied.order).chain(&applied.others) {
                sound(after)?;
                explained(after, &viewers, now, &policy)?;
            }
            order = applied.order;
        }
    }

    #[test]
    fn a_discount_falls_on_lines_exactly(goods in prop::collection::vec((1u32..20, 0i64..99_999), 1..30), pm in 0i64..=1_000) {
        let policy = Policy::default();
        let lines: Vec<_> = goods.iter().enumerate().map(|(i, (n, p))| line(&format!("l-{i}"), *n, *p)).collect();
        let worth: i64 = goods.iter().map(|(n, p)| i64::from(*n) * p).sum();
        let order = order("o-1", lines, worth * pm / 1_000, 0, &policy);
        prop_assert_eq!(order.discount.amount, worth * pm / 1_000);
        sound(&order)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_placed_is_sound(
        goods in prop::collection::vec((1u32..9, 0i64..30_000), 1..6), abroad: bool, far: bool,
    ) {
        let (buyer, policy) = (person("b", Role::Buyer), Policy::default());
        let ctx = Context { new_id: "o-9", new_number: "9", ..Context::new(&buyer, sample().created_at, &policy) };
        let to = Address {
            country: if abroad { "GB" } else { "CN" }.to_owned(),
            region: Some(if far { "新疆维吾尔自治区" } else { "浙江省" }.to_owned()),
            ..address()
        };
        let worth: i64 = goods.iter().map(|(n, p)| i64::from(*n) * p).sum();
        let placed = place(purchase(&goods, Some(to)), &ctx).unwrap();
        sound(&placed)?;
        prop_assert_eq!(placed.discount.amount, if worth >= 19_900 { 2_000 } else { 0 });
        let free = !abroad && !far && worth - placed.discount.amount >= 9_900;
        prop_assert_eq!(placed.postage.amount == 0, free);
        prop_assert_eq!(&placed.deadlines[0].kind, &DeadlineKind::Pay);
        prop_assert!(actions(&placed, &ctx).iter().any(|action| action.code == "order.pay" && action.enabled));
    }
}

fn purchase(goods: &[(u32, i64)], address: Option<Address>) -> Purchase {
    let goods = goods.iter().map(|(quantity, price)| Goods {
        product_id: "p".into(),
        title: "杯".to_owned(),
        image_url: None,
        url: None,
        sku_id: None,
        sku: None,
        unit_price: cny(*price),
        no_reason_exclusion: None,
        quantity: *quantity,
    });
    let delivery = DeliveryClass::Courier;
    Purchase { goods: goods.collect(), delivery, address, message: None, payment_method: None }
}

#[test]
fn what_cannot_be_placed_is_pointed_at() {
    let (buyer, policy) = (person("b", Role::Buyer), Policy::default());
    let (limits, agent) = (policy.session_limits(1, 1), person("a", Role::Agent));
    let ctx = Context { limits: Some(&limits), ..Context::new(&buyer, sample().created_at, &policy) };
    let refused = |change: fn(&mut Purchase)| {
        let mut wanted = purchase(&[(1, 100), (2, 200)], Some(address()));
        change(&mut wanted);
        let field = place(wanted, &ctx).unwrap_err().errors.remove(0);
        (field.pointer, field.code)
    };
    let invalid = |pointer: &str| (pointer.to_owned(), ProblemCode::InvalidValue);
    assert_eq!(refused(|p| p.goods.clear()), invalid("/lines"));
    assert_eq!(refused(|p| p.goods[1].quantity = 0), invalid("/lines/1/quantity"));
    assert_eq!(refused(|p| p.address = None), invalid("/address"));
    assert_eq!(refused(|p| p.address.as_mut().unwrap().street.clear()), invalid("/address/street"));
    assert_eq!(refused(|p| p.payment_method = Some("barter".into())), invalid("/payment_method"));
    let long = refused(|p| p.message = Some("好".repeat(501)));
    assert_eq!(long, ("/buyer_message".to_owned(), ProblemCode::TextTooLong));
    let elsewhere = place(purchase(&[(1, 1)], Some(address())), &Context { viewer: &agent, ..ctx });
    assert_eq!(elsewhere.unwrap_err().code, ProblemCode::Forbidden);
    let mut mixed = purchase(&[(1, 1), (1, 1)], Some(address()));
    mixed.goods[1].unit_price.currency = "JPY".to_owned();
    assert_eq!(place(mixed, &ctx).unwrap_err().code, ProblemCode::WrongCurrency);
}

fn must(
    order: &Order,
    viewer: &Person,
    at_h: i64,
    code: OrderActionCode,
    fill: impl FnOnce(&mut ActOnOrder),
) -> Applied {
    tried(order, viewer, at_h, code, fill).unwrap()
}

fn tried(
    order: &Order,
    viewer: &Person,
    at_h: i64,
    code: OrderActionCode,
    fill: impl FnOnce(&mut ActOnOrder),
) -> Result<Applied, kefu_rules::order::Refused> {
    let policy = Policy::default();
    let mut request =
        ActOnOrder::new(ClientId("01890a5d-ac96-774b-bcce-b302099a8057".into()), order.version, code);
    fill(&mut request);
    let related = [self::order("o-2", vec![line("m-0", 2, 500)], 100, 800, &policy)];
    let now = order.created_at.plus_ms(at_h * HOUR);
    act(order, &request, &Context { related: &related, ..Context::new(viewer, now, &policy) })
}

#[test]
fn an_address_is_asked_about_and_confirmed_by_the_buyer() {
    let (buyer, agent) = (person("b", Role::Buyer), person("a", Role::Agent));
    let policy = Policy::default();
    let paid = must(&sample(), &buyer, 1, OrderActionCode::Pay, |r| {
        r.payment_method = Some(PaymentMethod::Balance);
    });
    let asked = must(&paid.order, &agent, 2, OrderActionCode::ConfirmAddress, |_| {});
    assert_eq!(asked.facts, [Fact::AskAddress(address())]);

    let mut request = ActOnOrder::new(
        ClientId("01890a5d-ac96-774b-bcce-b302099a8057".into()),
        asked.order.version,
        OrderActionCode::ConfirmAddress,
    );
    let unasked = Context::new(&buyer, asked.order.updated_at, &policy);
    let denied = act(&asked.order, &request, &unasked).unwrap_err();
    assert_eq!(denied.denial.map(|denial| denial.reason), Some(kefu_rules::order::Reason::NothingAsked));
    let ctx = Context { address_asked: true, ..unasked };
    let same = act(&asked.order, &request, &ctx).unwrap();
    assert_eq!(
        (&same.order.address, &same.facts[..]),
        (&paid.order.address, &[Fact::AddressConfirmed(address())][..])
    );
    let entry = same.order.history.last().unwrap();
    assert_eq!((entry.actor.clone(), entry.code.as_str()), (Actor::Buyer, "order.confirm_address"));

    // What was asked about can be another address; confirming it sends the order there.
    let other = Address { street: "西街 2 号".into(), ..address() };
    request.address = Some(other.clone());
    assert_eq!(act(&asked.order, &request, &ctx).unwrap().order.address, Some(other.clone()));
    request.address = Some(Address { masked: true, ..other });
    let refused = act(&asked.order, &request, &ctx).unwrap_err();
    assert_eq!((refused.code, refused.errors[0].pointer.as_str()), (ProblemCode::MaskedValue, "/address"));
}

fn sample() -> Order {
    order("o-1", vec![line("l-0", 3, 3_333), line("l-1", 1, 2_000)], 1_000, 600, &Policy::default())
}

#[test]
fn from_payment_to_receipt() {
    let (buyer, agent) = (person("b", Role::Buyer), person("a", Role::Agent));
    let paid =
        must(&sample(), &buyer, 1, OrderActionCode::Pay, |r| r.payment_method = Some(PaymentMethod::Balance));
    assert_eq!(
        (paid.order.escrow.clone(), paid.order.paid.clone()),
        (Escrow::Held, Some(paid.order.total.clone()))
    );
    let part = LineQuantity { line_id: "l-0".into(), quantity: 2 };
    let parcel = NewShipment { courier: "中通".into(), tracking_no: Some("1".into()), lines: vec![part] };
    let part =
        must(&paid.order, &agent, 2, OrderActionCode::Ship, |r| r.shipment = Some(parcel.clone())).order;
    assert_eq!(
        (part.state.clone(), part.deadlines[0].kind.clone()),
        (OrderState::PartShipped, DeadlineKind::Ship)
    );
    let refused =
        tried(&part, &agent, 2, OrderActionCode::Ship, |r| r.shipment = Some(parcel.clone())).unwrap_err();
    assert_eq!((refused.code, refused.errors[0].max), (ProblemCode::QuantityAboveBought, Some(1)));
    let rest = NewShipment { lines: Vec::new(), ..parcel };
    let sent = must(&part, &agent, 3, OrderActionCode::Ship, |r| r.shipment = Some(rest)).order;
    assert_eq!(sent.deadlines[0].at.since(sent.created_at), (3 + 240) * HOUR);
    let longer = must(&sent, &buyer, 4, OrderActionCode::ExtendReceipt, |r| r.extend_days = Some(5)).order;
    assert_eq!(longer.deadlines[0].at.since(sent.deadlines[0].at), 120 * HOUR);
    assert!(tried(&sent, &buyer, 4, OrderActionCode::ExtendReceipt, |r| r.extend_days = Some(4)).is_err());
    let done = must(&longer, &buyer, 5, OrderActionCode::ConfirmReceipt, |_| {});
    assert_eq!(done.facts, [Fact::Release(done.order.total.clone())]);
    assert_eq!(done.order.escrow, Escrow::Released);
}

#[test]
fn limits_name_what_would_have_passed() {
    let (agent, head) = (person("a", Role::Agent), person("s", Role::Supervisor));
    let change = |discount| {
        move |r: &mut ActOnOrder| {
            r.prices = vec![PriceChange { line_id: "l-1".into(), discount: cny(discount) }]
        }
    };
    let refused = tried(&sample(), &agent, 0, OrderActionCode::ChangePrice, change(2_000)).unwrap_err();
    assert_eq!(refused.code, ProblemCode::AmountAboveMaximum);
    let most = refused.errors[0].max_amount.clone().unwrap().amount;
    assert!(tried(&sample(), &agent, 0, OrderActionCode::ChangePrice, change(most + 1)).is_err());
    let once = must(&sample(), &agent, 0, OrderActionCode::ChangePrice, change(most)).order;
    assert!(
        tried(&once, &agent, 0, OrderActionCode::ChangePrice, change(most + 1)).is_err(),
        "the limit renews"
    );
    assert!(tried(&sample(), &head, 0, OrderActionCode::ChangePrice, change(2_000)).is_ok());
    let refused = tried(&sample(), &head, 0, OrderActionCode::ChangePrice, change(2_001)).unwrap_err();
    assert_eq!(refused.errors[0].max_amount, Some(cny(2_000)));
    let yen = Money { amount: 1, currency: "JPY".into(), exponent: 0 };
    let refused =
        tried(&sample(), &agent, 0, OrderActionCode::ChangePostage, |r| r.postage = Some(yen)).unwrap_err();
    assert_eq!((refused.code, refused.errors[0].pointer.as_str()), (ProblemCode::WrongCurrency, "/postage"));
}

#[test]
fn merging_pays_postage_once_and_splitting_keeps_every_fen() {
    let agent = person("a", Role::Agent);
    let merged = must(&sample(), &agent, 0, OrderActionCode::Merge, |r| r.merge_with = vec!["o-2".into()]);
    assert_eq!(merged.order.postage, cny(800));
    assert_eq!(merged.order.lines.len(), 3);
    assert_eq!(merged.others[0].state, OrderState::Closed);
    let part = vec![LineQuantity { line_id: "l-0".into(), quantity: 1 }];
    let split = must(&merged.order, &agent, 0, OrderActionCode::Split, |r| r.lines = part);
    assert_eq!(split.order.total.amount + split.others[0].total.amount, merged.order.total.amount);
    let stray = tried(&sample(), &agent, 0, OrderActionCode::Split, |r| r.extend_days = Some(3)).unwrap_err();
    assert_eq!(stray.errors[0].pointer, "/extend_days");
}

#[test]
fn what_nobody_does_happens_by_itself() {
    let (buyer, policy) = (person("b", Role::Buyer), Policy::default());
    let at = |h: i64| sample().created_at.plus_ms(h * HOUR);
    let ctx = |h| Context::new(&buyer, at(h), &policy);
    assert!(expire(&sample(), &DeadlineKind::Pay, &ctx(71)).is_err());
    let closed = expire(&sample(), &DeadlineKind::Pay, &ctx(72)).unwrap().order;
    assert_eq!((closed.state.clone(), closed.close_reason), (OrderState::Closed, Some(CloseReason::Unpaid)));
    let paid =
        must(&sample(), &buyer, 0, OrderActionCode::Pay, |r| r.payment_method = Some(PaymentMethod::Balance))
            .order;
    let late = expire(&paid, &DeadlineKind::Ship, &ctx(72)).unwrap();
    assert_eq!(
        (late.order.state.clone(), late.facts),
        (OrderState::AwaitingShipment, vec![Fact::Compensate(cny(580))])
    );
    assert!(expire(&late.order, &DeadlineKind::Ship, &ctx(73)).is_err(), "compensated twice");
    let mut still = paid;
    deadlines::pause(&mut still);
    assert!(expire(&still, &DeadlineKind::Ship, &ctx(99)).is_err());
    deadlines::resume(&mut still, at(10), at(30));
    assert_eq!(still.deadlines[0].at, at(92));
}

#[test]
fn a_saving_keeps_its_name_and_postage_given_up_is_a_change_of_price() {
    let (buyer, head, policy) = (person("b", Role::Buyer), person("s", Role::Supervisor), Policy::default());
    let ctx = Context { new_id: "o-1", ..Context::new(&buyer, sample().created_at, &policy) };
    let far = Address { region: Some("西藏自治区".to_owned()), ..address() };
    let placed = place(purchase(&[(2, 10_000), (1, 5_000)], Some(far)), &ctx).unwrap();
    let rows = |order: &Order| -> Vec<(String, i64)> {
        order.amounts.iter().map(|row| (row.code.as_str().to_owned(), row.amount.amount)).collect()
    };
    let row = |code: &str, fen| (code.to_owned(), fen);
    let listed = [row("goods", 25_000), row("order_discount", -2_000), row("postage", 2_300)];
    assert_eq!(rows(&placed), listed);
    let cheaper =
        must(&placed, &head, 1, OrderActionCode::ChangePostage, |r| r.postage = Some(cny(300))).order;
    assert_eq!(
        rows(&cheaper),
        [listed[0].clone(), listed[1].clone(), row("price_change", -2_000), listed[2].clone()]
    );
    let back =
        must(&cheaper, &head, 1, OrderActionCode::ChangePostage, |r| r.postage = Some(cny(2_300))).order;
    assert_eq!(rows(&back), listed);
    let part = vec![LineQuantity { line_id: placed.lines[1].id.clone(), quantity: 1 }];
    let split = must(&placed, &head, 1, OrderActionCode::Split, |r| r.lines = part);
    assert_eq!(rows(&split.order)[1], row("order_discount", -1_600));
    assert_eq!(rows(&split.others[0])[1], row("order_discount", -400));
}

#[test]
fn news_of_a_parcel_end_with_its_arrival() {
    let (buyer, agent, policy) = (person("b", Role::Buyer), person("a", Role::Agent), Policy::default());
    let paid =
        must(&sample(), &buyer, 1, OrderActionCode::Pay, |r| r.payment_method = Some(PaymentMethod::Balance));
    let parcel = |number: &str| NewShipment {
        courier: "中通".into(),
        tracking_no: Some(number.into()),
        lines: Vec::new(),
    };
    let sent = must(&paid.order, &agent, 2, OrderActionCode::Ship, |r| r.shipment = Some(parcel("1"))).order;
    let id = sent.shipments[0].id.clone();
    let ctx = Context::new(&agent, sent.updated_at, &policy);
    let news =
        |h: i64| TrackingEvent { at: sent.updated_at.plus_ms(h * HOUR), text: "x".into(), place: None };
    let moving = track(&sent, &id, ShipmentState::InTransit, news(1), &ctx).unwrap();
    assert_eq!((moving.version, &moving.shipments[0].state), (sent.version + 1, &ShipmentState::InTransit));
    let again = must(&moving, &agent, 3, OrderActionCode::ChangeShipment, |r| {
        r.shipment_id = Some(id.clone());
        r.shipment = Some(parcel("2"));
    });
    assert_eq!(again.facts, [Fact::Shipped(id.clone())]);
    let corrected = &again.order.shipments[0];
    assert_eq!((corrected.events.len(), &corrected.state), (0, &ShipmentState::Announced));
    let arrived = track(&moving, &id, ShipmentState::Delivered, news(2), &ctx).unwrap();
    assert_eq!(arrived.shipments[0].delivered_at, Some(news(2).at));
    assert_eq!(arrived.shipments[0].events.len(), 2);
    assert!(
        track(&arrived, &id, ShipmentState::InTransit, news(3), &ctx).is_err(),
        "it does not leave again"
    );
    assert!(track(&sent, &"s-9".into(), ShipmentState::InTransit, news(3), &ctx).is_err());
}

#[test]
fn a_code_nobody_knows_is_pointed_at() {
    let agent = person("a", Role::Agent);
    let refused = tried(&sample(), &agent, 0, "order.gift_wrap".into(), |_| {}).unwrap_err();
    assert_eq!((refused.code, refused.errors[0].pointer.as_str()), (ProblemCode::InvalidValue, "/code"));
}

#[test]
fn cash_at_the_door_is_booked_when_it_is_taken() {
    let buyer = person("b", Role::Buyer);
    let method = PaymentMethod::CashOnDelivery;
    let door = must(&sample(), &buyer, 1, OrderActionCode::Pay, |r| r.payment_method = Some(method.clone()));
    assert_eq!(door.facts, []);
    let parcel = NewShipment { courier: "中通".into(), tracking_no: Some("1".into()), lines: Vec::new() };
    let sent =
        must(&door.order, &person("a", Role::Agent), 2, OrderActionCode::Ship, |r| r.shipment = Some(parcel));
    let done = must(&sent.order, &buyer, 3, OrderActionCode::ConfirmReceipt, |_| {});
    let amount = done.order.total.clone();
    assert_eq!(done.facts, [Fact::Charge { method, amount: amount.clone() }, Fact::Release(amount)]);
}
