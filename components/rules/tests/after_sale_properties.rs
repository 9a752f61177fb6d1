//! Properties of after-sale, over generated cases and orders.
#![allow(clippy::unwrap_used)]

use kefu_contract::{
    AmountCode, Case, CaseActionCode, CaseKind, CaseReason, CaseState, ExpiryOutcome, InspectedQuantity,
    Intervention, InterventionState, LineQuantity, Money, Order, OrderId, OrderLine, ProblemCode, Quote,
    QuoteRequest, Role, Scenario, Timestamp,
};
use kefu_rules::after_sale::actions::{self, Setting};
use kefu_rules::after_sale::machine::{Event, Facts, State, next, rows};
use kefu_rules::after_sale::quote::{QuoteRefusal, Reserved, Terms, quote, share};
use kefu_rules::after_sale::{deadlines, inspection, intervention, options, reasons};
use kefu_rules::language::Language;
use kefu_rules::policy::Policy;
use proptest::prelude::*;
use std::sync::LazyLock;

const DAY: i64 = 86_400_000;
const NOW: Timestamp = Timestamp::from_unix_ms(1_800_000_000_000);

fn case() -> Case {
    static FIXTURE: LazyLock<Case> = LazyLock::new(|| {
        serde_json::from_str(include_str!("../../contract/spec/fixtures/case.awaiting-seller.json")).unwrap()
    });
    FIXTURE.clone()
}

fn order() -> Order {
    static FIXTURE: LazyLock<Order> = LazyLock::new(|| {
        serde_json::from_str(include_str!("../../contract/spec/fixtures/order.awaiting-shipment.json"))
            .unwrap()
    });
    FIXTURE.clone()
}

fn kind() -> impl Strategy<Value = CaseKind> {
    prop::sample::select(CaseKind::KNOWN).prop_map(CaseKind::from)
}

fn role() -> impl Strategy<Value = Role> {
    prop::sample::select(Role::KNOWN).prop_map(Role::from)
}

fn facts(kind: CaseKind) -> Facts {
    Facts { kind, offered: None, inspected: false, converted: false, intervention: InterventionState::None }
}

/// Carries an event out on the facts, as a backend would.
fn apply(state: State, event: Event, facts: &mut Facts) -> Option<State> {
    let to = next(state, event, facts).ok()?;
    match event {
        Event::AcceptOffer => {
            facts.converted &= facts.offered.is_none();
            facts.kind = facts.offered.take().unwrap_or_else(|| facts.kind.clone());
        }
        Event::Inspect => facts.inspected = true,
        Event::ConvertToRefund => facts.converted = true,
        Event::DecideBuyer => facts.intervention = InterventionState::DecidedBuyer,
        Event::DecideSeller => facts.intervention = InterventionState::DecidedSeller,
        _ => {}
    }
    Some(to)
}

#[test]
fn no_state_leads_out_of_an_end_and_every_other_leads_on() {
    for state in State::ALL {
        assert_eq!(State::known(&state.contract()), Some(state));
        assert_eq!(rows(state).is_empty(), state.is_terminal(), "{state:?}");
        let events: Vec<_> = rows(state).iter().map(|(event, _)| event).collect();
        assert!((1..events.len()).all(|i| !events[..i].contains(&events[i])), "{state:?} has a row twice");
        let decides = events.contains(&&Event::DecideBuyer) && events.contains(&&Event::DecideSeller);
        assert_eq!(intervention::concerns(state), decides, "{state:?}");
    }
    assert_eq!(State::ALL.len(), CaseState::KNOWN.len());
    assert_eq!(State::known(&CaseState::Other("new".into())), None);
}

