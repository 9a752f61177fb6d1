//! Several clients of one identity: to locks and channels they are tabs, even on one page.
#![allow(clippy::unwrap_used)]
#![cfg(target_arch = "wasm32")]

mod support;

use kefu_client::core::{Compose, Draft, Input};
use kefu_contract::{Content, OpenContext};
use support::name;
use support::world::{World, connect, ordinary, until};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Another tab gets the lead within so many milliseconds, says the contract of the tabs.
const MOVED_MS: f64 = 2_000.0;

async fn tab(identity: &str) -> World {
    let tab = connect(Some(identity), |path, _| ordinary(path));
    until("a session", || tab.client.read(|core| core.session().is_some())).await;
    tab
}

/// Two tabs, the one that leads first.
async fn two() -> (World, World) {
    let identity = name();
    let (first, second) = (tab(&identity).await, tab(&identity).await);
    until("one follows", || follows(&second)).await;
    assert!(!follows(&first));
    (first, second)
}

fn follows(tab: &World) -> bool {
    tab.client.read(|core| core.is_follower())
}

fn streams(tab: &World) -> usize {
    tab.server.asked.borrow().iter().filter(|asked| asked.starts_with("/v1/events")).count()
}

fn say(tab: &World, text: &str) {
    tab.client.dispatch(Input::Compose(Box::new(Compose {
        conversation: None,
        context: OpenContext::default(),
        content: Content::text(text),
        visibility: None,
        files: vec![],
    })));
}

#[wasm_bindgen_test]
async fn one_tab_listens_and_the_next_one_does_when_it_is_closed() {
    let (leader, follower) = two().await;
    until("a stream", || streams(&leader) > 0).await;
    assert_eq!(streams(&follower), 0);
    let closed = js_sys::Date::now();
    leader.client.close();
    until("the lead moves", || !follows(&follower)).await;
    until("a stream of the new leader", || streams(&follower) > 0).await;
    assert!(js_sys::Date::now() - closed < MOVED_MS);
    follower.client.close();
}

#[wasm_bindgen_test]
async fn what_a_follower_writes_the_leader_sends() {
    let (leader, follower) = two().await;
    say(&follower, "hello");
    let opens = |tab: &World| {
        // Opening a conversation posts where listing gets; a second request there is the opening.
        tab.server.asked.borrow().iter().filter(|asked| asked.starts_with("/v1/conversations")).count()
    };
    until("sent by the leader", || opens(&leader) > 1).await;
    assert_eq!(opens(&follower), 1, "its list alone");
    assert_eq!(follower.client.read(|core| core.outbox().entries().len()), 1);
    leader.client.close();
    follower.client.close();
}

#[wasm_bindgen_test]
async fn what_is_being_written_is_in_both() {
    let (one, other) = two().await;
    let draft = Draft { conversation: None, text: "half a".into(), files: vec![] };
    one.client.dispatch(Input::Draft(Box::new(draft.clone())));
    until("the same draft", || other.client.read(|core| core.draft(None).cloned()) == Some(draft.clone()))
        .await;
    one.client.close();
    other.client.close();
}
