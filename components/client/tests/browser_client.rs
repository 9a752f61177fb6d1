//! The client with a world of the test's own around it.
#![allow(clippy::unwrap_used)]
#![cfg(target_arch = "wasm32")]

mod support;

use kefu_client::Connection;
use kefu_client::core::Input;
use kefu_contract::ConversationId;
use support::world::{REFUSAL, SERVER_TIME, connect, ordinary, until};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
async fn countdowns_follow_the_servers_clock_whatever_this_one_says() {
    let world = connect(None, |path, _| ordinary(path));
    world.clock.set(86_400_000);
    until("a session", || world.client.read(|core| core.session().is_some())).await;
    // Half the time of the call may have been added.
    let off = world.client.server_now().unix_ms - SERVER_TIME;
    assert!((0..1_000).contains(&off), "{off} ms");
    world.clock.set(world.clock.get() + 5_000);
    assert_eq!(world.client.server_now().unix_ms - SERVER_TIME - off, 5_000);
    world.client.close();
}

#[wasm_bindgen_test]
async fn credentials_are_renewed_once_and_everything_goes_on_with_them() {
    let world = connect(None, |path, token| match token {
        "Bearer token-1" if path != "/v1/session" => (401, REFUSAL),
        _ => ordinary(path),
    });
    let listed =
        || world.server.asked.borrow().iter().any(|asked| asked == "/v1/conversations Bearer token-2");
    until("the list with fresh credentials", listed).await;
    assert_eq!(world.tokens.get(), 2);
    world.client.close();
}

#[wasm_bindgen_test]
async fn credentials_refused_again_end_in_a_state_and_no_loop() {
    let world = connect(None, |_, _| (401, REFUSAL));
    let connection = || world.client.read(|core| core.connection());
    until("signed out", || connection() == Connection::SignedOut).await;
    let asked = world.server.asked.borrow().len();
    assert_eq!((asked, world.tokens.get()), (2, 2), "asked twice, each time with what the host gave");
    let own = world.client.read(|core| core.own_conversation());
    assert_eq!(own, None::<ConversationId>);
    world.client.dispatch(Input::Wake);
    until("tried once more when looked at", || world.server.asked.borrow().len() > asked).await;
    until("signed out again", || connection() == Connection::SignedOut).await;
    assert_eq!(world.server.asked.borrow().len(), asked + 1);
    world.client.close();
}
