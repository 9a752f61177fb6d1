//! Random lives of conversations: whatever people try, status, waiting and ratings stay sound.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use kefu_contract::*;
use kefu_rules::conversation::{Applied, Context, Fact, Kept, RatingState, act, actions, update, wake};
use kefu_rules::language::Language;
use kefu_rules::order::Refused;
use proptest::prelude::*;
use std::sync::LazyLock;

const HOUR: i64 = 3_600_000;
const NOW: Timestamp = Timestamp::from_unix_ms(1_800_000_000_000);

fn person(id: &str, role: Role) -> Person {
    Person { id: id.into(), name: id.to_owned(), role, avatar_url: None }
}

fn everybody() -> [Person; 6] {
    [
        person("b", Role::Buyer),
        person("x", Role::Buyer),
        person("a1", Role::Agent),
        person("a2", Role::Agent),
        person("s", Role::Supervisor),
        person("bot", Role::Bot),
    ]
}

/// A fresh conversation of the buyer `b`.
fn fresh() -> Conversation {
    static FRESH: LazyLock<Conversation> = LazyLock::new(|| {
        serde_json::from_value(serde_json::json!({
            "id": "c", "version": 1, "buyer": person("b", Role::Buyer), "status": "open", "unread": 0,
            "created_at": NOW, "updated_at": NOW,
        }))
        .unwrap()
    });
    FRESH.clone()
}

fn limits() -> Limits {
    let chars = |max| LengthLimit { max, unit: LengthUnit::Chars };
    Limits {
        message_text: chars(8),
        body_bytes: 1_000,
        page_size: 10,
        upload: None,
        evidence: None,
        texts: vec![TextLimit { field: TextField::Note, limit: chars(6) }],
    }
}

fn client_id() -> ClientId {
    "01980a5d-ac96-774b-bcce-b302099a8057".into()
}

fn ask(conversation: &Conversation, code: ConversationActionCode) -> ActOnConversation {
    ActOnConversation {
        client_id: client_id(),
        version: conversation.version,
        code,
        text: None,
        to: None,
        reason: None,
        score: None,
    }
}

fn patch(conversation: &Conversation) -> UpdateConversation {
    UpdateConversation {
        client_id: client_id(),
        version: conversation.version,
        status: None,
        snooze_until: None,
        assignee_id: None,
        tags: None,
    }
}

#[derive(Debug, Clone)]
struct Try {
    who: usize,
    code: usize,
    wrong: bool,
    choice: usize,
    wait_h: i64,
}

fn attempt() -> impl Strategy<Value = Try> {
    (0usize..6, 0usize..13, prop::bool::weighted(0.2), 0usize..6, 0i64..30)
        .prop_map(|(who, code, wrong, choice, wait_h)| Try { who, code, wrong, choice, wait_h })
}

