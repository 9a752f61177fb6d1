//! What every seeded order has to be, whatever the clock says when the shop is made.

use super::*;
use crate::{
    demo::people::{BUYERS, Standing},
    store::EntryKind,
};
use kefu_contract::*;
use kefu_rules::{
    customer::{Figures, OrderFacts},
    order::totals,
    rfm::{self, Purchases},
};
use std::collections::{HashMap, HashSet};

const DAY_MS: i64 = 86_400_000;

/// Noon on a Friday, and others that begin and end the day, the week and the year.
const CLOCKS: [&str; 8] = [
    "2026-11-20T12:00:00+08:00",
    "2026-11-21T03:10:00+08:00",
    "2026-11-22T08:59:59+08:00",
    "2026-11-23T09:00:00+08:00",
    "2027-01-01T00:00:00+08:00",
    "2026-12-31T21:59:59+08:00",
    "2027-03-03T22:00:01+08:00",
    "2026-06-30T16:45:00+08:00",
];

struct Shop {
    now: Timestamp,
    cast: Cast,
    trade: Trade,
}

fn shop(clock: &str) -> Shop {
    let (now, cast) = (Timestamp::parse(clock).unwrap(), Cast::new());
    let trade = until(now, &cast, &Policy::default()).unwrap();
    Shop { now, cast, trade }
}

impl Shop {
    fn orders(&self) -> impl Iterator<Item = &Order> {
        self.trade.orders.iter().map(|record| &record.order)
    }

    fn count(&self, wanted: impl Fn(&Order) -> bool) -> usize {
        self.orders().filter(|order| wanted(order)).count()
    }
}

fn in_every_shop(check: impl Fn(&Shop)) {
    for clock in CLOCKS {
        println!("at {clock}");
        check(&shop(clock));
    }
}

#[test]
fn the_rules_allow_every_step() {
    for clock in CLOCKS {
        let (now, cast, policy) = (Timestamp::parse(clock).unwrap(), Cast::new(), Policy::default());
        let walks = walks(World { now, policy: &policy, cast: &cast }).unwrap();
        let refused: Vec<_> = walks.iter().flat_map(|walked| &walked.refused).collect();
        assert!(refused.is_empty(), "at {clock}: {refused:#?}");
    }
}

#[test]
fn every_scene_is_played_once() {
    let cast = Cast::new();
    let customers = plan::customers(&cast);
    let mut played: HashMap<*const Scene, usize> = HashMap::new();
    for errand in plan::errands(&customers) {
        if let Course::Scene(scene) = errand.course {
            *played.entry(scene).or_default() += 1;
        }
    }
    for scene in scenes::paid().into_iter().chain(scenes::unpaid()) {
        assert_eq!(played.get(&std::ptr::from_ref(scene)), Some(&1), "{scene:?}");
    }
}

#[test]
fn there_are_orders_in_every_state() {
    in_every_shop(|shop| {
        let states = |wire: &str| shop.count(|order| order.state.as_str() == wire);
        let counts: Vec<_> = OrderState::KNOWN.iter().map(|wire| (*wire, states(wire))).collect();
        println!("{counts:?}");
        for (wire, least) in [
            ("awaiting_payment", 20),
            ("awaiting_shipment", 30),
            ("part_shipped", 5),
            ("awaiting_receipt", 26),
            ("completed", 150),
            ("closed", 35),
        ] {
            assert!(states(wire) >= least, "{wire}: {}", states(wire));
        }
        assert!(shop.trade.orders.len() >= 360);
    });
}

