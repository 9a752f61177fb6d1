//! Ways of single cases: what each answer leaves behind.

use crate::opening::{asking, sample};
use crate::sound::people;
use crate::world::*;
use CaseActionCode as Code;
use kefu_contract::*;
use kefu_rules::after_sale::{Applied, Fact, actions, refund_parts};
use kefu_rules::order::Refused;

const BUYER: usize = 0;
const AGENT: usize = 1;
const BOSS: usize = 2;
const PLATFORM: usize = 3;

/// An order with one case, for `percent` of what can be asked for.
fn with_case(kind: CaseKind, quantity: u32, percent: i64) -> World {
    let mut world = sample().sent();
    let asked = asking(kind, CaseReason::Workmanship, quantity);
    let quote = world.quote(asked.clone(), None).unwrap();
    let mut request = application(&quote, &asked);
    request.amount.amount = request.amount.amount * percent / 100;
    world.open(&request).unwrap();
    world
}

fn tried(
    world: &mut World,
    who: usize,
    code: Code,
    fill: impl FnOnce(&mut ActOnCase),
) -> Result<Applied, Refused> {
    let mut request = ActOnCase::new(client(), world.cases[0].version, code);
    fill(&mut request);
    let before = world.cases.clone();
    let answer = world.act(&people()[who], 0, &request);
    assert!(answer.is_ok() || world.cases == before);
    answer
}

fn done(world: &mut World, who: usize, code: Code, fill: impl FnOnce(&mut ActOnCase)) -> Applied {
    tried(world, who, code, fill).unwrap()
}

fn says(text: &str) -> impl Fn(&mut ActOnCase) {
    move |request| request.text = Some(text.to_owned())
}

fn parcel(request: &mut ActOnCase) {
    request.shipment =
        Some(NewShipment { courier: "顺丰".into(), tracking_no: Some("SF1".into()), lines: vec![] });
}

fn returned(world: &mut World, counted: u32) {
    done(world, BOSS, Code::Agree, |request| request.return_address = Some(address()));
    let sent = done(world, BUYER, Code::SendReturn, parcel).case;
    assert_eq!(sent.return_shipment.unwrap().tracking_no.as_deref(), Some("SF1"));
    let found = InspectedQuantity { line_id: "l-0".into(), counted, condition: Condition::Used, note: None };
    let before = world.cases[0].deadlines.clone();
    world.wait(5);
    let case = done(world, AGENT, Code::Inspect, |request| request.inspected = vec![found]).case;
    assert_eq!(case.deadlines, before, "counting does not renew the time to answer");
}

fn field(refused: Refused) -> (ProblemCode, String, Option<Money>) {
    let field = refused.errors.into_iter().next().unwrap();
    (refused.code, field.pointer, field.max_amount)
}

#[test]
fn what_came_is_what_is_paid_for() {
    let mut world = with_case(CaseKind::ReturnRefund, 3, 100);
    let asked = world.cases[0].amount.clone();
    returned(&mut world, 2);
    let (code, pointer, most) = field(
        tried(&mut world, BOSS, Code::Refund, |request| request.amount = Some(asked.clone())).unwrap_err(),
    );
    assert_eq!((code, pointer.as_str()), (ProblemCode::AmountAboveMaximum, "/amount"));
    let most = most.unwrap();
    assert!(most.amount * 3 / 2 - asked.amount <= 2 && most.amount < asked.amount);
    let told = world.ask(&people()[BOSS], None, |ctx| actions::actions(&world.cases[0], &ctx.setting()));
    let told = told.into_iter().find(|action| action.code == "case.refund").unwrap().input.unwrap();
    assert_eq!(told.fields[0].max_amount, Some(most.clone()));

    let applied = done(&mut world, BOSS, Code::Refund, |_| {});
    assert_eq!(applied.facts, [Fact::Pay(most.clone())]);
    let refund = applied.case.refund.clone().unwrap();
    assert_eq!((refund.state, refund.destination.as_deref()), (RefundState::Pending, Some("原路退回")));
    let (parts, postage) = refund_parts(&applied.case).unwrap();
    assert_eq!((parts[0].quantity, &parts[0].amount, postage.amount), (2, &most, 0));

    world.settle(0, Err("账户异常")).unwrap();
    assert_eq!(world.cases[0].refund.as_ref().unwrap().failure.as_deref(), Some("账户异常"));
    assert_eq!(world.order.refunded.amount, 0);
    assert_eq!(done(&mut world, AGENT, Code::RetryRefund, |_| {}).facts, [Fact::Pay(most.clone())]);
    assert_eq!(world.settle(0, Ok(())).unwrap().facts, [Fact::FollowOrder]);
    assert_eq!((&world.order.refunded, world.order.lines[0].refunded), (&most, 2));
    assert_eq!((world.cases[0].closed_at, world.order.lines[0].case_id.clone()), (Some(world.now), None));
}