#[test]
fn the_ways_of_each_kind() {
    use Event as E;
    use State as S;
    let ways: &[(CaseKind, &[E], State)] = &[
        (CaseKind::RefundOnlyNotReceived, &[E::Submit, E::Agree, E::RefundSucceeded], S::Refunded),
        (
            CaseKind::Compensation,
            &[E::Submit, E::Refuse, E::Revise, E::Expire, E::RefundFailed, E::RetryRefund],
            S::Refunding,
        ),
        (CaseKind::ReturnRefund, &[E::Submit, E::Agree, E::SendReturn, E::Inspect, E::Refund], S::Refunding),
        (
            CaseKind::ReturnRefund,
            &[E::Submit, E::Agree, E::SendReturn, E::Inspect, E::DisputeCondition, E::Revise, E::Agree],
            S::Refunding,
        ),
        (
            CaseKind::Exchange,
            &[E::Submit, E::Agree, E::SendReturn, E::Inspect, E::Agree, E::Reship, E::ConfirmReplacement],
            S::Exchanged,
        ),
        (
            CaseKind::Exchange,
            &[E::Submit, E::Agree, E::ConvertToRefund, E::SendReturn, E::Expire],
            S::Refunding,
        ),
        (
            CaseKind::Repair,
            &[E::Submit, E::Agree, E::SendReturn, E::Expire, E::ConvertToRefund],
            S::Refunding,
        ),
        (
            CaseKind::Reship,
            &[E::Submit, E::CounterOffer, E::DeclineOffer, E::Agree, E::Reship, E::Expire],
            S::Exchanged,
        ),
        (CaseKind::ReturnRefund, &[E::Submit, E::Agree, E::Expire], S::Closed),
    ];
    for (kind, events, end) in ways {
        let mut facts = facts(kind.clone());
        let mut state = State::Draft;
        for event in *events {
            state =
                apply(state, *event, &mut facts).unwrap_or_else(|| panic!("{kind:?} {state:?} {event:?}"));
        }
        assert_eq!(state, *end, "{kind:?} {events:?}");
    }
}

fn in_state(state: State, facts: &Facts) -> Case {
    let mut case = case();
    case.state = state.contract();
    case.kind = facts.kind.clone();
    case.intervention.state = facts.intervention.clone();
    if facts.inspected {
        let inspected = serde_json::json!({"lines": [], "at": NOW});
        case.inspection = Some(serde_json::from_value(inspected).unwrap());
    }
    if facts.converted {
        let exchange =
            serde_json::json!({"lines": [], "difference": Money::cny(0), "converted_to_refund": true});
        case.exchange = Some(serde_json::from_value(exchange).unwrap());
    }
    if state == State::Refused {
        case.refusal =
            serde_json::from_value(serde_json::json!({"text": "no", "by": case.buyer, "at": NOW})).ok();
    }
    case
}