#[test]
fn every_situation_is_there() {
    in_every_shop(|shop| {
        let now = shop.now;
        for wire in CloseReason::KNOWN {
            assert!(
                shop.count(|order| order.close_reason.as_ref().is_some_and(|r| r.as_str() == *wire)) > 0,
                "{wire}"
            );
        }
        for wire in MemoFlag::KNOWN {
            let flagged =
                shop.count(|order| order.memo.as_ref().is_some_and(|memo| memo.flag.as_str() == *wire));
            assert!(flagged >= 2, "{wire}");
        }
        for wire in OrderMark::KNOWN {
            assert!(shop.count(|order| order.marks.iter().any(|mark| mark.as_str() == *wire)) > 0, "{wire}");
        }
        for wire in FulfilmentStage::KNOWN {
            assert!(
                shop.count(|order| order.fulfilment.as_ref().is_some_and(|s| s.as_str() == *wire)) > 0,
                "{wire}"
            );
        }
        let parcels = || shop.orders().flat_map(|order| &order.shipments);
        for wire in ShipmentState::KNOWN {
            assert!(parcels().any(|parcel| parcel.state.as_str() == *wire), "{wire}");
        }
        for wire in ShipmentException::KNOWN {
            let met =
                parcels().any(|parcel| parcel.exception.as_ref().is_some_and(|what| what.as_str() == *wire));
            assert!(met, "{wire}");
        }
        for wire in PaymentMethod::KNOWN {
            assert!(
                shop.count(|order| order.payment_method.as_ref().is_some_and(|m| m.as_str() == *wire)) > 0,
                "{wire}"
            );
        }
        let done = |code: &str| shop.count(|order| order.history.iter().any(|entry| entry.code == code));
        for code in OrderActionCode::KNOWN {
            // The rest is done at addresses of its own, or leaves no trace.
            if !["case.open", "review.write", "order.buy_again"].contains(code) {
                assert!(done(code) > 0, "{code}");
            }
        }
        for code in
            ["deadline.pay", "deadline.ship", "deadline.confirm_receipt", "order.refund", "order.place"]
        {
            assert!(done(code) >= 2, "{code}");
        }
        let reminded =
            |times| shop.trade.orders.iter().filter(|record| record.reminded_at.len() == times).count();
        assert!(reminded(1) >= 5 && reminded(2) >= 2);
        let soon = |order: &Order| order.deadlines.iter().any(|one| one.warn_at.is_some_and(|at| at <= now));
        for state in [OrderState::AwaitingPayment, OrderState::AwaitingShipment, OrderState::AwaitingReceipt]
        {
            assert!(shop.count(|order| order.state == state && soon(order)) >= 2, "{state:?} warned");
        }
        let near = |order: &Order| order.deadlines.iter().any(|one| one.at <= now.plus_ms(2 * 3_600_000));
        assert!(shop.count(|order| order.state == OrderState::AwaitingPayment && near(order)) >= 2);
        assert!(shop.count(|order| order.state == OrderState::Completed && order.deadlines.is_empty()) >= 50);
        assert!(
            shop.count(|order| order.state == OrderState::Completed && !order.deadlines.is_empty()) >= 25
        );
        assert!(shop.count(|order| order.delivery == DeliveryClass::Surface) >= 3);
        assert!(shop.count(|order| order.lines.len() >= 3) >= 30);
        assert!(shop.count(|order| order.lines.iter().any(|line| line.no_reason_exclusion.is_some())) >= 2);
        assert!(shop.count(|order| order.discount.amount > 0) >= 80);
        assert!(shop.count(|order| order.postage.amount == 0) >= 80);
        assert!(shop.count(|order| order.buyer_message.is_some()) >= 70);
        assert!(
            shop.count(|order| order.warnings.iter().any(|one| one.code == WarningCode::OutOfStock)) >= 3
        );
        let abroad = shop.count(|order| order.address.as_ref().is_some_and(|to| to.country != "CN"));
        assert!(abroad >= 15, "{abroad}");
        let english = shop.count(|order| writes_english(&order.buyer.name));
        assert!((10..=20).contains(&(english * 100 / shop.trade.orders.len())), "{english}");
    });
}

#[test]
fn taglines_are_true() {
    let policy = Policy::default();
    in_every_shop(|shop| {
        for (person, (name, standing)) in shop.cast.buyers.iter().zip(BUYERS) {
            let mine = || shop.orders().filter(|order| order.buyer.id == person.id);
            let paid: Vec<&Order> = mine().filter(|order| totals::paid(order).amount > 0).collect();
            let Standing::Member(tier, count) = standing else {
                assert!(paid.is_empty(), "{name}");
                continue;
            };
            let facts: Vec<OrderFacts> = mine().map(OrderFacts::from).collect();
            let figures = Figures::of(&facts, true, Money::cny(0));
            assert_eq!((figures.orders, figures.purchases), (count, count), "{name}");
            let purchases = Purchases {
                last_at: figures.last_purchase_at.unwrap(),
                count: figures.purchases,
                spent: figures.spent,
            };
            let scores = rfm::score(&purchases, shop.now, &policy.rfm).unwrap();
            assert_eq!(rfm::tier(scores, &policy.rfm), tier, "{name}: {purchases:?} {scores:?}");
        }
        let newcomer = &shop.cast.buyers[0].id;
        assert_eq!(shop.count(|order| order.buyer.id == *newcomer), 0);
        let waiting = |order: &Order| order.state == OrderState::AwaitingPayment;
        let new = |order: &Order| {
            shop.cast
                .buyers
                .iter()
                .zip(BUYERS)
                .any(|(one, (_, standing))| one.id == order.buyer.id && standing == Standing::Newcomer)
        };
        assert!(shop.count(|order| waiting(order) && new(order)) > 0, "somebody new is about to buy");
    });
}