/// What is asked for with `code`, filled rightly or wrongly, and what becomes of it.
fn tried(
    conversation: &Conversation,
    code: &str,
    t: &Try,
    ctx: &Context,
) -> (Result<Applied, Refused>, Option<&'static str>) {
    use ConversationActionCode as Code;
    let mut r = ask(conversation, code.into());
    let mut p = patch(conversation);
    let pick = |wrong: &'static str| t.wrong.then_some(wrong);
    let wrong = match &r.code {
        Code::Note => {
            r.text = Some(if t.wrong { "  " } else { "记下" }.into());
            pick("/text")
        }
        Code::Transfer => {
            let to = ctx.staff.iter().find(|p| {
                p.role.is_staff() && p.id != ctx.viewer.id && Some(*p) != conversation.assignee.as_ref()
            });
            let wrong = ["b", "bot", "nobody", ctx.viewer.id.as_str()][t.choice % 4];
            r.to = if t.wrong { Some(wrong.into()) } else { to.map(|to| to.id.clone()) };
            r.reason = Some("超出权限".into());
            pick("/to")
        }
        Code::Rate => {
            r.score = Some(if t.wrong { [0, 6, 255][t.choice % 3] } else { 1 + (t.choice % 5) as u8 });
            pick("/score")
        }
        Code::Release | Code::AskRating | Code::AskHuman => {
            r.score = t.wrong.then_some(5);
            pick("/score")
        }
        Code::Snooze => {
            let until = ctx.now.plus_ms(if t.wrong { 0 } else { 5 * HOUR });
            (p.status, p.snooze_until) = (Some(ConversationStatus::Snoozed), Some(until));
            return (update(conversation, &p, ctx), pick("/snooze_until"));
        }
        Code::Close | Code::Reopen => {
            let closed = r.code == Code::Close;
            p.status = Some(if closed { ConversationStatus::Closed } else { ConversationStatus::Open });
            p.snooze_until = t.wrong.then_some(ctx.now.plus_ms(HOUR));
            return (update(conversation, &p, ctx), pick("/snooze_until"));
        }
        Code::Send | Code::Other(_) => Some("/code"),
    };
    (act(conversation, &r, ctx), wrong)
}