#[test]
fn an_empty_parcel_is_disputed_not_paid() {
    let mut world = with_case(CaseKind::ReturnRefund, 2, 100);
    returned(&mut world, 0);
    let refused = tried(&mut world, BOSS, Code::Refund, |_| {}).unwrap_err();
    assert_eq!((refused.code, refused.errors.len()), (ProblemCode::ActionNotAllowed, 0));
    let refusal = done(&mut world, AGENT, Code::DisputeCondition, says("空包裹")).case.refusal.unwrap();
    assert_eq!((refusal.text.as_str(), refusal.by.id.as_str()), ("空包裹", "agent"));
    assert_eq!(world.cases[0].intervention.state, InterventionState::Eligible);

    world.wait(24);
    let left = world.cases[0].deadlines[0].at.since(world.now);
    let asked = done(&mut world, BUYER, Code::RequestIntervention, says("寄回时是满的"));
    assert_eq!(asked.facts, [Fact::AskPlatform]);
    world.wait(48);
    let told = done(&mut world, AGENT, Code::AddEvidence, says("称重 20 克")).case;
    assert_eq!(
        (&told.intervention.state, told.intervention.statements.len()),
        (&InterventionState::Evidence, 2)
    );
    assert_eq!((&told.deadlines[0].kind, told.deadlines[0].paused), (&DeadlineKind::GiveEvidence, false));
    assert!(told.deadlines[1].paused && told.deadlines[1].at.since(world.now) == left);
    assert_eq!(world.expire(0).unwrap_err().code, ProblemCode::ActionNotAllowed);

    let decides = |amount: Option<Money>| {
        move |request: &mut ActOnCase| {
            request.in_favour_of_buyer = Some(true);
            request.amount = amount;
            request.text = Some("部分支持".to_owned());
        }
    };
    let above = cny(world.cases[0].quote.as_ref().unwrap().maximum.amount + 1);
    assert_eq!(
        field(tried(&mut world, PLATFORM, Code::Decide, decides(Some(above))).unwrap_err()).1,
        "/amount"
    );
    let decided = done(&mut world, PLATFORM, Code::Decide, decides(Some(cny(1_234)))).case;
    assert_eq!((&decided.intervention.awarded, &decided.state), (&Some(cny(1_234)), &CaseState::Refunding));
    assert!(decided.deadlines.is_empty() && decided.intervention.decided_at == Some(world.now));
    let last = decided.history.last().unwrap();
    assert_eq!(
        (&last.actor, last.person.is_none(), &last.amount),
        (&Actor::Platform, true, &Some(cny(1_234)))
    );
    world.settle(0, Ok(())).unwrap();
    assert_eq!((world.order.refunded.amount, world.order.lines[0].refunded), (1_234, 0));
}

#[test]
fn the_platform_may_find_for_the_seller() {
    let mut world = with_case(CaseKind::Compensation, 1, 50);
    done(&mut world, AGENT, Code::Refuse, says("无瑕疵"));
    done(&mut world, BUYER, Code::RequestIntervention, says("有裂纹"));
    let refused = tried(&mut world, PLATFORM, Code::Decide, |request| {
        (request.in_favour_of_buyer, request.amount) = (Some(false), Some(cny(1)));
        request.text = Some("不支持".to_owned());
    });
    assert_eq!(field(refused.unwrap_err()).1, "/amount");
    let applied = done(&mut world, PLATFORM, Code::Decide, |request| {
        request.in_favour_of_buyer = Some(false);
        request.text = Some("不支持".to_owned());
    });
    assert_eq!((applied.case.state, applied.case.intervention.awarded), (CaseState::Closed, None));
    assert_eq!(applied.facts, [Fact::FollowOrder]);
    assert!(world.order.deadlines.iter().all(|deadline| !deadline.paused));
}