#[test]
fn sums_hold() {
    in_every_shop(|shop| {
        for order in shop.orders() {
            let id = &order.number;
            let sum =
                |amounts: &mut dyn Iterator<Item = &Money>| amounts.map(|money| money.amount).sum::<i64>();
            let total = order.total.amount;
            assert_eq!(
                order.goods_total.amount - order.discount.amount + order.postage.amount,
                total,
                "{id}"
            );
            assert_eq!(
                sum(&mut order.lines.iter().map(|line| &line.total)) + order.postage.amount,
                total,
                "{id}"
            );
            assert_eq!(
                sum(&mut order.lines.iter().map(|line| &line.discount)),
                order.discount.amount,
                "{id}"
            );
            assert_eq!(
                sum(&mut order.amounts.iter().map(|row| &row.amount)),
                total,
                "{id}: {:?}",
                order.amounts
            );
            assert!(
                order.lines.iter().all(|line| line.total.amount > 0 && line.discount.amount >= 0),
                "{id}"
            );
            let paid = totals::paid(order).amount;
            assert!(order.refunded.amount <= paid && totals::kept(order).unwrap().amount >= 0, "{id}");
            assert_eq!(paid > 0, order.paid_at.is_some() && order.paid.is_some(), "{id}");
            for line in &order.lines {
                assert!(
                    line.shipped + line.refunded <= line.quantity || line.shipped <= line.quantity,
                    "{id}"
                );
                let refunded = line.refunded_amount.as_ref().map_or(0, |money| money.amount);
                assert!(refunded <= line.total.amount, "{id}");
            }
        }
    });
}

#[test]
fn nothing_lies_in_the_future_and_nothing_due_in_the_past() {
    in_every_shop(|shop| {
        for order in shop.orders() {
            let id = &order.number;
            assert!(order.deadlines.iter().all(|one| one.paused || one.at > shop.now.plus_ms(CALM)), "{id}");
            let times = order.history.iter().map(|entry| entry.at);
            let all = times
                .clone()
                .chain(order.shipments.iter().flat_map(|parcel| parcel.events.iter().map(|e| e.at)));
            assert!(all.chain([order.updated_at]).all(|at| at <= shop.now && at >= order.created_at), "{id}");
            assert!(times.clone().zip(times.skip(1)).all(|(one, next)| one <= next), "{id}");
            for parcel in &order.shipments {
                assert!(parcel.events.windows(2).all(|pair| pair[0].at >= pair[1].at), "{id} newest first");
                assert_eq!(parcel.delivered_at.is_some(), parcel.state == ShipmentState::Delivered, "{id}");
            }
            for pair in
                order.history.iter().filter_map(|entry| entry.to.as_ref()).collect::<Vec<_>>().windows(2)
            {
                assert_ne!(pair[0], pair[1], "{id} moves to where it is");
            }
        }
    });
}

#[test]
fn days_have_a_rhythm() {
    let policy = Policy::default();
    in_every_shop(|shop| {
        let calendar = Calendar { now: shop.now, hours: &policy.business_hours };
        let ordinary = || shop.orders().filter(|order| shop.now.since(order.created_at) > 14 * DAY_MS);
        let evening = |order: &&Order| (18 * 60..24 * 60).contains(&calendar.local(order.created_at).1);
        let night = |order: &&Order| (60..6 * 60).contains(&calendar.local(order.created_at).1);
        let all = ordinary().count();
        assert!(ordinary().filter(evening).count() * 3 > all, "evenings are busy");
        assert!(ordinary().filter(night).count() * 6 < all, "nights are quiet");
        let days: HashSet<_> = shop.orders().map(|order| calendar.local(order.created_at).0).collect();
        assert!(days.len() >= 90, "{}", days.len());
        assert!(shop.orders().all(|order| shop.now.since(order.created_at) < 121 * DAY_MS));
    });
}

