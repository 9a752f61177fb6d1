//! Documents and conversations: newer, older, gone.

use super::*;

#[test]
fn a_conversation_the_server_no_longer_has_is_forgotten() {
    let mut bench = Bench::new();
    bench.step(Input::Restored(Box::new(Restored {
        owner: Some("buyer-1".into()),
        conversations: vec![conversation("phantom", 40), conversation("c", 40)],
        outbox: vec![],
        drafts: vec![],
    })));
    bench.answer(Call::Session, Reply::Session(Box::new(session("buyer-1", 0))));
    let list = Reply::Conversations(page(vec![conversation("c", 1)]));
    let effects = bench.answer(Call::Conversations(None), list);
    assert!(effects.iter().any(|e| matches!(e, Effect::Save(Save::Drop(id)) if id.as_str() == "phantom")));
    let known: Vec<(&str, u64)> = bench.core.conversations().map(|c| (c.id.as_str(), c.version)).collect();
    assert_eq!(known, [("c", 1)], "and what is cached never outweighs what the server says");
}

fn shown(bench: &Bench) -> Option<(u64, bool)> {
    match bench.core.document(&case(0).of) {
        Look::There { document, fresh } => Some((document.version, fresh)),
        Look::Awaited | Look::Missing => None,
    }
}

#[test]
fn a_document_shows_from_the_store_and_grows_newer_only() {
    let mut bench = Bench::live(0);
    let effects = bench.step(Input::Watch(case(0).of));
    assert!(matches!(effects[..], [Effect::LoadDocument(_), Effect::Call(Call::Document(_))]));
    bench.step(Input::CachedDocument(Box::new(case(9))));
    assert_eq!(shown(&bench), Some((9, false)), "old, and said to be");
    bench.answer(Call::Document(case(0).of), Reply::Document(Box::new(case(4))));
    assert_eq!(shown(&bench), Some((4, true)), "what the store had never outweighs the server");
    bench.step(Input::Document(Box::new(case(5))));
    bench.step(Input::Document(Box::new(case(3))));
    assert_eq!(shown(&bench), Some((5, true)));
    let gone = Input::Answer(Call::Document(case(0).of), Err(refusal(ProblemCode::NotFound)));
    assert!(bench.step(gone).iter().any(|e| matches!(e, Effect::Save(Save::DropDocument(_)))));
    assert_eq!(bench.core.document(&case(0).of), Look::Missing);
}

#[test]
fn what_is_no_longer_on_screen_is_not_asked_for_again() {
    let mut bench = Bench::live(0);
    bench.step(Input::Watch(case(0).of));
    bench.step(Input::Watch(case(0).of));
    bench.step(Input::Unwatch(case(0).of));
    let asked = |effects: &[Effect]| calls(effects).iter().any(|call| matches!(call, Call::Document(_)));
    assert!(asked(&bench.step(Input::StreamReset(5))), "one view is left");
    bench.step(Input::Unwatch(case(0).of));
    assert!(!asked(&bench.step(Input::StreamReset(9))));
}

#[test]
fn after_a_day_of_chats_missed_events_ask_for_a_few_only() {
    let mut bench = Bench::live(0);
    for n in 0..100 {
        bench.step(Input::Show(ConversationId(format!("c{n}"))));
    }
    let effects = bench.step(Input::StreamReset(5));
    let newest = calls(&effects).into_iter().filter(|call| matches!(call, Call::Newest(..))).count();
    assert_eq!(newest, REFETCHED);
    assert!(bench.core.timeline(&"c99".into()).is_some(), "what is on screen stays");
}