fn setting<'a>(role: &'a Role, policy: &'a Policy) -> Setting<'a> {
    Setting { role, completed_at: None, now: NOW, policy, language: Language::Chinese }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn any_walk_stays_legal_and_never_gets_stuck(
        kind in kind(), offered in prop::option::of(kind()), steps in prop::collection::vec(any::<prop::sample::Index>(), 1..25),
        asks in any::<bool>(),
    ) {
        let policy = Policy::default();
        let mut facts = facts(kind);
        let mut state = State::Draft;
        for step in steps {
            let possible: Vec<_> = Event::ALL.into_iter().filter(|e| next(state, *e, &facts).is_ok()).collect();
            prop_assert_eq!(possible.is_empty(), state.is_terminal(), "{:?} {:?}", state, &facts);
            if state.is_terminal() { break; }
            let term = deadlines::term(state, &facts, true, &policy.after_sale, &policy.orders);
            let open = intervention::is_open(&facts.intervention);
            if !open {
                // A deadline runs exactly where the table knows what its passing does, and they agree on it.
                let expiry = next(state, Event::Expire, &facts).ok();
                prop_assert_eq!(term.is_some(), expiry.is_some(), "{:?} {:?}", state, &facts);
                if let (Some(term), Some(to)) = (&term, expiry) {
                    let fits = match term.on_expiry {
                        ExpiryOutcome::CloseCase => to == State::Closed,
                        ExpiryOutcome::Refund => to == State::Refunding,
                        ExpiryOutcome::CompleteExchange => to == State::Exchanged,
                        ExpiryOutcome::AgreeCase => matches!(to, State::Refunding | State::AwaitingReturn | State::AwaitingReship),
                        _ => false,
                    };
                    prop_assert!(fits, "{:?} {:?} -> {:?}", state, term, to);
                }
            }
            // Drafts are handed in by creation; refunding waits for the payment service.
            let case = in_state(state, &facts);
            let acts = [Role::Buyer, Role::Supervisor, Role::System].iter().any(|role| {
                actions::actions(&case, &setting(role, &policy)).iter().any(|a| a.enabled && a.code != "case.classify")
            });
            prop_assert!(acts || term.is_some() || state == State::Refunding, "{:?} is stuck", state);
            if state == State::AwaitingSeller { facts.offered = offered.clone(); }
            if asks && !open && intervention::concerns(state) && facts.intervention == InterventionState::None && step.index(5) == 0 {
                facts.intervention = intervention::next(&facts.intervention, intervention::Event::Request).unwrap();
                continue;
            }
            let event = possible[step.index(possible.len())];
            let before = state;
            state = apply(state, event, &mut facts).unwrap();
            prop_assert!(rows(before).iter().any(|(e, cells)| *e == event && cells.contains(&Some(state))));
        }
    }

    #[test]
    fn denied_actions_say_why_and_agree_with_the_machine(
        kind in kind(), state in prop::sample::select(&State::ALL), role in role(), inspected: bool, converted: bool,
        intervened in prop::sample::select(InterventionState::KNOWN), opens in prop::option::of(1i64..1_000_000), english: bool,
    ) {
        let policy = Policy::default();
        let facts = Facts { kind, offered: None, inspected, converted, intervention: intervened.into() };
        let mut case = in_state(state, &facts);
        case.intervention.opens_at = opens.map(|ms| NOW.plus_ms(ms));
        let language = if english { Language::English } else { Language::Chinese };
        let setting = Setting { language, ..setting(&role, &policy) };
        let all = actions::actions(&case, &setting);
        prop_assert_eq!(all.len(), actions::codes(&role).len());
        let open = intervention::is_open(&case.intervention.state);
        for action in all {
            prop_assert_eq!(action.reason.is_some(), !action.enabled);
            prop_assert!(action.reason.as_ref().is_none_or(|why| !why.is_empty()));
            prop_assert!(action.opens_at.is_none_or(|at| !action.enabled && at > NOW));
            let code = CaseActionCode::from(action.code.as_str());
            if action.enabled && let Some(event) = actions::event(&code) {
                prop_assert!(next(state, event, &Facts::of(&case)).is_ok());
            }
            if open && action.enabled {
                prop_assert!(matches!(code, CaseActionCode::AddEvidence | CaseActionCode::Decide));
            }
            prop_assert!(!(state.is_terminal() && action.enabled), "{:?}", action);
        }
    }

    #[test]
    fn intervention_pauses_events_and_timers(
        kind in kind(), state in prop::sample::select(&State::ALL), inspected: bool, evidence: bool,
        asked in 0i64..30 * DAY, later in 0i64..90 * DAY,
    ) {
        let policy = Policy::default();
        let intervention = if evidence { InterventionState::Evidence } else { InterventionState::Requested };
        let facts = Facts { kind, offered: None, inspected, converted: false, intervention };
        for event in Event::ALL {
            let decision = matches!(event, Event::DecideBuyer | Event::DecideSeller);
            prop_assert!(decision || next(state, event, &facts).is_err());
        }
        let mut case = in_state(state, &facts);
        case.intervention.requested_at = Some(NOW.plus_ms(asked));
        let now = NOW.plus_ms(asked + later);
        if let Some(deadline) = deadlines::deadline(&case, NOW, true, now, &policy.after_sale, &policy.orders) {
            prop_assert!(deadline.paused && deadline.at >= now);
            case.intervention = Intervention { state: InterventionState::None, ..case.intervention };
            let running = deadlines::deadline(&case, NOW, true, now, &policy.after_sale, &policy.orders).unwrap();
            prop_assert!(!running.paused);
            let left = running.at.since(NOW.plus_ms(asked)).max(0);
            prop_assert_eq!(deadline.at.since(now), left);
        }
    }
}