#[test]
fn numbers_and_addresses_differ() {
    let shop = shop(CLOCKS[0]);
    let numbers: HashSet<_> = shop.orders().map(|order| &order.number).collect();
    let ids: HashSet<_> = shop.orders().map(|order| &order.id).collect();
    assert_eq!((numbers.len(), ids.len()), (shop.trade.orders.len(), shop.trade.orders.len()));
    let streets: HashSet<_> =
        shop.orders().filter_map(|order| order.address.as_ref()).map(|to| &to.street).collect();
    assert!(streets.len() >= 60);
    for order in shop.orders() {
        let mut lines: Vec<_> = order.lines.iter().map(|line| &line.id).collect();
        lines.sort();
        lines.dedup();
        assert_eq!(lines.len(), order.lines.len(), "{}", order.number);
        assert!(
            order
                .lines
                .iter()
                .all(|line| line.id.check().is_ok() && line.sku_id.as_ref().unwrap().check().is_ok())
        );
    }
}

#[test]
fn another_policy_makes_another_shop_and_never_an_impossible_one() {
    let policy: Policy = serde_json::from_str(
        r#"{"orders": {"pay_within_h": 24, "ship_within_h": 24}, "reminder": {"total": 0},
            "agent_limits": {"price_cut_bp": 0}}"#,
    )
    .unwrap();
    let now = Timestamp::parse(CLOCKS[0]).unwrap();
    let records = until(now, &Cast::new(), &policy).unwrap().orders;
    assert!(records.iter().all(|record| record.reminded_at.is_empty()));
    for order in records.iter().map(|record| &record.order) {
        assert!(order.deadlines.iter().all(|one| one.paused || one.at > now), "{}", order.number);
        assert!(order.amounts.iter().all(|row| row.code != AmountCode::PriceChange), "{}", order.number);
    }
}

#[test]
fn cases_stand_everywhere() {
    in_every_shop(|shop| {
        let cases: Vec<&Case> = shop.trade.claims.iter().map(|claim| &claim.record.case).collect();
        assert!(cases.len() >= 70, "{}", cases.len());
        let count = |wanted: &dyn Fn(&Case) -> bool| cases.iter().filter(|case| wanted(case)).count();
        for wire in CaseState::KNOWN.iter().filter(|wire| **wire != "draft") {
            assert!(count(&|case| case.state.as_str() == *wire) >= 2, "{wire}");
        }
        for wire in CaseKind::KNOWN {
            assert!(count(&|case| case.kind.as_str() == *wire) >= 3, "{wire}");
        }
        for wire in CaseReason::KNOWN {
            assert!(count(&|case| case.reason.as_str() == *wire) >= 1, "{wire}");
        }
        for wire in InterventionState::KNOWN {
            assert!(count(&|case| case.intervention.state.as_str() == *wire) >= 1, "{wire}");
        }
        for code in CaseActionCode::KNOWN {
            assert!(count(&|case| case.history.iter().any(|entry| entry.code == *code)) >= 1, "{code}");
        }
        let soon =
            |case: &Case| case.deadlines.iter().any(|one| one.warn_at.is_some_and(|at| at <= shop.now));
        assert!(count(&|case| case.state == CaseState::AwaitingSeller && soon(case)) >= 3, "some are urgent");
        assert!(count(&|case| writes_english(&case.buyer.name)) >= 8);
        assert!(count(&|case| !case.evidence.is_empty()) >= 35);
        let explained: HashSet<_> = cases.iter().filter_map(|case| case.explanation.as_ref()).collect();
        assert_eq!(explained.len(), cases.len(), "everybody speaks for themselves");
    });
}

