//! Offers: which fit, for whom, and in which order.

use crate::{
    harness::{Shop, User, key, problem},
    purchases::{buy, place, unpaid},
};
use kefu_contract::{Offer, OfferKind, Page, ProblemCode};
use reqwest::{Method, StatusCode};
use serde_json::json;
use std::collections::BTreeSet;

async fn list(user: &User<'_>, query: &str) -> Vec<Offer> {
    user.get::<Page<Offer>>(&format!("/v1/offers?limit=100&{query}")).await.items
}

async fn find(user: &User<'_>, query: &str, id: &str) -> Option<Offer> {
    list(user, query).await.into_iter().find(|offer| offer.id.as_str() == id)
}

/// Whether an offer can be used, and why not.
async fn judged(user: &User<'_>, query: &str, id: &str) -> Result<(), String> {
    let offer = find(user, query, id).await.unwrap();
    assert_eq!(offer.eligible, offer.ineligible_reason.is_none());
    offer.ineligible_reason.map_or(Ok(()), Err)
}

#[tokio::test]
async fn there_are_offers_of_every_kind_and_none_that_is_over() {
    let shop = Shop::open().await;
    let agent = shop.user("agent-1").await;
    let all = list(&agent, "").await;
    let kinds: BTreeSet<_> = all.iter().map(|offer| offer.kind.as_str().to_owned()).collect();
    assert_eq!(kinds.len(), OfferKind::KNOWN.len());
    assert!(all.iter().all(|offer| offer.id.as_str() != "of-tea-week"));
    let first_denied = all.iter().position(|offer| !offer.eligible).unwrap();
    assert!(all[first_denied..].iter().all(|offer| !offer.eligible), "what may be used comes first");
    let english = agent.get_english::<Page<Offer>>("/v1/offers?kind=bundle").await.items;
    assert_eq!(english.len(), 2);
    assert_eq!(english[0].products[0].title, "Celadon lidded tea mug, 400 ml");
    let texts = |offer: &Offer| format!("{}{:?}", offer.title, offer.terms);
    assert!(
        all.iter().all(|offer| !texts(offer).is_ascii())
            && english.iter().all(|offer| texts(offer).replace('¥', "").is_ascii())
    );

    // Page by page the same.
    let (mut paged, mut path) = (Vec::new(), "/v1/offers?limit=4".to_owned());
    loop {
        let page: Page<Offer> = agent.get(&path).await;
        paged.extend(page.items);
        let Some(after) = page.after else { break };
        path = format!("/v1/offers?limit=4&after={}", after.0);
    }
    assert_eq!(paged, all);
}

#[tokio::test]
async fn buyers_ask_for_themselves() {
    let shop = Shop::open().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let own = list(&buyer, "").await;
    assert_eq!(own, list(&buyer, "buyer_id=buyer-1").await);
    assert_eq!(own, list(&agent, "buyer_id=buyer-1").await, "staff see what the buyer would");
    let other = place(&shop, unpaid("buyer-2", 1, 5_900)).await;
    for (user, query, code) in [
        (&buyer, "buyer_id=buyer-2".to_owned(), ProblemCode::Forbidden),
        (&buyer, "buyer_id=nobody".to_owned(), ProblemCode::Forbidden),
        (&buyer, format!("order_id={}", other.id), ProblemCode::NotFound),
        (&buyer, "order_id=o-none".to_owned(), ProblemCode::NotFound),
        (&agent, "buyer_id=nobody".to_owned(), ProblemCode::NotFound),
        (&agent, "product_id=mug-99".to_owned(), ProblemCode::NotFound),
        (&agent, format!("buyer_id=buyer-1&order_id={}", other.id), ProblemCode::NotFound),
        (&agent, "limit=0".to_owned(), ProblemCode::InvalidQuery),
        (&agent, "product_id=%C3%97".to_owned(), ProblemCode::InvalidQuery),
        (&agent, "order_id=".to_owned(), ProblemCode::InvalidQuery),
        (&agent, "after=x".to_owned(), ProblemCode::InvalidCursor),
    ] {
        let answer = user.request(Method::GET, &format!("/v1/offers?{query}")).send().await.unwrap();
        assert_eq!(problem(answer).await.code, code, "{query}");
    }
}