#[test]
fn an_offer_of_money_instead_of_a_return() {
    let mut world = with_case(CaseKind::ReturnRefund, 3, 100);
    let offers = |amount| {
        move |request: &mut ActOnCase| {
            (request.kind, request.amount) = (Some(CaseKind::Compensation), Some(cny(amount)));
        }
    };
    let above = field(tried(&mut world, AGENT, Code::CounterOffer, offers(5_001)).unwrap_err());
    assert_eq!(above, (ProblemCode::AmountAboveMaximum, "/amount".to_owned(), Some(cny(5_000))));
    let loan = tried(&mut world, BOSS, Code::CounterOffer, |request| request.kind = Some("loan".into()));
    assert_eq!(field(loan.unwrap_err()).1, "/kind");
    assert_eq!(field(tried(&mut world, BOSS, Code::CounterOffer, says("?")).unwrap_err()).1, "/amount");
    done(&mut world, BOSS, Code::CounterOffer, offers(5_001));
    done(&mut world, BUYER, Code::DeclineOffer, says("太少"));
    assert_eq!((&world.cases[0].state, &world.cases[0].counter_offer), (&CaseState::AwaitingSeller, &None));
    let offer = done(&mut world, AGENT, Code::CounterOffer, offers(4_000)).case;
    assert_eq!(offer.deadlines[0].kind, DeadlineKind::ReviseCase);
    let applied = done(&mut world, BUYER, Code::AcceptOffer, |_| {});
    assert_eq!(applied.facts, [Fact::Pay(cny(4_000))]);
    let case = &applied.case;
    assert_eq!((&case.kind, &case.scenario), (&CaseKind::Compensation, &Scenario::ReceivedKeep));
    assert_eq!((&case.agreed_amount, &case.return_postage_payer), (&Some(cny(4_000)), &None));
    let (parts, _) = refund_parts(case).unwrap();
    assert_eq!((parts[0].quantity, parts[0].amount.amount), (0, 4_000));
}

#[test]
fn an_exchange_without_an_amount_is_worth_its_quote() {
    let mut world = with_case(CaseKind::Exchange, 3, 0);
    let worth = world.cases[0].quote.as_ref().unwrap().maximum.clone();
    world.policy.agent_limits.refund = cny(worth.amount - 1);
    let denied = tried(&mut world, AGENT, Code::Agree, |request| request.return_address = Some(address()));
    assert_eq!(denied.unwrap_err().code, ProblemCode::ActionNotAllowed);
    returned(&mut world, 3);
    done(&mut world, BOSS, Code::Agree, |_| {});
    let sent = done(&mut world, AGENT, Code::Reship, parcel);
    assert!(matches!(&sent.facts[..], [Fact::ReplacementShipped(_)]));
    assert!(sent.case.exchange.unwrap().shipment.is_some());
    assert_eq!(done(&mut world, BUYER, Code::ConfirmReplacement, |_| {}).case.state, CaseState::Exchanged);

    let mut world = with_case(CaseKind::Exchange, 3, 0);
    returned(&mut world, 3);
    done(&mut world, BOSS, Code::Agree, |_| {});
    world.wait(72);
    let expired = world.expire(0).unwrap();
    assert_eq!(expired.facts, [Fact::Pay(worth.clone())]);
    assert!(expired.case.exchange.unwrap().converted_to_refund);
    assert_eq!(expired.case.history.last().unwrap().code, "deadline.ship_replacement");
    world.settle(0, Ok(())).unwrap();
    assert_eq!((&world.order.refunded, world.order.lines[0].refunded), (&worth, 3));
}

#[test]
fn silence_agrees_and_the_shop_says_where_to_send() {
    let mut world = with_case(CaseKind::ReturnRefund, 1, 100);
    world.wait(5 * 24 - 1);
    assert_eq!(world.expire(0).unwrap_err().code, ProblemCode::ActionNotAllowed);
    world.wait(1);
    let applied = world.expire(0).unwrap();
    assert_eq!(applied.facts, [Fact::GiveReturnAddress]);
    assert_eq!(
        (&applied.case.state, &applied.case.agreed_amount),
        (&CaseState::AwaitingReturn, &Some(applied.case.amount.clone()))
    );
    world.wait(7 * 24);
    assert_eq!(world.expire(0).unwrap().case.state, CaseState::Closed);
}