type Unit = (&'static str, u8);

fn unit() -> impl Strategy<Value = Unit> {
    prop_oneof![Just(("JPY", 0)), Just(("CNY", 2)), Just(("KWD", 3))]
}

fn money(amount: i64, unit: Unit) -> Money {
    Money { amount, currency: unit.0.to_owned(), exponent: unit.1 }
}

/// An order of lines (price, pieces, discount in thousandths), paid in full and received.
fn bought(lines: &[(i64, u32, i64)], postage: i64, unit: Unit) -> Order {
    let template = order();
    let line = |(i, (price, quantity, off)): (usize, &(i64, u32, i64))| {
        let goods = price * i64::from(*quantity);
        let discount = goods * off / 1_000;
        OrderLine {
            id: serde_json::from_value(serde_json::json!(format!("l-{i}"))).unwrap(),
            quantity: *quantity,
            unit_price: money(*price, unit),
            discount: money(discount, unit),
            total: money(goods - discount, unit),
            shipped: *quantity,
            refunded: 0,
            refunded_amount: None,
            no_reason_exclusion: None,
            ..template.lines[0].clone()
        }
    };
    let lines: Vec<_> = lines.iter().enumerate().map(line).collect();
    let total = money(lines.iter().map(|l| l.total.amount).sum::<i64>() + postage, unit);
    let paid = Some(total.clone());
    Order { lines, postage: money(postage, unit), total, paid, refunded: money(0, unit), ..template }
}

fn terms(reserved: &[Reserved]) -> Terms<'_> {
    Terms {
        quote_id: serde_json::from_value(serde_json::json!("q-1")).unwrap(),
        expires_at: NOW,
        now: NOW,
        received_at: Some(NOW),
        insured: false,
        reserved,
        reserved_postage: 0,
        language: Language::Chinese,
    }
}

fn ask(order: &Order, kind: CaseKind, lines: &[(usize, u32)]) -> Result<Quote, QuoteRefusal> {
    let scenario =
        if kind == CaseKind::Compensation { Scenario::ReceivedKeep } else { Scenario::ReceivedReturn };
    let lines = lines
        .iter()
        .map(|(i, quantity)| LineQuantity { line_id: order.lines[*i].id.clone(), quantity: *quantity });
    let order_id: OrderId = order.id.clone();
    let request = QuoteRequest {
        order_id,
        kind,
        scenario,
        reason: CaseReason::Workmanship,
        lines: lines.collect(),
        case_id: None,
    };
    quote(order, &request, &terms(&[]), &Policy::default().after_sale)
}

fn adds_up(quote: &Quote) {
    let mut sum = quote.postage.as_ref().map_or(0, |row| row.amount.amount);
    for line in &quote.lines {
        assert_eq!(line.rows.iter().map(|row| row.amount.amount).sum::<i64>(), line.maximum.amount);
        assert!(line.maximum.amount >= 0);
        sum += line.maximum.amount;
    }
    assert_eq!(sum, quote.maximum.amount);
}

