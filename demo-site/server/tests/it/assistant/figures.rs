//! Figures: what the assistant does counts for itself, and for nothing else.

use super::*;
use crate::talk::around;
use kefu_contract::{Figure, FigureCode, Metrics};

async fn figure(shop: &Shop, id: &ConversationId, code: FigureCode) -> Figure {
    let supervisor = shop.user("supervisor-1").await;
    let span = around(&supervisor.show(id).await);
    let found: Metrics = supervisor.get(&format!("/v1/metrics?{span}")).await;
    found.figures.into_iter().find(|figure| figure.code == code).unwrap()
}

#[tokio::test]
async fn the_assistants_work_is_counted_apart() {
    let shop = open().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let alone = buyer.conversation().await;
    buyer.say(&alone, "可以放洗碗机吗").await;
    let nothing = figure(&shop, &alone, FigureCode::SelfService).await;
    assert_eq!((nothing.value, nothing.denominator), (None, Some(0)), "not decided yet");
    for (code, expected) in [
        (FigureCode::FirstResponse, Some(0)),
        (FigureCode::AverageResponse, Some(0)),
        (FigureCode::ReplyInTime, Some(0)),
    ] {
        assert_eq!(figure(&shop, &alone, code).await.denominator, expected);
    }
    assert_eq!(figure(&shop, &alone, FigureCode::AnswerRatio).await.numerator, Some(0));
    close(&agent, &alone).await;

    let handed = shop.user("buyer-2").await;
    let id = handed.conversation().await;
    handed.say(&id, "可以放洗碗机吗").await;
    handed.say(&id, "转人工").await;
    agent.say(&id, "您好").await;
    // Only greeted, and answered by people.
    let greeted = shop.user("buyer-3").await;
    let other = greeted.conversation().await;
    greeted.say(&other, "你好").await;
    agent.say(&other, "您好").await;

    for (code, label) in [(FigureCode::SelfService, "自助率"), (FigureCode::HandOver, "转人工率")] {
        let figure = figure(&shop, &id, code).await;
        assert_eq!((figure.value, figure.numerator, figure.denominator), (Some(5_000), Some(1), Some(2)));
        assert_eq!(figure.label.as_deref(), Some(label));
    }
    assert_eq!(figure(&shop, &id, FigureCode::FirstResponse).await.denominator, Some(2));
    assert_eq!(figure(&shop, &id, FigureCode::Waiting).await.value, Some(0));
}