/// What must hold between a conversation and what comes after it.
fn followed(
    before: &Conversation,
    code: &str,
    applied: &Applied,
    ctx: &Context,
) -> Result<(), TestCaseError> {
    let (after, kept) = (&applied.conversation, &applied.kept);
    let same = Conversation { version: before.version, updated_at: before.updated_at, ..after.clone() };
    let changed = same != *before || *kept != ctx.kept;
    prop_assert_eq!(after.version - before.version, u64::from(changed));
    prop_assert_eq!(kept.snooze_until.is_some(), after.status == ConversationStatus::Snoozed);
    prop_assert!(after.status != ConversationStatus::Closed || after.waiting_since.is_none());
    // Nothing but the buyer's own wish starts a wait, and nothing but the end stops one.
    if after.waiting_since != before.waiting_since {
        prop_assert!(["conversation.close", "conversation.ask_human"].contains(&code));
    }
    prop_assert!(
        before.waiting_since.is_none()
            || code == "conversation.close"
            || after.waiting_since == before.waiting_since
    );
    prop_assert!(after.assignee.as_ref().is_none_or(|person| person.role.is_staff()));
    let rated = applied.facts.iter().any(|fact| matches!(fact, Fact::Rated { .. }));
    prop_assert_eq!(rated, code == "conversation.rate");
    if rated {
        let invited = ctx.kept.rating == RatingState::Asked
            || (ctx.kept.rating == RatingState::NotAsked && before.status == ConversationStatus::Closed);
        prop_assert!(invited && kept.rating == RatingState::Given);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_lives_stay_sound(tries in prop::collection::vec(attempt(), 1..20)) {
        let (people, limits) = (everybody(), limits());
        let (mut conversation, mut kept, mut now) = (fresh(), Kept::default(), NOW);
        for t in &tries {
            now = now.plus_ms(t.wait_h * HOUR);
            let viewer = &people[t.who];
            let ctx = Context { limits: Some(&limits), staff: &people, kept, ..Context::new(viewer, now) };
            for viewer in &people {
                let told = actions(&conversation, &Context { viewer, ..ctx });
                prop_assert_eq!(told.is_empty(), ["x", "bot"].contains(&viewer.id.as_str()));
                for action in told {
                    prop_assert_eq!(action.enabled, action.reason.is_none(), "{}", &action.code);
                    prop_assert!(action.reason.is_none_or(|reason| !reason.is_empty()));
                }
            }
            let applied = match ConversationActionCode::KNOWN.get(t.code) {
                Some(code) => {
                    let told = actions(&conversation, &ctx).into_iter().find(|action| action.code == *code);
                    let allowed = told.is_some_and(|action| action.enabled);
                    let (done, wrong) = tried(&conversation, code, t, &ctx);
                    match (&done, wrong) {
                        (Ok(applied), None) => {
                            prop_assert!(allowed, "{} was denied", code);
                            followed(&conversation, code, applied, &ctx)?;
                        }
                        (Err(refused), Some(at)) if allowed => {
                            prop_assert_eq!(&refused.errors[0].pointer, at);
                            prop_assert_eq!(&refused.errors[0].code, &refused.code);
                        }
                        (Err(refused), _) => {
                            prop_assert!(!allowed && refused.detail.is_some(), "{}: {:?}", code, refused);
                        }
                        (Ok(_), Some(at)) => prop_assert!(false, "{} is wrong at {}", code, at),
                    }
                    done.ok()
                }
                None if t.code == 10 => {
                    let woken = wake(&conversation, kept, now);
                    let due = kept.snooze_until.is_some_and(|until| until <= now);
                    prop_assert_eq!(woken.is_some(), due && conversation.status == ConversationStatus::Snoozed);
                    woken
                }
                // A message of the buyer, as the server takes it.
                None => {
                    conversation.status = ConversationStatus::Open;
                    conversation.waiting_since.get_or_insert(now);
                    kept.snooze_until = None;
                    None
                }
            };
            if let Some(applied) = applied {
                (conversation, kept) = (applied.conversation, applied.kept);
            }
        }
    }
}

fn agent() -> Person {
    person("a1", Role::Agent)
}

#[test]
fn a_transfer_tells_the_colleague_why() {
    let (people, agent) = (everybody(), agent());
    let ctx = Context { staff: &people, ..Context::new(&agent, NOW) };
    let snoozed = Conversation { status: ConversationStatus::Snoozed, ..fresh() };
    let told = actions(&snoozed, &ctx);
    let transfer = told.iter().find(|action| action.code == "conversation.transfer").unwrap();
    let to = &transfer.input.as_ref().unwrap().fields[0];
    assert_eq!(to.options.iter().map(|option| option.value.as_str()).collect::<Vec<_>>(), ["a2", "s"]);

    let request = ActOnConversation {
        to: Some("s".into()),
        reason: Some("金额超出权限".into()),
        ..ask(&snoozed, ConversationActionCode::Transfer)
    };
    let done = act(&snoozed, &request, &ctx).unwrap();
    assert_eq!(done.conversation.assignee.as_ref().unwrap().id.as_str(), "s");
    assert_eq!((done.conversation.status, done.conversation.version), (ConversationStatus::Open, 2));
    let passed = Fact::Transferred { from: "a1".into(), to: "s".into() };
    let chinese = "a1 将会话转给 s：金额超出权限".into();
    let english = "a1 handed the conversation to s: 金额超出权限".into();
    assert_eq!(done.facts, [passed, Fact::Notice { chinese, english }]);

    let silent = ActOnConversation { reason: None, ..request };
    assert_eq!(act(&snoozed, &silent, &ctx).unwrap_err().errors[0].pointer, "/reason");
    let alone = Context { staff: &people[..3], ..ctx };
    let denied = act(&snoozed, &silent, &alone).unwrap_err();
    assert_eq!((denied.code, denied.detail.is_some()), (ProblemCode::ActionNotAllowed, true));
}

#[test]
fn texts_have_limits_and_versions_count() {
    let (limits, agent, buyer) = (limits(), agent(), person("b", Role::Buyer));
    let ctx = Context { limits: Some(&limits), ..Context::new(&agent, NOW) };
    let mut request = ask(&fresh(), ConversationActionCode::Note);
    request.text = Some("一二三四五六七".into());
    let long = act(&fresh(), &request, &ctx).unwrap_err();
    assert_eq!(
        (long.code, long.errors[0].pointer.as_str(), long.errors[0].max),
        (ProblemCode::TextTooLong, "/text", Some(6))
    );
    request.text = Some("一二三".into());
    let noted = act(&fresh(), &request, &ctx).unwrap();
    // The message the server adds counts the conversation up.
    assert_eq!((noted.conversation, noted.facts), (fresh(), vec![Fact::Note("一二三".into())]));
    request.version = 0;
    assert_eq!(act(&fresh(), &request, &ctx).unwrap_err().code, ProblemCode::VersionConflict);
    let stale = UpdateConversation { version: 7, ..patch(&fresh()) };
    assert_eq!(update(&fresh(), &stale, &ctx).unwrap_err().errors[0].pointer, "/version");

    let closed = Conversation { status: ConversationStatus::Closed, ..fresh() };
    let mut rate = ask(&closed, ConversationActionCode::Rate);
    (rate.score, rate.reason) = (Some(4), Some("一二三四五六七八九".into()));
    let ctx = Context { viewer: &buyer, ..ctx };
    assert_eq!(act(&closed, &rate, &ctx).unwrap_err().errors[0].max, Some(8));
    rate.reason = Some(" ".into());
    assert_eq!(act(&closed, &rate, &ctx).unwrap().facts, [Fact::Rated { score: 4, reason: None }]);
}

#[test]
fn a_rating_is_given_once_per_asking() {
    let (agent, buyer) = (agent(), person("b", Role::Buyer));
    let step = |conversation: &Conversation, kept: Kept, code: ConversationActionCode| {
        let viewer = if code == ConversationActionCode::Rate { &buyer } else { &agent };
        let score = (code == ConversationActionCode::Rate).then_some(5);
        let ctx = Context { kept, ..Context::new(viewer, NOW) };
        act(conversation, &ActOnConversation { score, ..ask(conversation, code) }, &ctx)
    };
    let (mut conversation, mut kept) = (fresh(), Kept::default());
    use ConversationActionCode::{AskRating, Rate};
    for (code, allowed) in [
        (Rate, false),
        (AskRating, true),
        (AskRating, false),
        (Rate, true),
        (Rate, false),
        (AskRating, true),
        (Rate, true),
    ] {
        let done = step(&conversation, kept, code.clone());
        assert_eq!(done.is_ok(), allowed, "{code:?}: {done:?}");
        if let Ok(done) = done {
            (conversation, kept) = (done.conversation, done.kept);
        }
    }
    let close = UpdateConversation { status: Some(ConversationStatus::Closed), ..patch(&conversation) };
    let closed = update(&conversation, &close, &Context { kept, ..Context::new(&agent, NOW) }).unwrap();
    let rated = step(&closed.conversation, closed.kept, Rate).unwrap();
    assert!(step(&rated.conversation, rated.kept, Rate).is_err());
}

#[test]
fn closing_ends_the_wait_and_reopening_does_not_bring_it_back() {
    let agent = agent();
    let ctx = Context::new(&agent, NOW.plus_ms(HOUR));
    let waiting = Conversation { waiting_since: Some(NOW), ..fresh() };
    let to = |conversation: &Conversation, status| {
        update(conversation, &UpdateConversation { status: Some(status), ..patch(conversation) }, &ctx)
    };
    let closed = to(&waiting, ConversationStatus::Closed).unwrap().conversation;
    assert_eq!((closed.waiting_since, closed.version, closed.updated_at), (None, 2, ctx.now));
    let open = to(&closed, ConversationStatus::Open).unwrap().conversation;
    assert_eq!((open.status.clone(), open.waiting_since), (ConversationStatus::Open, None));
    assert_eq!(to(&open, ConversationStatus::Open).unwrap_err().code, ProblemCode::ActionNotAllowed);
    assert_eq!(to(&open, "archived".into()).unwrap_err().errors[0].pointer, "/status");
}

#[test]
fn who_looks_after_it_is_said_by_oneself_or_a_supervisor() {
    let (people, agent, supervisor) = (everybody(), agent(), person("s", Role::Supervisor));
    let assign = |conversation: &Conversation, viewer, to: &str| {
        let request = UpdateConversation { assignee_id: Some(to.into()), ..patch(conversation) };
        update(
            conversation,
            &request,
            &Context { staff: &people, lang: Language::English, ..Context::new(viewer, NOW) },
        )
    };
    let taken = assign(&fresh(), &agent, "a1").unwrap();
    let english = "a1 took the conversation over".into();
    assert_eq!(taken.facts, [Fact::Notice { chinese: "a1 接手了会话".into(), english }]);
    assert_eq!(assign(&taken.conversation, &agent, "a1").unwrap().conversation, taken.conversation);
    assert_eq!(assign(&fresh(), &agent, "a2").unwrap_err().code, ProblemCode::Forbidden);
    let moved = assign(&taken.conversation, &supervisor, "a2").unwrap();
    assert_eq!(moved.facts[0], Fact::Transferred { from: "a1".into(), to: "a2".into() });
    for nobody in ["b", "bot", "gone"] {
        let refused = assign(&fresh(), &supervisor, nobody).unwrap_err();
        assert_eq!(refused.errors[0].pointer, "/assignee_id", "{nobody}");
    }
    let closed = Conversation { status: ConversationStatus::Closed, ..fresh() };
    assert!(assign(&closed, &agent, "a1").unwrap_err().detail.is_some());
    let buyer = person("b", Role::Buyer);
    assert_eq!(assign(&fresh(), &buyer, "a1").unwrap_err().code, ProblemCode::Forbidden);
}

#[test]
fn labels_say_something_once() {
    let agent = agent();
    let label = |tags: &[&str]| {
        let tags = Some(tags.iter().map(|tag| (*tag).to_owned()).collect());
        update(&fresh(), &UpdateConversation { tags, ..patch(&fresh()) }, &Context::new(&agent, NOW))
    };
    assert_eq!(label(&["售后", " 急 "]).unwrap().conversation.tags, ["售后", "急"]);
    assert_eq!(label(&["售后", " "]).unwrap_err().errors[0].pointer, "/tags/1");
    assert_eq!(label(&["急", "售后", "急 "]).unwrap_err().errors[0].pointer, "/tags/2");
    assert_eq!(label(&[]).unwrap().conversation, fresh());
}

#[test]
fn other_buyers_and_bots_are_told_why_not() {
    for (viewer, why) in
        [(person("x", Role::Buyer), "这不是您的会话"), (person("bot", Role::Bot), "当前身份不能执行此操作")]
    {
        let request = ask(&fresh(), ConversationActionCode::AskHuman);
        let refused = act(&fresh(), &request, &Context::new(&viewer, NOW)).unwrap_err();
        assert_eq!((refused.code, refused.detail.as_deref()), (ProblemCode::Forbidden, Some(why)));
    }
}

#[test]
fn asking_for_a_human_starts_the_wait() {
    let buyer = person("b", Role::Buyer);
    let closed = Conversation { status: ConversationStatus::Closed, assignee: Some(agent()), ..fresh() };
    let ask_human = |conversation: &Conversation, kept| {
        let request = ask(conversation, ConversationActionCode::AskHuman);
        act(conversation, &request, &Context { kept, ..Context::new(&buyer, NOW) })
    };
    let asked = ask_human(&closed, Kept::default()).unwrap();
    assert_eq!(
        (&asked.conversation.status, &asked.conversation.assignee),
        (&ConversationStatus::Open, &None)
    );
    assert_eq!((asked.conversation.waiting_since, asked.kept.human_asked), (Some(NOW), true));
    assert_eq!(asked.facts[0], Fact::AskHuman);
    assert!(ask_human(&asked.conversation, asked.kept).unwrap_err().detail.is_some());
    let served = Conversation { assignee: Some(agent()), ..fresh() };
    assert!(ask_human(&served, Kept::default()).unwrap_err().detail.is_some());
}