#[test]
fn cases_and_orders_agree() {
    in_every_shop(|shop| {
        let orders: HashMap<_, _> = shop.orders().map(|order| (&order.id, order)).collect();
        let mut refunded: HashMap<&OrderId, i64> = HashMap::new();
        for claim in &shop.trade.claims {
            let case = &claim.record.case;
            let order = orders[&case.order_id];
            assert!(order.cases.contains(&case.id), "{}", case.number);
            let open = case.closed_at.is_none();
            let held = order.lines.iter().any(|line| line.case_id.as_ref() == Some(&case.id));
            assert_eq!(open, held, "{} {:?}", case.number, case.state);
            assert!(!open || order.deadlines.iter().all(|one| one.paused), "{}", order.number);
            assert!(
                case.deadlines.iter().all(|one| one.paused || one.at > shop.now.plus_ms(CALM)),
                "{}",
                case.number
            );
            assert!(case.history.iter().all(|entry| entry.at <= shop.now), "{}", case.number);
            let paid: Vec<_> =
                claim.attempts.iter().filter(|attempt| attempt.settled.is_some_and(|s| s.0)).collect();
            assert_eq!(paid.len(), usize::from(case.state == CaseState::Refunded), "{}", case.number);
            *refunded.entry(&case.order_id).or_default() +=
                paid.iter().map(|one| one.amount.amount).sum::<i64>();
        }
        for (id, amount) in refunded {
            assert_eq!(orders[id].refunded.amount, amount, "{}", orders[id].number);
        }
        for sent in &shop.trade.sent {
            assert!(sent.content.starts_with(b"\x89PNG") && sent.content.len() as u64 == sent.upload.bytes);
        }
    });
}

#[test]
fn the_book_balances() {
    in_every_shop(|shop| {
        let mut paid: HashMap<&OrderId, (i64, i64)> = HashMap::new();
        for booked in &shop.trade.booked {
            let (came, went) = paid.entry(&booked.order).or_default();
            match booked.kind {
                EntryKind::Charge | EntryKind::CarryIn => *came += booked.amount.amount,
                EntryKind::CarryOut => *came -= booked.amount.amount,
                EntryKind::Refund => *went += booked.amount.amount,
                EntryKind::Release | EntryKind::Compensate => {}
            }
        }
        for order in shop.orders() {
            let (came, went) = paid.get(&order.id).copied().unwrap_or_default();
            assert_eq!((came, went), (totals::paid(order).amount, order.refunded.amount), "{}", order.number);
        }
    });
}

#[test]
fn reviews_are_many_and_of_every_kind() {
    in_every_shop(|shop| {
        let all = &shop.trade.opinions;
        let written = || all.iter().filter(|opined| !opined.record.review.by_default);
        assert!(written().count() >= 170, "{}", written().count());
        let texts: Vec<&str> = written().filter_map(|opined| opined.record.review.text.as_deref()).collect();
        assert_eq!(texts.iter().collect::<HashSet<_>>().len(), texts.len(), "nobody repeats somebody else");
        assert!(texts.len() >= 130, "{}", texts.len());
        let count =
            |wanted: &dyn Fn(&Review) -> bool| all.iter().filter(|one| wanted(&one.record.review)).count();
        assert!(count(&|review| review.rating == Rating::Neutral) >= 10);
        assert!(count(&|review| review.rating == Rating::Bad) >= 8);
        for wire in ReviewGroup::KNOWN {
            assert!(
                count(&|review| review.group.as_ref().is_some_and(|group| group.as_str() == *wire)) > 0,
                "{wire}"
            );
        }
        assert!(count(&|review| review.explanation.is_some()) >= 20);
        assert!(count(&|review| review.follow_up.is_some()) >= 2);
        assert!(count(&|review| review.changed_at.is_some()) >= 3);
        assert!(count(&|review| review.by_default) >= 60);
        assert!(count(&|review| !review.images.is_empty()) >= 12);
        assert!(
            all.iter().any(|opined| opined.record.removed)
                && all.iter().any(|opined| !opined.filed.is_empty())
        );
        let mut lines: Vec<_> =
            all.iter().map(|one| (&one.record.review.order_id, &one.record.review.line_id)).collect();
        lines.sort();
        lines.dedup();
        assert_eq!(lines.len(), all.len(), "one review for a line");
        for item in crate::demo::products::all() {
            let said = written().filter(|one| one.words.is_some() && !one.record.removed);
            let about = said.filter(|one| one.record.review.product.id.as_str() == item.id).count();
            assert!(about >= 1, "{}", item.id);
        }
        for opined in all {
            let review = &opined.record.review;
            let dues = desk::reviews::dues(&Policy::default(), &opined.record, shop.now);
            assert!(dues.iter().all(|(_, at)| *at > shop.now.plus_ms(CALM)), "{:?}", review.id);
            assert!(review.updated_at <= shop.now && review.created_at <= review.updated_at);
        }
    });
}
