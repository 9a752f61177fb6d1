//! Random lives of orders with several cases: whatever people, time and the payment service do, states, money and
//! reasons stay sound.

use crate::requests::{right, spoil};
use crate::sound::*;
use crate::world::*;
use kefu_contract::*;
use kefu_rules::after_sale::actions::decide;
use kefu_rules::after_sale::{expire, open, options, reasons, reserved};
use kefu_rules::order::Refused;
use kefu_rules::policy::Policy;
use proptest::prelude::*;

/// One attempt; what the numbers mean depends on what is attempted.
#[derive(Debug, Clone)]
pub struct Try {
    pub what: usize,
    pub who: usize,
    pub case: usize,
    pub code: usize,
    pub line: usize,
    pub quantity: u32,
    pub percent: i64,
    pub choice: usize,
    pub fault: usize,
    pub wait_h: i64,
}

fn attempt() -> impl Strategy<Value = Try> {
    let wait = prop_oneof![50 => 0i64..3, 3 => 6i64..100, 1 => 100i64..500];
    (
        (0usize..20, 0usize..4, 0usize..3, 0usize..CaseActionCode::KNOWN.len(), 0usize..3),
        (
            1u32..4,
            prop_oneof![1 => Just(0i64), 2 => 1i64..100, 2 => Just(100i64)],
            0usize..24,
            0usize..50,
            wait,
        ),
    )
        .prop_map(|((what, who, case, code, line), (quantity, percent, choice, fault, wait_h))| Try {
            what,
            who,
            case,
            code,
            line,
            quantity,
            percent,
            choice,
            fault,
            wait_h,
        })
}

/// Pieces of a line that are neither paid back nor in an open case.
fn left(world: &World, line: &OrderLine) -> u32 {
    let held = reserved(&world.cases, None).0;
    let held = held.iter().filter(|claim| claim.line_id == line.id).map(|claim| claim.quantity).sum::<u32>();
    line.quantity - line.refunded - held
}

/// Mostly for pieces that are left, in a scenario that fits.
fn quote_request(world: &World, t: &Try) -> QuoteRequest {
    let sent = world.order.lines.iter().any(|line| line.shipped > 0);
    let scenario = Scenario::from(Scenario::KNOWN[if sent { t.choice % 3 } else { t.choice / 23 }]);
    let (kinds, reasons) = (reasons::kinds(&scenario), reasons::reasons(&scenario));
    let free = |line: &&OrderLine| t.choice == 0 || left(world, line) > 0;
    let all: Vec<&OrderLine> = world.order.lines.iter().filter(free).collect();
    let some = all.iter().cycle().skip(t.line).take((1 + t.percent as usize % 2).min(all.len()));
    let wanted = |line: &&OrderLine| LineQuantity {
        line_id: line.id.clone(),
        quantity: if t.choice == 0 { t.quantity } else { t.quantity.min(left(world, line)) },
    };
    QuoteRequest {
        order_id: world.order.id.clone(),
        kind: kinds[t.code % kinds.len()].clone(),
        reason: reasons[t.fault % reasons.len()].clone(),
        scenario,
        lines: some.map(wanted).collect(),
        case_id: None,
    }
}

pub fn part(of: i64, percent: i64) -> i64 {
    (of * percent / 100).max(i64::from(of > 0))
}

