//! The demo shop's conversations: planned, put into words, and written the way they would have come about.

mod compose;
mod parting;
mod plan;

use super::{
    chance::{Purpose, rng, uuid_at},
    dialogue::{Scripts, Who},
    people::Cast,
    products::{self, Item},
};
use crate::{
    audience::Side,
    locale::Locale,
    store::{Change, NewConversation, NewMessage, OrderRecord, StoreError},
};
use compose::{Line, compose};
use kefu_contract::{ConversationId, MessageId, Timestamp, Visibility};
use plan::{Plan, SECOND, Standing, plan};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

/// Adds every conversation; the first buyer has none. Some are about one of the orders.
pub(super) async fn add_all(
    change: &mut Change,
    cast: &Cast,
    orders: &[OrderRecord],
    now: Timestamp,
) -> Result<(), StoreError> {
    let scripts = (Scripts::chinese(), Scripts::english());
    let items: Vec<&'static Item> = products::all().collect();
    for (index, buyer) in cast.buyers.iter().enumerate().skip(1) {
        let mut rng = rng(Purpose::Conversations, index);
        let plan = plan(index, buyer, cast, &items, orders, now, &mut rng);
        let scripts = match plan.locale {
            Locale::ZhCn => &scripts.0,
            Locale::En => &scripts.1,
        };
        let lines = compose(&plan, scripts, &items, &mut rng);
        add(change, &plan, cast, lines, &mut rng).await?;
    }
    Ok(())
}

/// Writes a conversation the way it would have come about.
async fn add(
    change: &mut Change,
    plan: &Plan,
    cast: &Cast,
    lines: Vec<Line>,
    rng: &mut ChaCha8Rng,
) -> Result<(), StoreError> {
    let length: i64 = lines.iter().skip(1).map(|line| line.gap).sum();
    let mut at = plan.end.plus_ms(-length);
    let id = ConversationId(format!("c-{}", uuid_at(at, rng)));
    let product = rng.random_bool(0.8).then(|| plan.item.id.into());
    let opened = at.plus_ms(-4 * SECOND);
    let order = plan.order.as_ref().map(|order| order.id.clone());
    change
        .begin_conversation(&NewConversation {
            id: id.clone(),
            buyer: plan.buyer.id.clone(),
            product,
            order,
            tags: tags(plan),
            at: opened,
        })
        .await?;
    let mut last = 0;
    for (index, line) in lines.into_iter().enumerate() {
        if index > 0 {
            // Whoever comes back after hours comes back to a conversation that had been closed.
            if line.gap > parting::VISIT_ENDS {
                parting::part(change, &id, at, rng).await?;
            }
            at = at.plus_ms(line.gap);
        }
        let (sender, visibility) = match line.who {
            Who::Buyer => (&plan.buyer, Visibility::Everyone),
            Who::Bot => (&cast.bot, Visibility::Everyone),
            Who::Agent | Who::Card => (&plan.agent, Visibility::Everyone),
            Who::Note => (&plan.agent, Visibility::Staff),
        };
        let message = NewMessage {
            id: MessageId(format!("m-{}", uuid_at(at, rng))),
            client_id: None,
            conversation: id.clone(),
            sender: sender.clone(),
            content: line.content,
            visibility,
            at,
        };
        last = change.append(message).await?.position;
    }
    settle(change, plan, &id, last, at, rng).await
}

/// Who has read how far, and whether it is over.
async fn settle(
    change: &mut Change,
    plan: &Plan,
    id: &ConversationId,
    last: u64,
    at: Timestamp,
    rng: &mut ChaCha8Rng,
) -> Result<(), StoreError> {
    match plan.standing {
        // Seen, but not answered, or not even seen.
        Standing::Waiting(seconds) => {
            if seconds > 100 {
                change.mark_read(id, Side::Staff, last, at).await?;
            }
        }
        Standing::Answered | Standing::Closed => {
            change.mark_read(id, Side::Staff, last, at).await?;
            if rng.random_bool(0.8) {
                change.mark_read(id, Side::Buyer, last, at).await?;
            }
        }
    }
    if plan.standing == Standing::Closed {
        parting::part(change, id, at, rng).await?;
    }
    Ok(())
}

fn tags(plan: &Plan) -> Vec<String> {
    let phase = if plan.after_sale { "售后" } else { "售前" };
    let language = match plan.locale {
        Locale::ZhCn => None,
        Locale::En => Some("英语"),
    };
    [Some(phase), language].into_iter().flatten().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::trade;
    use kefu_rules::policy::Policy;
    use plan::{HOUR, WAITING_S, by_day};

    /// Everything said in every conversation.
    fn everything_said() -> Vec<(Plan, Vec<Line>)> {
        let (now, cast) = (Timestamp::from_unix_ms(1_795_000_000_000), Cast::new());
        let items: Vec<&'static Item> = products::all().collect();
        let orders = trade::until(now, &cast, &Policy::default()).unwrap().orders;
        let mut all = Vec::new();
        for (index, buyer) in cast.buyers.iter().enumerate().skip(1) {
            let mut rng = rng(Purpose::Conversations, index);
            let plan = plan(index, buyer, &cast, &items, &orders, now, &mut rng);
            let scripts = if plan.locale == Locale::En { Scripts::english() } else { Scripts::chinese() };
            let lines = compose(&plan, &scripts, &items, &mut rng);
            all.push((plan, lines));
        }
        all
    }

    #[test]
    fn conversations_are_many_and_varied() {
        let all = everything_said();
        assert!(all.len() >= 45);
        assert!(all.iter().filter(|(plan, _)| plan.locale == Locale::En).count() >= 8);
        assert!(all.iter().filter(|(plan, _)| plan.standing == Standing::Closed).count() >= 8);
        let waiting = all.iter().filter(|(plan, _)| matches!(plan.standing, Standing::Waiting(_)));
        assert_eq!(waiting.count(), WAITING_S.len());
        assert!(all.iter().any(|(_, lines)| lines.len() >= 300));
        for (plan, lines) in &all {
            let fits = plan.is_regular() || (3..=40).contains(&lines.len());
            assert!(fits, "{} has {} lines", plan.buyer.name, lines.len());
        }
    }

    #[test]
    fn some_are_about_an_order() {
        let all = everything_said();
        let about: Vec<_> = all.iter().filter(|(plan, _)| plan.order.is_some()).collect();
        let share = about.len() * 100 / all.len();
        assert!((25..=40).contains(&share), "{share} %");
        for (plan, lines) in about {
            let order = plan.order.as_ref().unwrap();
            let length: i64 = lines.iter().skip(1).map(|line| line.gap).sum();
            assert!(order.created_at < plan.end.plus_ms(-length), "{} talks of it before", plan.buyer.name);
            assert_eq!(order.buyer.id, plan.buyer.id);
            assert_eq!(order.lines[0].product_id.as_str(), plan.item.id);
        }
    }

    #[test]
    fn nothing_is_left_open() {
        for (plan, lines) in everything_said() {
            for line in lines {
                let text = line.content.text.unwrap_or_default();
                assert!(!text.is_empty() && !text.contains(['{', '}']), "{}: {text}", plan.buyer.name);
            }
        }
    }

    #[test]
    fn the_shop_sleeps_at_night() {
        for hour in 0..24 {
            let at = by_day(Timestamp::from_unix_ms(1_795_000_000_000).plus_ms(hour * HOUR));
            let local = (at.unix_ms.div_euclid(HOUR) + 8).rem_euclid(24);
            assert!((9..24).contains(&local), "{local}");
        }
    }
}
