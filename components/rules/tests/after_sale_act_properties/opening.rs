//! What an application is refused for, and what comes of one that is not.

use crate::sound::people;
use crate::world::*;
use kefu_contract::*;
use kefu_rules::after_sale::{Context, Fact, open};
use kefu_rules::language::Language;
use kefu_rules::order::Refused;
use kefu_rules::policy::Policy;
use serde_json::json;

/// Three cups at 33.33 and a pot at 20, less 10, plus 6 postage.
pub fn sample() -> World {
    World::new(paid(&[(3, 3_333), (1, 2_000)], 1_000, 600, &Policy::default()))
}

pub fn asking(kind: CaseKind, reason: CaseReason, quantity: u32) -> QuoteRequest {
    let scenario = match kind {
        CaseKind::RefundOnlyNotReceived => Scenario::NotReceived,
        CaseKind::RefundOnlyReceived | CaseKind::Compensation | CaseKind::Reship => Scenario::ReceivedKeep,
        _ => Scenario::ReceivedReturn,
    };
    let lines = vec![LineQuantity { line_id: "l-0".into(), quantity }];
    QuoteRequest { order_id: "o-1".into(), kind, scenario, reason, lines, case_id: None }
}

fn faulty_return() -> QuoteRequest {
    asking(CaseKind::ReturnRefund, CaseReason::QualityDefect, 2)
}

/// The refusal of a request spoilt in one place.
fn refused(world: &mut World, asked: &QuoteRequest, fill: impl FnOnce(&mut OpenCase, &mut World)) -> Refused {
    let quote = world.quote(asked.clone(), None).unwrap();
    let mut request = application(&quote, asked);
    fill(&mut request, world);
    let before = (world.order.clone(), world.cases.clone());
    let refused = world.open(&request).unwrap_err();
    assert_eq!((&world.order, &world.cases), (&before.0, &before.1));
    refused
}

/// Asserts code and place, and gives the field.
fn at(refused: Refused, code: ProblemCode, pointer: &str) -> ProblemField {
    let field = refused.errors.into_iter().next().unwrap();
    assert_eq!((&refused.code, &field.code, field.pointer.as_str()), (&code, &code, pointer));
    field
}

#[test]
fn an_application_becomes_a_case_that_the_order_knows() {
    let mut world = sample().sent();
    let quote = world.quote(faulty_return(), None).unwrap();
    let mut request = application(&quote, &faulty_return());
    request.amount = cny(quote.maximum.amount - 1);
    let applied = world.open(&request).unwrap();
    let case = &applied.case;
    assert_eq!((&case.state, case.version, &case.number), (&CaseState::AwaitingSeller, 1, &case.id.0));
    assert_eq!((&case.buyer.id, &case.order_number), (&world.order.buyer.id, &world.order.number));
    assert_eq!(case.lines[0].amount.amount, request.amount.amount);
    assert_eq!((case.return_postage_payer.clone(), case.evidence.len()), (Some(Payer::Seller), 1));
    assert_eq!(case.deadlines[0].kind, DeadlineKind::AnswerCase);
    assert_eq!(case.deadlines[0].at.since(world.now), 5 * 24 * HOUR, "shipped goods");
    let entry = &case.history[0];
    assert_eq!((entry.code.as_str(), entry.from.clone()), ("case.open", None));
    assert_eq!((entry.to.as_deref(), entry.amount.clone()), (Some("awaiting_seller"), Some(request.amount)));
    assert_eq!(applied.facts, [Fact::FollowOrder]);
    assert_eq!(world.order.lines[0].case_id.as_ref(), Some(&case.id));
    assert_eq!((world.order.lines[1].case_id.clone(), &world.order.cases), (None, &vec![case.id.clone()]));
    assert!(world.order.deadlines.iter().all(|deadline| deadline.paused));
}

#[test]
fn goods_not_sent_are_answered_sooner() {
    let mut world = sample();
    let asked = asking(CaseKind::RefundOnlyNotReceived, CaseReason::NoLongerWanted, 3);
    let quote = world.quote(asked.clone(), None).unwrap();
    let case = world.open(&application(&quote, &asked)).unwrap().case;
    assert_eq!(case.state, CaseState::AwaitingSeller);
    assert_eq!(case.deadlines[0].at.since(world.now), 3 * 24 * HOUR);
}

#[test]
fn only_the_account_that_ordered_applies() {
    let mut world = sample().sent();
    let quote = world.quote(faulty_return(), None).unwrap();
    let request = application(&quote, &faulty_return());
    for (viewer, code) in [
        (person("someone", Role::Buyer), ProblemCode::AccountMismatch),
        (people()[1].clone(), ProblemCode::Forbidden),
    ] {
        for (lang, ascii) in [(Language::Chinese, false), (Language::English, true)] {
            let refused = world
                .ask(&viewer, Some(&quote.quote_id), |ctx| open(&request, &[], &Context { lang, ..*ctx }))
                .unwrap_err();
            assert_eq!((refused.code, refused.detail.unwrap().is_ascii()), (code.clone(), ascii));
        }
    }
}