fn refund(order: &mut Order, quote: &Quote, amount: i64, takes_pieces: bool) {
    let asked = Money { amount, ..quote.maximum.clone() };
    let shares = share(&asked, quote, "/amount").unwrap();
    let total: i64 = shares.lines.iter().chain(&shares.postage).map(|m| m.amount).sum();
    assert_eq!(total, amount);
    for (line, paid) in quote.lines.iter().zip(&shares.lines) {
        assert!((0..=line.maximum.amount).contains(&paid.amount));
        let of = order.lines.iter_mut().find(|l| l.id == line.line_id).unwrap();
        let before = of.refunded_amount.as_ref().map_or(0, |m| m.amount);
        of.refunded_amount = Some(Money { amount: before + paid.amount, ..asked.clone() });
        of.refunded += if takes_pieces { line.quantity } else { 0 };
        assert!(before + paid.amount <= of.total.amount);
    }
    order.refunded.amount += amount;
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn refunds_never_exceed_what_was_paid(
        lines in prop::collection::vec((0i64..50_000, 1u32..6, 0i64..=1_000), 1..5), postage in 0i64..2_000, unit in unit(),
        steps in prop::collection::vec((any::<prop::sample::Index>(), 1u32..6, 0i64..=100, any::<bool>()), 1..8),
    ) {
        let mut order = bought(&lines, postage, unit);
        let paid = order.total.amount;
        for (index, wanted, percent, compensate) in steps {
            let i = index.index(order.lines.len());
            let left = order.lines[i].quantity - order.lines[i].refunded;
            let kind = if compensate { CaseKind::Compensation } else { CaseKind::ReturnRefund };
            match ask(&order, kind, &[(i, wanted)]) {
                Ok(quote) => {
                    prop_assert!(wanted <= left);
                    adds_up(&quote);
                    prop_assert!(order.refunded.amount + quote.maximum.amount <= paid);
                    let amount = quote.maximum.amount * percent / 100;
                    if amount > 0 { refund(&mut order, &quote, amount, !compensate); }
                }
                Err(refusal) => {
                    prop_assert!(wanted > left);
                    prop_assert_eq!(refusal.code(), ProblemCode::QuantityAboveBought);
                }
            }
            prop_assert!(order.refunded.amount <= paid);
        }
    }

    #[test]
    fn piece_by_piece_everything_comes_back_exactly(
        lines in prop::collection::vec((0i64..50_000, 1u32..6, 0i64..=1_000), 1..5), postage in 0i64..2_000, unit in unit(),
    ) {
        let mut order = bought(&lines, postage, unit);
        for i in 0..order.lines.len() {
            for _ in 0..order.lines[i].quantity {
                let quote = ask(&order, CaseKind::ReturnRefund, &[(i, 1)]).unwrap();
                adds_up(&quote);
                if quote.maximum.amount > 0 {
                    refund(&mut order, &quote, quote.maximum.amount, true);
                } else {
                    order.lines[i].refunded += 1;
                }
            }
        }
        prop_assert_eq!(order.refunded.amount, order.total.amount);
    }
}

fn fault(result: Result<impl std::fmt::Debug, QuoteRefusal>) -> kefu_contract::ProblemField {
    match result {
        Err(QuoteRefusal::Field(field)) => *field,
        other => panic!("expected a fault, got {other:?}"),
    }
}

#[test]
fn bad_input_is_named_with_its_place_and_maximum() {
    let unit = ("CNY", 2);
    let mut order = bought(&[(3_300, 3, 100), (500, 1, 0)], 800, unit);
    let above = fault(ask(&order, CaseKind::ReturnRefund, &[(1, 1), (0, 4)]));
    assert_eq!((above.pointer.as_str(), above.max), ("/lines/1/quantity", Some(3)));
    assert_eq!(fault(ask(&order, CaseKind::ReturnRefund, &[(0, 0)])).code, ProblemCode::InvalidValue);
    assert_eq!(fault(ask(&order, CaseKind::ReturnRefund, &[(0, 1), (0, 1)])).pointer, "/lines/1/line_id");
    assert_eq!(fault(ask(&order, CaseKind::RefundOnlyNotReceived, &[(0, 1)])).pointer, "/kind");

    let whole = ask(&order, CaseKind::ReturnRefund, &[(0, 3), (1, 1)]).unwrap();
    assert_eq!(whole.maximum, order.total);
    assert_eq!(whole.postage.as_ref().map(|row| row.amount.amount), Some(800));
    for (amount, code) in [
        (money(order.total.amount + 1, unit), ProblemCode::AmountAboveMaximum),
        (money(-1, unit), ProblemCode::AmountNotPositive),
        (money(0, unit), ProblemCode::AmountNotPositive),
        (money(1, ("JPY", 0)), ProblemCode::WrongCurrency),
        (money(1, ("CNY", 3)), ProblemCode::WrongCurrency),
    ] {
        let field = fault(share(&amount, &whole, "/amount"));
        assert_eq!(
            (field.pointer.as_str(), field.code, field.max_amount),
            ("/amount", code, Some(order.total.clone()))
        );
    }
    let foreign = bought(&[(1, 1, 0); 3], 0, unit);
    order.lines.pop();
    let unknown = QuoteRequest {
        order_id: order.id.clone(),
        kind: CaseKind::ReturnRefund,
        scenario: Scenario::ReceivedReturn,
        reason: CaseReason::QualityDefect,
        lines: vec![LineQuantity { line_id: foreign.lines[2].id.clone(), quantity: 1 }],
        case_id: None,
    };
    let policy = Policy::default().after_sale;
    assert_eq!(fault(quote(&order, &unknown, &terms(&[]), &policy)).code, ProblemCode::UnknownLine);
    order.paid = None;
    assert_eq!(quote(&order, &unknown, &terms(&[]), &policy), Err(QuoteRefusal::NotPaid));
}