/// Opens a case on one of the last quotes, some of which no longer hold.
fn apply_for(world: &mut World, t: &Try) -> Check {
    let mut given = world.quotes.iter().rev().filter(|(.., of)| of.is_none());
    let Some((quote, asked, _)) = given.nth(usize::from(t.choice == 0)).cloned() else { return Ok(()) };
    let mut request = application(&quote, &asked);
    let goods = matches!(request.kind, CaseKind::Exchange | CaseKind::Repair | CaseKind::Reship);
    request.amount = cny(if goods && t.percent == 0 { 0 } else { part(quote.maximum.amount, t.percent) });
    if request.kind == CaseKind::Exchange {
        let line_id = request.lines[0].line_id.clone();
        request.exchange = vec![ExchangeWish { line_id, quantity: 1, sku_id: Some("grey".into()) }];
    }
    let (order, cases) = (world.order.clone(), world.cases.clone());
    match world.open(&request) {
        Ok(applied) => {
            prop_assert!(quote.order_version == order.version && world.now <= quote.expires_at);
            prop_assert!(goods || request.amount.amount > 0);
            step_is_sound(None, &applied, world.now)?;
            let twice = world.ask(&people()[0], Some(&request.quote_id), |ctx| open(&request, &cases, ctx));
            prop_assert_eq!(twice.unwrap_err().code, ProblemCode::VersionConflict);
        }
        Err(refused) => {
            refusal_is_sound(&refused)?;
            let until = options::until(&order, &world.policy.after_sale);
            let possible = options::denial(&order, &request.scenario, until, world.now).is_none();
            let fresh = quote.order_version == order.version && world.now <= quote.expires_at;
            let pays = goods || quote.maximum.amount > 0;
            let ages = asked.reason == CaseReason::NoReason;
            prop_assert!(!(possible && fresh && pays) || ages, "{:?}", refused);
        }
    }
    Ok(())
}

fn act_on(world: &mut World, t: &Try) -> Check {
    let open = |i: &usize| t.choice == 2 || !terminal(&world.cases[*i]);
    let cases: Vec<usize> = (0..world.cases.len()).filter(open).collect();
    let Some(i) = cases.get(t.case % cases.len().max(1)).copied() else { return Ok(()) };
    // Mostly what somebody can do, or most attempts would end here.
    let case = world.cases[i].clone();
    let codes: Vec<CaseActionCode> =
        CaseActionCode::KNOWN.iter().map(|code| CaseActionCode::from(*code)).collect();
    let able = |viewer: &Person, code: &CaseActionCode| {
        world.ask(viewer, None, |ctx| decide(code, &case, &ctx.setting()).is_ok())
    };
    let moves = |viewer: &Person| {
        let possible = codes.iter().filter(|code| **code != CaseActionCode::Classify && able(viewer, code));
        possible.cloned().collect::<Vec<_>>()
    };
    let people = people();
    let mut viewers = people.iter().cycle().skip(t.who).take(people.len());
    let willing = viewers.find(|viewer| t.choice != 1 && !moves(viewer).is_empty());
    let (viewer, code) = match willing {
        Some(viewer) => (viewer, moves(viewer)[t.code % moves(viewer).len()].clone()),
        None => (&people[t.who], codes[t.code].clone()),
    };
    let allowed = able(viewer, &code);
    // A request about money the action cannot name yet is not built.
    let counted = code != CaseActionCode::Refund || allowed;
    let Some(mut request) = counted.then(|| right(world, i, viewer, code, t)).flatten() else {
        return Ok(());
    };
    let case = world.cases[i].clone();
    let fault = spoil(&mut request, &case, t.fault);
    match (world.act(viewer, i, &request), fault) {
        (Ok(applied), None) => {
            prop_assert!(allowed, "{:?} was denied", request.code);
            step_is_sound(Some(&case), &applied, world.now)?;
            let again = world.act(viewer, i, &request);
            prop_assert_eq!(again.unwrap_err().code, ProblemCode::VersionConflict);
        }
        (Ok(_), Some(fault)) => prop_assert!(false, "{:?} passed with {:?}", request, fault),
        (Err(refused), _) if !allowed => refusal_or_version(&refused)?,
        (Err(refused), Some((pointer, code))) => {
            prop_assert_eq!((&refused.errors[0].pointer, &refused.code), (&pointer, &code));
            prop_assert_eq!(&refused.errors[0].code, &code);
        }
        // What an agent would grant by an offer without an amount may be too much.
        (Err(refused), None) => {
            prop_assert!(
                request.code == CaseActionCode::CounterOffer && viewer.role == Role::Agent,
                "{:?} {:?}",
                request,
                refused
            );
            prop_assert_eq!(&refused.errors[0].pointer, "/amount");
        }
    }
    Ok(())
}