#[test]
fn order_and_quote_must_be_the_ones_computed_with() {
    use ProblemCode as P;
    let asked = faulty_return();
    let try_with = |fill: &dyn Fn(&mut OpenCase, &mut World)| refused(&mut sample().sent(), &asked, fill);
    at(try_with(&|r, _| r.order_version += 1), P::VersionConflict, "/order_version");
    at(try_with(&|_, w| w.order.version += 1), P::VersionConflict, "/order_version");
    at(
        try_with(&|r, w| {
            w.order.version += 1;
            r.order_version += 1
        }),
        P::VersionConflict,
        "/order_version",
    );
    at(try_with(&|r, _| r.order_id = "o-2".into()), P::InvalidValue, "/order_id");
    at(try_with(&|r, _| r.quote_id = "q-9".into()), P::QuoteExpired, "/quote_id");
    at(try_with(&|_, w| w.wait(25)), P::QuoteExpired, "/quote_id");
    at(try_with(&|_, w| w.quotes[0].0.order_id = "o-2".into()), P::InvalidValue, "/quote_id");
    at(try_with(&|_, w| w.quotes[0].0.maximum.amount += 1), P::QuoteExpired, "/quote_id");
    at(try_with(&|r, _| r.lines[0].quantity = 1), P::InvalidValue, "/lines");
    at(try_with(&|r, _| r.lines[0].quantity = 4), P::QuantityAboveBought, "/lines/0/quantity");
    at(try_with(&|r, _| r.lines[0].line_id = "l-9".into()), P::UnknownLine, "/lines/0/line_id");
    at(try_with(&|r, _| r.reason = CaseReason::Disliked), P::InvalidValue, "/quote_id");
    at(try_with(&|r, _| r.reason = CaseReason::ParcelLost), P::ReasonNotAllowed, "/reason");
    at(try_with(&|r, _| r.kind = CaseKind::Reship), P::InvalidValue, "/kind");
    at(try_with(&|r, _| r.scenario = "lent".into()), P::InvalidValue, "/scenario");
}

#[test]
fn values_are_refused_at_their_place_with_what_would_pass() {
    use ProblemCode as P;
    let asked = faulty_return();
    let try_with = |fill: &dyn Fn(&mut OpenCase, &mut World)| refused(&mut sample().sent(), &asked, fill);
    let most = sample().sent().quote(asked.clone(), None).unwrap().maximum;
    let above = at(try_with(&|r, _| r.amount.amount += 1), P::AmountAboveMaximum, "/amount");
    assert_eq!(above.max_amount, Some(most));
    at(try_with(&|r, _| r.amount.amount = 0), P::AmountNotPositive, "/amount");
    at(try_with(&|r, _| r.amount.currency = "JPY".into()), P::WrongCurrency, "/amount");
    let long = at(try_with(&|r, _| r.explanation = Some("长".repeat(201))), P::TextTooLong, "/explanation");
    assert_eq!(long.max, Some(200));
    let ids = |ids: &[&str]| ids.iter().map(|id| UploadId::from(*id)).collect::<Vec<_>>();
    let many = at(try_with(&|r, _| r.evidence = ids(&["a", "b", "c", "d"])), P::TooManyItems, "/evidence");
    assert_eq!(many.max, Some(3));
    at(try_with(&|r, _| r.evidence = ids(&["up-1", "up-1"])), P::InvalidValue, "/evidence/1");
    at(try_with(&|r, _| r.evidence = ids(&["up-1", "up-9"])), P::UnknownUpload, "/evidence/1");
    at(try_with(&|r, _| r.evidence = ids(&["up-2"])), P::UnsupportedEvidence, "/evidence/0");
    let large = at(try_with(&|_, w| w.uploads[0].bytes = 1 << 30), P::FileTooLarge, "/evidence/0");
    assert_eq!(large.max, Some(5 << 20));
    let missing = at(try_with(&|r, _| r.evidence.clear()), P::InvalidValue, "/evidence");
    assert!(missing.detail.is_some());
    let wish = ExchangeWish { line_id: "l-0".into(), quantity: 1, sku_id: None };
    at(try_with(&|r, _| r.exchange = vec![wish.clone()]), P::InvalidValue, "/exchange");
}