#[test]
fn an_application_is_changed_and_answered_anew() {
    let mut world = with_case(CaseKind::ReturnRefund, 3, 100);
    let maximum = world.cases[0].quote.as_ref().unwrap().maximum.clone();
    done(&mut world, AGENT, Code::Refuse, says("请说明"));
    world.wait(30);
    let less = cny(maximum.amount / 2);
    let case = done(&mut world, BUYER, Code::Revise, |request| request.amount = Some(less.clone())).case;
    assert_eq!((&case.amount, &case.refusal, &case.state), (&less, &None, &CaseState::AwaitingSeller));
    assert_eq!(case.deadlines[0].at.since(world.now), 5 * 24 * HOUR);

    let other = |request: &mut ActOnCase| request.reason = Some(CaseReason::Disliked);
    assert_eq!(field(tried(&mut world, BUYER, Code::Revise, other).unwrap_err()).1, "/quote_id");
    let id = world.cases[0].id.clone();
    let asked = asking(CaseKind::ReturnRefund, CaseReason::Disliked, 2);
    let quote = world.quote(asked, Some(&id)).unwrap();
    let revised = |request: &mut ActOnCase| {
        request.quote_id = Some(quote.quote_id.clone());
        request.amount = Some(quote.maximum.clone());
    };
    let wrong = tried(&mut world, BUYER, Code::Revise, revised).unwrap_err();
    assert_eq!(
        (wrong.code.clone(), field(wrong).1.as_str()),
        (ProblemCode::InvalidValue, "/quote_id"),
        "another payer"
    );
    let version = world.order.version;
    let applied = done(&mut world, BUYER, Code::Revise, |request| {
        revised(request);
        other(request);
    });
    assert_eq!(applied.facts, [Fact::FollowOrder]);
    assert_eq!((applied.case.return_postage_payer, applied.case.lines[0].quantity), (Some(Payer::Buyer), 2));
    assert_eq!(world.order.version, version + 1, "quotes computed before no longer hold");
    let late = tried(&mut world, BUYER, Code::Revise, revised).unwrap_err();
    assert_eq!(late.code, ProblemCode::QuoteExpired);
}

#[test]
fn another_account_and_a_stale_version_change_nothing() {
    let mut world = with_case(CaseKind::ReturnRefund, 1, 100);
    let request = ActOnCase::new(client(), 1, Code::Withdraw);
    let stranger = world.act(&person("someone", Role::Buyer), 0, &request).unwrap_err();
    assert_eq!(stranger.code, ProblemCode::AccountMismatch);
    assert_eq!(world.act(&people()[AGENT], 0, &request).unwrap_err().code, ProblemCode::Forbidden);
    let stale = tried(&mut world, BUYER, Code::Withdraw, |request| request.version = 7).unwrap_err();
    assert_eq!(field(stale).1, "/version");
}

#[test]
fn a_clock_of_the_order_that_begins_beside_an_open_case_waits_for_it() {
    let mut world = sample();
    let ship = |world: &mut World, line: &str, quantity: u32| {
        let lines = vec![LineQuantity { line_id: line.into(), quantity }];
        let parcel = NewShipment { courier: "中通".into(), tracking_no: Some("78".into()), lines };
        world.on_order(OrderActionCode::Ship, |request| request.shipment = Some(parcel))
    };
    ship(&mut world, "l-0", 3).unwrap();
    let asked = asking(CaseKind::RefundOnlyNotReceived, CaseReason::ParcelLost, 1);
    let quote = world.quote(asked.clone(), None).unwrap();
    world.open(&application(&quote, &asked)).unwrap();
    ship(&mut world, "l-1", 1).unwrap();
    let confirm = &world.order.deadlines[0];
    assert_eq!((&confirm.kind, confirm.paused), (&DeadlineKind::ConfirmReceipt, true));
    done(&mut world, BUYER, Code::Withdraw, |_| {});
    assert!(!world.order.deadlines[0].paused);
}

#[test]
fn clocks_of_the_order_get_back_the_time_of_overlapping_cases_once() {
    let mut world = sample().sent();
    let due = world.order.deadlines[0].at;
    let open = |world: &mut World, quantity| {
        let asked = asking(CaseKind::Compensation, CaseReason::Workmanship, quantity);
        let quote = world.quote(asked.clone(), None).unwrap();
        world.open(&application(&quote, &asked)).unwrap();
    };
    let withdraw = |world: &mut World, i: usize| {
        let request = ActOnCase::new(client(), world.cases[i].version, Code::Withdraw);
        world.act(&people()[BUYER], i, &request).unwrap();
    };
    world.wait(10);
    open(&mut world, 1);
    world.wait(20);
    open(&mut world, 2);
    world.wait(20);
    withdraw(&mut world, 0);
    assert!(world.order.deadlines[0].paused);
    world.wait(20);
    withdraw(&mut world, 1);
    let running = &world.order.deadlines[0];
    assert_eq!((running.paused, running.at.since(due)), (false, 60 * HOUR));
    world.wait(5);
    open(&mut world, 1);
    world.wait(5);
    withdraw(&mut world, 2);
    assert_eq!(world.order.deadlines[0].at.since(due), 65 * HOUR);
}