fn refusal_or_version(refused: &Refused) -> Check {
    if refused.code != ProblemCode::VersionConflict {
        prop_assert!(refused.detail.is_some() && refused.errors.is_empty());
    }
    Ok(())
}

/// Time passes for the order and all its cases.
fn let_time_pass(world: &mut World) -> Check {
    let _ = world.expire_order();
    for i in 0..world.cases.len() {
        let case = world.cases[i].clone();
        let due = case.deadlines.first().is_some_and(|deadline| !deadline.paused && deadline.at <= world.now);
        match world.expire(i) {
            Ok(applied) => {
                prop_assert!(due);
                step_is_sound(Some(&case), &applied, world.now)?;
                let kind = case.deadlines[0].kind.clone();
                let twice = world.ask(&people()[3], None, |ctx| expire(&world.cases[i], &kind, ctx));
                prop_assert!(twice.is_err());
            }
            Err(refused) => {
                prop_assert!(!due);
                refusal_is_sound(&refused)?;
            }
        }
    }
    Ok(())
}

fn pay_back(world: &mut World, t: &Try) -> Check {
    for i in 0..world.cases.len() {
        let case = world.cases[i].clone();
        let outcome = if t.choice.is_multiple_of(4) { Err("账户异常") } else { Ok(()) };
        let (before, under_way) = (world.order.refunded.amount, case.state == CaseState::Refunding);
        match world.settle(i, outcome) {
            Ok(applied) => {
                prop_assert!(under_way);
                step_is_sound(Some(&case), &applied, world.now)?;
                let paid = applied.case.refund.as_ref().unwrap().amount.amount;
                let booked = world.order.refunded.amount - before;
                prop_assert_eq!(booked, if outcome.is_ok() { paid } else { 0 });
                prop_assert!(world.settle(i, outcome).is_err());
            }
            Err(refused) => {
                prop_assert!(!under_way);
                refusal_is_sound(&refused)?;
            }
        }
    }
    Ok(())
}

fn live(world: &mut World, t: &Try) -> Check {
    world.wait(t.wait_h);
    let_time_pass(world)?;
    match t.what {
        0..=4 => {
            let request = quote_request(world, t);
            let _ = world.quote(request, None);
            apply_for(world, t)?;
        }
        5 => apply_for(world, t)?,
        6..=16 => act_on(world, t)?,
        17 => {
            let line_id = world.order.lines[t.line % world.order.lines.len()].id.clone();
            let lines = vec![LineQuantity { line_id, quantity: 1 }];
            let lines = if t.choice.is_multiple_of(2) { lines } else { Vec::new() };
            let parcel = NewShipment { courier: "中通".into(), tracking_no: Some("78".into()), lines };
            let _ = world.on_order(OrderActionCode::Ship, |request| request.shipment = Some(parcel));
        }
        18 => {
            let _ = world.on_order(OrderActionCode::ConfirmReceipt, |_| {});
        }
        _ => pay_back(world, t)?,
    }
    money_is_sound(world)?;
    world.cases.iter().try_for_each(|case| case_is_sound(world, case))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_lives_of_cases_stay_sound(
        goods in prop::collection::vec((1u32..4, prop_oneof![1 => Just(0i64), 5 => 1i64..9_999, 1 => 10_000i64..90_000]), 1..4),
        discount_pm in 0i64..1_000, postage in 0i64..2_000, sent in 0..4, tries in prop::collection::vec(attempt(), 6..26),
    ) {
        let worth: i64 = goods.iter().map(|(pieces, price)| i64::from(*pieces) * price).sum();
        prop_assume!(worth > 0);
        let order = paid(&goods, worth * discount_pm / 1_000, postage, &Policy::default());
        let mut world = World::new(order);
        if sent > 0 { world = world.sent(); }
        for t in &tries {
            live(&mut world, t)?;
        }
    }
}