#[test]
fn the_session_may_allow_less_than_the_policy() {
    let mut world = sample().sent();
    let quote = world.quote(faulty_return(), None).unwrap();
    let request = application(&quote, &faulty_return());
    let limits: Limits = serde_json::from_value(json!({
        "message_text": {"max": 9, "unit": "chars"}, "body_bytes": 9, "page_size": 9,
        "evidence": {"max_bytes": 999, "types": ["image/webp"], "max_per_message": 1},
        "texts": [{"field": "case_explanation", "limit": {"max": 14, "unit": "bytes_utf8"}}],
    }))
    .unwrap();
    let tried = |limits: &Limits, request: &OpenCase| {
        world.ask(&people()[0], Some(&quote.quote_id), |ctx| {
            open(request, &[], &Context { limits: Some(limits), ..*ctx })
        })
    };
    at(tried(&limits, &request).unwrap_err(), ProblemCode::TextTooLong, "/explanation");
    let short = OpenCase { explanation: None, ..request.clone() };
    at(tried(&limits, &short).unwrap_err(), ProblemCode::FileTooLarge, "/evidence/0");
    // Where no pictures are taken, none can be asked for.
    let none = Limits { evidence: None, ..limits };
    at(tried(&none, &short).unwrap_err(), ProblemCode::TooManyItems, "/evidence");
    assert!(tried(&none, &OpenCase { evidence: Vec::new(), ..short }).is_ok());
}

#[test]
fn what_is_not_possible_now_says_why() {
    let mut world = sample();
    let refusal =
        refused(&mut world, &asking(CaseKind::RefundOnlyNotReceived, CaseReason::NeverShipped, 1), |r, _| {
            (r.kind, r.scenario) = (CaseKind::Compensation, Scenario::ReceivedKeep);
        });
    assert_eq!(
        (refusal.code, refusal.detail.as_deref()),
        (ProblemCode::ActionNotAllowed, Some("商品尚未发货"))
    );
    let mut world = sample().sent();
    world.on_order(OrderActionCode::ConfirmReceipt, |_| {}).unwrap();
    world.wait(15 * 24 - 1);
    let late = refused(&mut world, &faulty_return(), |_, world| world.wait(2));
    assert_eq!((late.code, late.errors.len()), (ProblemCode::WindowClosed, 0));
}

#[test]
fn exchanges_may_name_no_amount_and_say_what_is_wanted() {
    let asked = asking(CaseKind::Exchange, CaseReason::OrderedWrong, 3);
    let wish =
        |line: &str, quantity| ExchangeWish { line_id: line.into(), quantity, sku_id: Some("grey".into()) };
    let try_with = |wishes: Vec<ExchangeWish>| {
        let mut world = sample().sent();
        let quote = world.quote(asked.clone(), None).unwrap();
        let mut request = application(&quote, &asked);
        (request.amount, request.exchange) = (cny(0), wishes);
        world.open(&request)
    };
    let case = try_with(vec![wish("l-0", 2)]).unwrap().case;
    assert_eq!((case.amount.amount, case.lines[0].amount.amount), (0, 0));
    let sent = case.exchange.unwrap().lines;
    let of = |line: &ExchangeLine| (line.quantity, line.sku_id.clone(), line.sku.clone());
    assert_eq!(of(&sent[0]), (2, Some("grey".into()), None));
    assert_eq!(of(&sent[1]), (1, None, Some("素白".to_owned())), "the rest as it was");
    at(try_with(vec![wish("l-1", 1)]).unwrap_err(), ProblemCode::UnknownLine, "/exchange/0/line_id");
    let above = try_with(vec![wish("l-0", 2), wish("l-0", 2)]).unwrap_err();
    assert_eq!(at(above, ProblemCode::QuantityAboveBought, "/exchange/1/quantity").max, Some(1));
}

#[test]
fn pieces_and_money_of_an_open_case_are_taken() {
    let mut world = sample().sent();
    let (first, second) = (faulty_return(), asking(CaseKind::ReturnRefund, CaseReason::QualityDefect, 1));
    let early = world.quote(first.clone(), None).unwrap();
    let quote = world.quote(first.clone(), None).unwrap();
    world.open(&application(&quote, &first)).unwrap();
    let stale = world.open(&application(&early, &first)).unwrap_err();
    at(stale, ProblemCode::VersionConflict, "/order_version");
    let fault = world.quote(first.clone(), None).unwrap_err();
    assert_eq!(at(fault, ProblemCode::QuantityAboveBought, "/lines/0/quantity").max, Some(1));
    // Even if somebody forged the version: what the other case holds is looked at again.
    world.quotes[0].0.order_version = world.order.version;
    let forged = OpenCase { order_version: world.order.version, ..application(&early, &first) };
    at(world.open(&forged).unwrap_err(), ProblemCode::QuantityAboveBought, "/lines/0/quantity");
    let fresh = world.quote(second.clone(), None).unwrap();
    world.open(&application(&fresh, &second)).unwrap();
    assert_eq!(world.quote(second, None).unwrap_err().code, ProblemCode::QuantityAboveBought);
}