#[tokio::test]
async fn an_offer_knows_the_buyer() {
    let shop = Shop::open().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    assert_eq!(judged(&buyer, "", "of-new-10").await, Ok(()));
    assert_eq!(judged(&buyer, "", "of-vip-25").await, Err("VIP 会员及以上可用".to_owned()));
    assert_eq!(judged(&agent, "", "of-vip-25").await, Ok(()), "asked for nobody in particular");
    for number in 1..=3 {
        buy(&buyer, "buyer-1", number, 120_000).await;
    }
    assert_eq!(judged(&buyer, "", "of-new-10").await, Err("仅限首次下单的新客".to_owned()));
    assert_eq!(judged(&buyer, "", "of-vip-25").await, Ok(()));
    assert_eq!(judged(&buyer, "", "of-wednesday-15").await, Err("已经领完".to_owned()));
    let english = buyer.get_english::<Page<Offer>>("/v1/offers?limit=100").await.items;
    let reason = english.iter().find(|offer| offer.id.as_str() == "of-new-10").unwrap();
    assert_eq!(reason.ineligible_reason.as_deref(), Some("Only for a first order"));
}

#[tokio::test]
async fn an_offer_knows_what_is_to_be_bought() {
    let shop = Shop::open().await;
    let (buyer, agent) = (shop.user("buyer-8").await, shop.user("agent-1").await);
    // A glass for ¥69: on sale now, in no bundle, far from any threshold.
    let glass = list(&agent, "product_id=mug-05").await;
    assert_eq!(glass[0].id.as_str(), "of-flash-glass");
    assert!(glass.iter().all(|offer| offer.products.is_empty() || offer.kind == OfferKind::FlashSale));
    assert_eq!(judged(&agent, "product_id=mug-05", "of-spend-199").await, Err("还差 ¥130.00".to_owned()));
    assert_eq!(judged(&agent, "product_id=lamp-01", "of-spend-199").await, Ok(()));
    assert_eq!(find(&agent, "product_id=lamp-01", "of-flash-glass").await, None);

    // An order of mugs for ¥450: the larger reduction comes first.
    let order = place(&shop, unpaid("buyer-8", 1, 45_000)).await;
    let query = format!("order_id={}", order.id);
    let best = list(&buyer, &query).await;
    assert_eq!((best[0].id.as_str(), best[1].id.as_str()), ("of-spend-399", "of-gift-299"));
    assert_eq!(best, list(&agent, &query).await, "the order is its buyer's");
    assert_eq!(judged(&buyer, &query, "of-vip-25").await, Err("VIP 会员及以上可用".to_owned()));
    let only = list(&buyer, &format!("{query}&kind=gift")).await;
    assert_eq!(only.iter().map(|offer| offer.id.as_str()).collect::<Vec<_>>(), ["of-gift-299"]);

    // Paid, nothing can be taken off any more.
    let pay = json!({
        "client_id": key(), "version": order.version, "code": "order.pay", "payment_method": "balance",
    });
    let paid = buyer.post(&format!("/v1/orders/{}/actions", order.id), &pay).await;
    assert_eq!(paid.status(), StatusCode::OK);
    assert!(list(&buyer, &query).await.iter().all(|offer| !offer.eligible));
}

#[tokio::test]
async fn windows_open_and_close_by_the_shops_clock() {
    let shop = Shop::open_with(&["--test-clock"]).await;
    let agent = shop.user("agent-1").await;
    assert_eq!(judged(&agent, "", "of-flash-glass").await, Ok(()));
    assert_eq!(judged(&agent, "", "of-flash-lamp").await, Err("活动还没有开始".to_owned()));
    let forward = shop.request(Method::POST, "/demo/clock").json(&json!({ "seconds": 3 * 86_400 }));
    assert_eq!(forward.send().await.unwrap().status(), StatusCode::OK);
    assert_eq!(find(&agent, "", "of-flash-glass").await, None);
    assert_eq!(judged(&agent, "", "of-flash-lamp").await, Ok(()));
}