#[test]
fn claims_of_other_cases_are_set_aside() {
    let order = bought(&[(1_000, 2, 0)], 0, ("CNY", 2));
    let reserved = [Reserved { line_id: order.lines[0].id.clone(), quantity: 0, amount: Money::cny(501) }];
    let request = QuoteRequest {
        order_id: order.id.clone(),
        kind: CaseKind::ReturnRefund,
        scenario: Scenario::ReceivedReturn,
        reason: CaseReason::NoReason,
        lines: vec![LineQuantity { line_id: order.lines[0].id.clone(), quantity: 2 }],
        case_id: None,
    };
    let policy = Policy::default().after_sale;
    let quote = quote(&order, &request, &terms(&reserved), &policy).unwrap();
    assert_eq!(quote.maximum, Money::cny(1_499));
    assert!(
        quote.lines[0]
            .rows
            .iter()
            .any(|row| row.code == AmountCode::Reserved && row.amount == Money::cny(-501))
    );
    assert_eq!(quote.return_postage_payer, Some(kefu_contract::Payer::Buyer));
}

#[test]
fn no_reason_return_has_exclusions_and_an_end() {
    use kefu_contract::NoReasonExclusion;
    use kefu_rules::after_sale::words::Denial;
    let policy = Policy::default().after_sale;
    let mut line = bought(&[(1, 1, 0)], 0, ("CNY", 2)).lines.remove(0);
    assert_eq!(reasons::no_reason_until(&line, NOW, NOW.plus_ms(7 * DAY), &policy), Ok(NOW.plus_ms(7 * DAY)));
    assert_eq!(
        reasons::no_reason_until(&line, NOW, NOW.plus_ms(7 * DAY + 1), &policy),
        Err(Denial::NoReasonOver)
    );
    line.no_reason_exclusion = Some(NoReasonExclusion::Perishable);
    let denied = reasons::no_reason_until(&line, NOW, NOW, &policy);
    assert_eq!(denied, Err(Denial::Excluded(NoReasonExclusion::Perishable)));
}

#[test]
fn options_are_allowed_or_say_why() {
    let mut order = bought(&[(1_000, 1, 0)], 0, ("CNY", 2));
    let policy = Policy::default().after_sale;
    let situation =
        options::Situation { received_at: None, insured: true, now: NOW, language: Language::English };
    order.lines[0].shipped = 0;
    for option in options::options(&order, &situation, &policy) {
        assert_eq!(option.enabled, option.scenario == Scenario::NotReceived);
        assert_eq!(option.denied_reason.is_some(), !option.enabled);
        assert_eq!(option.reasons.is_empty(), !option.enabled);
    }
}

#[test]
fn counting_names_what_is_wrong_and_what_is_missing() {
    let case = case();
    let line = &case.lines[0];
    let count = |counted| InspectedQuantity {
        line_id: line.line_id.clone(),
        counted,
        condition: kefu_contract::Condition::Intact,
        note: None,
    };
    let above = inspection::check(&case.lines, &[count(line.quantity + 1)]).unwrap_err();
    assert_eq!((above.pointer.as_str(), above.max), ("/inspected/0/counted", Some(line.quantity.into())));
    assert_eq!(inspection::check(&case.lines, &[]).unwrap_err().pointer, "/inspected");
    let none = inspection::check(&case.lines, &[count(0)]).unwrap();
    assert_eq!(inspection::missing(&none), line.quantity);
    assert_eq!(inspection::amount_for_counted(&case.lines, &none).unwrap().unwrap().amount, 0);
}

#[test]
fn an_agent_asks_a_supervisor_above_the_limit() {
    let policy = Policy::default();
    let mut case = case();
    case.amount = Money::cny(policy.agent_limits.refund.amount + 1);
    let agrees = |role| actions::decide(&CaseActionCode::Agree, &case, &setting(&role, &policy)).is_ok();
    assert!(!agrees(Role::Agent));
    assert!(agrees(Role::Supervisor));
}
