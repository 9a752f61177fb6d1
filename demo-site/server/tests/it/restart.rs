//! What a restart must not change.

use crate::harness::Shop;
use serde_json::json;

#[tokio::test]
async fn nothing_is_lost_and_numbers_go_on() {
    let shop = Shop::open().await;
    let buyer = shop.user("buyer-1").await;
    let (_, conversation) = buyer.open(json!({ "product_id": "mug-01" })).await;
    let body =
        json!({ "client_id": crate::harness::key(), "content": { "type": "text", "text": "重启之前" } });
    let path = format!("/v1/conversations/{}/messages", conversation.id);
    let first: kefu_contract::Message = buyer.post(&path, &body).await.json().await.unwrap();
    let (seq, token) = (buyer.session().await.stream.seq, buyer.token.clone());
    let cursor = {
        buyer.say(&conversation.id, "再说一句").await;
        buyer.messages(&conversation.id, "limit=1").await.before.unwrap().0
    };

    let shop = shop.restart_with(&[]).await;
    // The old token, the old cursor, the old key: all still good.
    let buyer = crate::harness::User { shop: &shop, token };
    let before = buyer.messages(&conversation.id, &format!("before={cursor}")).await;
    assert_eq!(before.items, std::slice::from_ref(&first));
    let again = buyer.post(&path, &body).await;
    assert_eq!(again.status(), reqwest::StatusCode::OK);
    assert_eq!(again.json::<kefu_contract::Message>().await.unwrap(), first);

    let mut stream = buyer.listen(&format!("after={seq}")).await;
    assert_eq!(stream.next().await.event().seq, Some(seq + 1));
    let message = buyer.say(&conversation.id, "重启之后").await;
    assert_eq!(message.position, 3);
    let heard = stream.next().await.event();
    assert_eq!((heard.seq, heard.message), (Some(seq + 2), Some(message)));
}

#[tokio::test]
async fn stopping_leaves_one_file_behind() {
    let shop = Shop::open().await;
    let buyer = shop.user("buyer-1").await;
    buyer.conversation().await;
    drop(buyer);
    let folder = shop.stop().await;
    let journal = folder.path().join("kefu.sqlite-wal");
    assert!(!journal.exists() || std::fs::metadata(journal).unwrap().len() == 0);
}
