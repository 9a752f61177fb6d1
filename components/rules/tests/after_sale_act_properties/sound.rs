//! What must hold after every step, whatever it was.

use crate::world::{World, person};
use kefu_contract::*;
use kefu_rules::after_sale::{Applied, Fact, actions, refund_parts, reserved};
use kefu_rules::order::Refused;
use proptest::prelude::*;

pub type Check = Result<(), TestCaseError>;

pub fn people() -> [Person; 4] {
    [
        person("buyer", Role::Buyer),
        person("agent", Role::Agent),
        person("boss", Role::Supervisor),
        person("platform", Role::System),
    ]
}

pub fn sum<'a>(amounts: impl IntoIterator<Item = &'a Money>) -> i64 {
    amounts.into_iter().map(|money| money.amount).sum()
}

/// What must hold of the order and all its cases together.
pub fn money_is_sound(world: &World) -> Check {
    let (order, paid) = (&world.order, world.order.paid.as_ref().unwrap().amount);
    let (claims, postage) = reserved(&world.cases, None);
    prop_assert!(order.refunded.amount + sum(claims.iter().map(|c| &c.amount)) + postage <= paid);
    for line in &order.lines {
        let ours = || claims.iter().filter(|claim| claim.line_id == line.id);
        let back = line.refunded_amount.as_ref().map_or(0, |money| money.amount);
        prop_assert!(back + sum(ours().map(|c| &c.amount)) <= line.total.amount);
        prop_assert!(line.refunded + ours().map(|c| c.quantity).sum::<u32>() <= line.quantity);
        let newest = world
            .cases
            .iter()
            .rev()
            .find(|case| case.closed_at.is_none() && case.lines.iter().any(|of| of.line_id == line.id));
        prop_assert_eq!(line.case_id.as_ref(), newest.map(|case| &case.id));
    }
    Ok(())
}

pub fn terminal(case: &Case) -> bool {
    matches!(case.state, CaseState::Refunded | CaseState::Closed | CaseState::Exchanged)
}

/// What must hold of a case after every step.
pub fn case_is_sound(world: &World, case: &Case) -> Check {
    prop_assert_eq!(sum(case.lines.iter().map(|l| &l.amount).chain(&case.postage)), case.amount.amount);
    let maximum = case.quote.as_ref().unwrap().maximum.amount;
    prop_assert!(case.amount.amount <= maximum);
    prop_assert!(case.agreed_amount.as_ref().is_none_or(|agreed| agreed.amount <= maximum));
    if let Some(refund) = &case.refund {
        let (parts, postage) = refund_parts(case).unwrap();
        prop_assert_eq!(sum(parts.iter().map(|part| &part.amount)) + postage.amount, refund.amount.amount);
        prop_assert!(refund.amount.amount <= maximum);
        for part in &parts {
            let line = case.lines.iter().find(|line| line.line_id == part.line_id).unwrap();
            prop_assert!(part.amount.amount >= 0 && part.quantity <= line.quantity);
            prop_assert!(case.kind != CaseKind::Compensation || part.quantity == 0);
        }
    }
    let to = case.history.iter().rev().find_map(|entry| entry.to.as_deref());
    prop_assert_eq!(to, Some(case.state.as_str()));
    prop_assert_eq!(case.closed_at.is_some(), terminal(case));
    let mut enabled = false;
    for viewer in &people() {
        let list = world.ask(viewer, None, |ctx| actions::actions(case, &ctx.setting()));
        for action in &list {
            prop_assert_eq!(action.enabled, action.reason.is_none(), "{}", &action.code);
            prop_assert!(action.reason.as_ref().is_none_or(|reason| !reason.is_empty()));
            enabled |= action.enabled && action.code != "case.classify";
        }
    }
    prop_assert!(!terminal(case) || (!enabled && case.deadlines.is_empty()));
    // While the money is on its way only the payment service can act, and it always answers.
    let waits = terminal(case) || case.state == CaseState::Refunding;
    prop_assert!(waits || enabled || !case.deadlines.is_empty(), "{:?} is stuck", case.state);
    Ok(())
}

/// What one step must have done, and nothing else.
pub fn step_is_sound(before: Option<&Case>, after: &Applied, now: Timestamp) -> Check {
    let case = &after.case;
    prop_assert_eq!(case.version, before.map_or(0, |case| case.version) + 1);
    prop_assert_eq!(case.updated_at, now);
    prop_assert_eq!(case.history.len(), before.map_or(0, |case| case.history.len()) + 1);
    let pays = after.facts.iter().any(|fact| matches!(fact, Fact::Pay(_)));
    let entered = before.is_some_and(|case| case.state != CaseState::Refunding);
    prop_assert_eq!(pays, entered && case.state == CaseState::Refunding);
    let ended = terminal(case) && before.is_some_and(|case| !terminal(case));
    let requoted = before.is_none_or(|before| before.quote != case.quote);
    prop_assert_eq!(after.facts.contains(&Fact::FollowOrder), ended || requoted);
    if case.state == CaseState::AwaitingReturn {
        prop_assert!(case.return_address.is_some() || after.facts.contains(&Fact::GiveReturnAddress));
    }
    for deadline in &case.deadlines {
        let open =
            matches!(case.intervention.state, InterventionState::Requested | InterventionState::Evidence);
        let stands = open && deadline.kind != DeadlineKind::GiveEvidence;
        prop_assert!(deadline.paused == stands && deadline.at >= now);
    }
    Ok(())
}

/// A refusal explains itself in words, or names the field.
pub fn refusal_is_sound(refused: &Refused) -> Check {
    let named = |error: &ProblemField| error.pointer.starts_with('/') && error.code == refused.code;
    match &refused.detail {
        Some(words) => prop_assert!(!words.is_empty() && refused.errors.is_empty()),
        None => prop_assert!(!refused.errors.is_empty() && refused.errors.iter().all(named)),
    }
    Ok(())
}
