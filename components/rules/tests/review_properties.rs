//! Random lives of reviews: whatever people try, windows, counts and reasons stay sound.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use kefu_contract::*;
use kefu_rules::language::Language;
use kefu_rules::order::{self, Refused, deadlines, record_reviews};
use kefu_rules::policy::Policy;
use kefu_rules::review::{
    Applied, Context, Fact, act, actions, default_review, moderate, refresh, refresh_at, reply, window, write,
};
use proptest::prelude::*;
use std::sync::LazyLock;

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;
const NOW: Timestamp = Timestamp::from_unix_ms(1_800_000_000_000);

fn person(id: &str, role: Role) -> Person {
    Person { id: id.into(), name: format!("昵称{id}"), role, avatar_url: None }
}

fn client_id() -> ClientId {
    "01980a5d-ac96-774b-bcce-b302099a8057".into()
}

fn picture(id: &str, media_type: &str) -> Upload {
    serde_json::from_value(serde_json::json!({
        "id": id, "url": "/u", "name": id, "media_type": media_type, "bytes": 1
    }))
    .unwrap()
}

fn limits() -> Limits {
    let chars = |max| LengthLimit { max, unit: LengthUnit::Chars };
    let files = |max| UploadLimits { max_bytes: 1, types: Vec::new(), max_per_message: max };
    let text = |field, max| TextLimit { field, limit: chars(max) };
    Limits {
        message_text: chars(100),
        body_bytes: 1_000,
        page_size: 10,
        upload: Some(files(2)),
        evidence: Some(files(1)),
        texts: vec![text(TextField::ReviewText, 20), text(TextField::Note, 10)],
    }
}

/// An order completed at [`NOW`].
fn order() -> Order {
    static FIXTURE: LazyLock<Order> = LazyLock::new(|| {
        let mut order: Order =
            serde_json::from_str(include_str!("../../contract/spec/fixtures/order.awaiting-shipment.json"))
                .unwrap();
        order.state = OrderState::Completed;
        order.buyer = person("b", Role::Buyer);
        order.deadlines = deadlines::on_enter(&order.state, &order.delivery, NOW, &Policy::default());
        order
    });
    FIXTURE.clone()
}

fn product() -> ProductCard {
    ProductCard { id: "p".into(), title: "杯".into(), price: Money::cny(5_900), image_url: None, url: None }
}

fn scores(as_described: u8, service: u8, shipping: u8) -> Scores {
    Scores { as_described, service, shipping }
}

fn wish(rating: Rating) -> WriteReview {
    WriteReview {
        client_id: client_id(),
        order_id: order().id,
        line_id: order().lines[0].id.clone(),
        rating,
        scores: scores(2, 4, 5),
        text: Some("杯口有裂纹".into()),
        images: Vec::new(),
        anonymous: false,
    }
}

fn written(rating: Rating, policy: &Policy) -> Review {
    let buyer = person("b", Role::Buyer);
    let ctx = Context { new_id: "r", ..Context::new(&buyer, NOW, policy) };
    write(&wish(rating), &order(), product(), false, &ctx).unwrap().review
}

fn ask(review: &Review, code: ReviewActionCode) -> ActOnReview {
    ActOnReview {
        client_id: client_id(),
        version: review.version,
        code,
        rating: None,
        text: None,
        images: Vec::new(),
        group: None,
    }
}

fn answer(review: &Review, text: &str) -> ReplyToReview {
    ReplyToReview { client_id: client_id(), version: review.version, text: text.into() }
}

/// What is wrong with a request.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Spoil {
    Nothing,
    Stale,
    Stray,
    Missing,
    UnknownUpload,
    Reward,
}

#[derive(Debug, Clone)]
struct Try {
    who: usize,
    code: usize,
    spoil: Spoil,
    choice: usize,
    wait_h: i64,
}

fn attempt() -> impl Strategy<Value = Try> {
    let spoil = prop_oneof![
        6 => Just(Spoil::Nothing), 1 => Just(Spoil::Stale), 1 => Just(Spoil::Stray), 1 => Just(Spoil::Missing),
        1 => Just(Spoil::UnknownUpload), 1 => Just(Spoil::Reward),
    ];
    let wait = prop_oneof![3 => 0i64..30, 1 => 30i64..800];
    (0usize..4, 0usize..7, spoil, 0usize..5, wait).prop_map(|(who, code, spoil, choice, wait_h)| Try {
        who,
        code,
        spoil,
        choice,
        wait_h,
    })
}

/// A request, and where it is to be refused.
fn request(review: &Review, code: ReviewActionCode, t: &Try) -> (ActOnReview, Option<&'static str>) {
    use ReviewActionCode as Code;
    let mut r = ask(review, code.clone());
    let group = ["agreed_to_change", "unreachable", "malicious"][t.choice % 3];
    match &code {
        Code::Change => r.rating = Some(Rating::KNOWN[t.choice % 3].into()),
        Code::FollowUp | Code::Report => (r.text, r.images) = (Some("补充".into()), vec!["up".into()]),
        Code::SetGroup => (r.group, r.text) = (Some(group.into()), Some("已联系".into())),
        _ => {}
    }
    let pictures = matches!(code, Code::Change | Code::FollowUp | Code::Report);
    let wrong = match (t.spoil, &code) {
        (Spoil::Stale, _) => {
            r.version += 1;
            Some("/version")
        }
        (Spoil::Stray, Code::Change | Code::Report) => {
            r.group = Some(ReviewGroup::Malicious);
            Some("/group")
        }
        (Spoil::Stray, Code::Remove | Code::FollowUp | Code::SetGroup) => {
            r.rating = Some(Rating::Good);
            Some("/rating")
        }
        (Spoil::Missing, Code::Change) => {
            r.rating = [None, Some("mixed".into())][t.choice % 2].clone();
            Some("/rating")
        }
        (Spoil::Missing, Code::FollowUp | Code::Report) => {
            r.text = [None, Some("  ".into())][t.choice % 2].clone();
            Some("/text")
        }
        (Spoil::Missing, Code::SetGroup) => {
            let fresh = if review.changed_at.is_none() { Some(ReviewGroup::Changed) } else { None };
            r.group = [None, Some("gone".into()), fresh][t.choice % 3].clone();
            Some("/group")
        }
        (Spoil::UnknownUpload, _) if pictures => {
            r.images = vec!["nobody's".into()];
            Some("/images/0")
        }
        _ => None,
    };
    (r, wrong)
}

/// What a request to explain says, and where it is to be refused.
fn explanation(review: &Review, t: &Try) -> (ReplyToReview, Option<&'static str>) {
    let (text, wrong) = match t.spoil {
        Spoil::Missing => (" ", Some("/text")),
        Spoil::Reward => ("改好评送您红包", Some("/text")),
        _ => ("很抱歉，已为您补寄，请在店铺聊天里找我们。", None),
    };
    let mut request = answer(review, text);
    if t.spoil == Spoil::Stale {
        request.version += 1;
        return (request, Some("/version"));
    }
    (request, wrong)
}

/// What must hold between a review and the next version of it.
fn followed(before: &Review, code: &str, applied: &Applied, ctx: &Context) -> Result<(), TestCaseError> {
    let after = &applied.review;
    prop_assert_eq!((after.version, after.updated_at), (before.version + 1, ctx.now));
    prop_assert_eq!(&after.scores, &before.scores);
    prop_assert!(applied.changes <= ctx.policy.reviews.changes && applied.changes >= ctx.changes);
    prop_assert_eq!(applied.changes > 0, after.changed_at.is_some());
    prop_assert!(after.rating == before.rating || code == "review.change");
    prop_assert!(before.follow_up.is_none() || after.follow_up == before.follow_up);
    let young = ctx.now.since(before.created_at) <= 30 * DAY;
    if applied.changes > ctx.changes {
        prop_assert!(young && before.rating != Rating::Good);
    }
    let at = |review: &Review| review.explanation.as_ref().map(|explanation| explanation.at);
    if at(before) != at(after) || code == "review.reply" {
        prop_assert!(code == "review.reply" && young && before.follow_up.is_none());
        let open = |e: &Explanation| e.moderation == ModerationState::Rejected;
        prop_assert!(before.explanation.as_ref().is_none_or(open));
    }
    let malicious = after.group == Some(ReviewGroup::Malicious);
    prop_assert_eq!(malicious, after.warnings.iter().any(|w| w.code == WarningCode::ReviewExtortion));
    prop_assert!(!malicious || after.triage.is_none());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_lives_stay_sound(rating in 0usize..3, moderated: bool, tries in prop::collection::vec(attempt(), 1..14)) {
        let mut policy = Policy::default();
        policy.reviews.moderate_replies = moderated;
        let viewers = [
            person("b", Role::Buyer), person("x", Role::Buyer), person("a", Role::Agent), person("s", Role::Supervisor),
        ];
        let (order, limits, images) = (order(), limits(), [picture("up", "image/webp")]);
        let mut review = written(Rating::KNOWN[rating].into(), &policy);
        let (mut now, mut changes) = (NOW, 0);
        for t in &tries {
            now = now.plus_ms(t.wait_h * HOUR);
            let viewer = &viewers[t.who];
            let ctx = Context {
                changes, images: &images, limits: Some(&limits), order: Some(&order), ..Context::new(viewer, now, &policy)
            };
            for viewer in &viewers {
                for action in actions(&review, &Context { viewer, ..ctx }) {
                    prop_assert_eq!(action.enabled, action.reason.is_none(), "{}", &action.code);
                    prop_assert!(action.reason.is_none_or(|reason| !reason.is_empty()));
                }
            }
            let Some(code) = ReviewActionCode::KNOWN.get(t.code) else {
                let pending = review.explanation.as_ref().is_some_and(|e| e.moderation == ModerationState::Pending);
                let verdict = [Ok(()), Err("含有广告"), Err("")][t.choice % 3];
                let done = moderate(&review, verdict, &ctx);
                let right = pending && viewer.role == Role::Supervisor && verdict != Err("");
                prop_assert_eq!(done.is_ok(), right, "{:?}", done);
                if let Ok(applied) = done {
                    followed(&review, "moderate", &applied, &ctx)?;
                    review = applied.review;
                }
                continue;
            };
            let (done, wrong) = match *code {
                "review.reply" => {
                    let (request, wrong) = explanation(&review, t);
                    (reply(&review, &request, &ctx), wrong)
                }
                code => {
                    let (request, wrong) = request(&review, code.into(), t);
                    (act(&review, &request, &ctx), wrong)
                }
            };
            let told = actions(&review, &ctx).into_iter().find(|action| action.code == **code);
            let allowed = told.is_some_and(|action| action.enabled);
            match (&done, wrong) {
                (Ok(applied), None) => {
                    prop_assert!(allowed, "{} was denied", code);
                    followed(&review, code, applied, &ctx)?;
                }
                (Ok(_), Some(at)) => prop_assert!(false, "{} is wrong at {}", code, at),
                (Err(refused), Some(at)) if allowed || at == "/version" => {
                    prop_assert_eq!(&refused.errors[0].pointer, at);
                    prop_assert_eq!(&refused.errors[0].code, &refused.code);
                }
                (Err(refused), _) => {
                    prop_assert!(!allowed, "{}: {:?}", code, refused);
                    prop_assert!(refused.detail.as_ref().is_some_and(|detail| !detail.is_empty()));
                    prop_assert_eq!(viewer.id.as_str() == "x", refused.code == ProblemCode::AccountMismatch);
                }
            }
            let Ok(applied) = done else { continue };
            if applied.removed {
                break;
            }
            (review, changes) = (applied.review, applied.changes);
        }
    }

    #[test]
    fn windows_close_for_good(rating in 0usize..3, age in 0i64..60 * DAY, changed: bool, followed: bool) {
        let policy = Policy::default().reviews;
        let mut review = written(Rating::KNOWN[rating].into(), &Policy::default());
        review.changed_at = changed.then_some(NOW);
        review.follow_up = followed.then(|| FollowUp { text: "x".into(), images: Vec::new(), at: NOW });
        let (now, young) = (NOW.plus_ms(age), age <= 30 * DAY);
        let (change, explain) = (young && !changed && rating != 0, young && !followed);
        prop_assert_eq!(window::may_change(&review, 0, now, &policy).is_ok(), change);
        prop_assert_eq!(window::may_explain(&review, now, &policy).is_ok(), explain);
        let running = window::deadlines(&review, 0, now, &policy);
        prop_assert_eq!(running.len(), usize::from(change) + usize::from(explain));
    }

    #[test]
    fn what_to_do_follows_from_rating_length_and_age(rating in 0usize..3, chars in 0usize..200, hours in 0i64..9_000) {
        let policy = Policy::default();
        let mut review = written(Rating::KNOWN[rating].into(), &policy);
        review.text = Some("差".repeat(chars));
        refresh(&mut review, 0, NOW.plus_ms(hours * HOUR), &policy, Language::English);
        let once = review.clone();
        refresh(&mut review, 0, NOW.plus_ms(hours * HOUR), &policy, Language::English);
        prop_assert_eq!(&once, &review);
        let expected = match (rating, chars) {
            (0, _) => TriageClass::Thank,
            _ if hours > 180 * 24 => TriageClass::FutureOrdersOnly,
            _ if hours > 30 * 24 => TriageClass::ApologiseNextOrder,
            (2, 51..) if hours < 24 => TriageClass::ContactLater,
            _ => TriageClass::ContactNow,
        };
        prop_assert_eq!(review.contact_at.is_some(), matches!(expected, TriageClass::ContactLater | TriageClass::ContactNow));
        prop_assert_eq!(review.triage, Some(expected));
    }
}

/// A review as it is once `now` has come.
fn refreshed(review: &Review, changes: u32, now: Timestamp, policy: &Policy) -> Review {
    let mut review = review.clone();
    refresh(&mut review, changes, now, policy, Language::Chinese);
    review
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_next_change_by_time_is_foretold(
        rating in 0usize..3, chars in 0usize..100, changed: bool, malicious: bool, explained: bool,
        thousandth in 0i64..1_000,
    ) {
        let policy = Policy::default();
        let mut review = written(Rating::KNOWN[rating].into(), &policy);
        review.text = Some("差".repeat(chars));
        review.changed_at = changed.then_some(NOW);
        if malicious {
            review.group = Some(ReviewGroup::Malicious);
        }
        if explained {
            let moderation = ModerationState::Published;
            review.explanation =
                Some(Explanation { text: "x".into(), author: None, at: NOW, moderation, rejected_reason: None });
        }
        let (mut now, changes) = (NOW, u32::from(changed));
        let mut review = refreshed(&review, changes, now, &policy);
        let mut steps = 0;
        while let Some(next) = refresh_at(&review, now, &policy) {
            steps += 1;
            prop_assert!(next > now && steps < 10);
            let between = now.plus_ms((next.since(now) - 1) / 1_000 * thousandth);
            prop_assert_eq!(&refreshed(&review, changes, between, &policy), &review);
            prop_assert_eq!(&refreshed(&review, changes, next.plus_ms(-1), &policy), &review);
            let then = refreshed(&review, changes, next, &policy);
            prop_assert_ne!(&then, &review);
            (review, now) = (then, next);
        }
        prop_assert_eq!(&refreshed(&review, changes, now.plus_ms(9_000 * DAY), &policy), &review);
    }
}

/// Where and why a request to write is refused.
fn refusal(request: &WriteReview, reviewed: bool, ctx: &Context) -> (String, ProblemCode, Option<u64>) {
    let refused = write(request, &order(), product(), reviewed, ctx).unwrap_err();
    match refused.errors.first() {
        Some(error) => {
            assert_eq!(error.code, refused.code);
            (error.pointer.clone(), refused.code, error.max)
        }
        None => {
            assert!(refused.detail.is_some());
            (String::new(), refused.code, None)
        }
    }
}

#[test]
fn what_is_written_is_kept() {
    let (policy, limits, buyer) = (Policy::default(), limits(), person("b", Role::Buyer));
    let images = [picture("one", "image/webp"), picture("two", "image/png")];
    let ctx = Context {
        new_id: "r-9",
        limits: Some(&limits),
        images: &images,
        ..Context::new(&buyer, NOW.plus_ms(DAY), &policy)
    };
    let request =
        WriteReview { images: vec!["two".into(), "one".into()], anonymous: true, ..wish(Rating::Bad) };
    let Applied { review, changes, removed, .. } = write(&request, &order(), product(), false, &ctx).unwrap();
    assert_eq!((review.id.as_str(), review.version, changes, removed), ("r-9", 1, 0, false));
    assert_eq!((&review.buyer, review.anonymous), (&buyer, true));
    assert_eq!((&review.order_id, &review.line_id), (&Some(order().id), &Some(request.line_id)));
    assert_eq!(review.images, [images[1].clone(), images[0].clone()]);
    assert_eq!((review.scores, review.text), (Some(scores(2, 4, 5)), Some("杯口有裂纹".into())));
    assert_eq!((review.group, review.triage), (Some(ReviewGroup::Bad), Some(TriageClass::ContactNow)));
    assert_eq!(review.deadlines.len(), 2);

    let blank = WriteReview { text: Some(" ".into()), ..wish(Rating::Good) };
    let review = write(&blank, &order(), product(), false, &ctx).unwrap().review;
    assert_eq!((review.text, review.group), (None, None));
}

#[test]
fn a_review_that_may_not_be_written_is_refused_where_it_is_wrong() {
    let (policy, limits, buyer) = (Policy::default(), limits(), person("b", Role::Buyer));
    let images = [picture("pdf", "application/pdf"), picture("a", "image/png"), picture("b", "image/png")];
    let ctx = Context { limits: Some(&limits), images: &images, ..Context::new(&buyer, NOW, &policy) };
    let ids = |ids: &[&str]| ids.iter().map(|id| UploadId::from(*id)).collect::<Vec<_>>();
    let good = || wish(Rating::Good);
    let at = |pointer: &str, code| (pointer.to_owned(), code, None);
    for (request, expected) in [
        (
            WriteReview { scores: scores(0, 4, 5), ..good() },
            at("/scores/as_described", ProblemCode::InvalidValue),
        ),
        (WriteReview { scores: scores(1, 6, 5), ..good() }, at("/scores/service", ProblemCode::InvalidValue)),
        (
            WriteReview { scores: scores(1, 5, 255), ..good() },
            at("/scores/shipping", ProblemCode::InvalidValue),
        ),
        (wish("mixed".into()), at("/rating", ProblemCode::InvalidValue)),
        (WriteReview { line_id: "none".into(), ..good() }, at("/line_id", ProblemCode::UnknownLine)),
        (
            WriteReview { text: Some("好".repeat(21)), ..good() },
            ("/text".into(), ProblemCode::TextTooLong, Some(20)),
        ),
        (
            WriteReview { images: ids(&["a", "b", "c"]), ..good() },
            ("/images".into(), ProblemCode::TooManyItems, Some(2)),
        ),
        (WriteReview { images: ids(&["a", "c"]), ..good() }, at("/images/1", ProblemCode::UnknownUpload)),
        (WriteReview { images: ids(&["a", "a"]), ..good() }, at("/images/1", ProblemCode::InvalidValue)),
        (WriteReview { images: ids(&["pdf"]), ..good() }, at("/images/0", ProblemCode::UnsupportedEvidence)),
    ] {
        assert_eq!(refusal(&request, false, &ctx), expected);
    }
    let (stranger, agent) = (person("x", Role::Buyer), person("a", Role::Agent));
    let late = Context { now: NOW.plus_ms(15 * DAY), ..ctx };
    for (reviewed, ctx, code) in [
        (true, ctx, ProblemCode::ActionNotAllowed),
        (false, late, ProblemCode::WindowClosed),
        (false, Context { viewer: &stranger, ..ctx }, ProblemCode::AccountMismatch),
        (false, Context { viewer: &agent, ..ctx }, ProblemCode::Forbidden),
    ] {
        assert_eq!(refusal(&good(), reviewed, &ctx), (String::new(), code, None));
    }
    let open = Order { state: OrderState::AwaitingReceipt, ..order() };
    let refused = write(&good(), &open, product(), false, &ctx).unwrap_err();
    assert_eq!(refused.code, ProblemCode::ActionNotAllowed);
}

#[test]
fn the_last_review_ends_the_time_to_write() {
    let (policy, order, buyer) = (Policy::default(), order(), person("b", Role::Buyer));
    let after = record_reviews(&order, &order::Context::new(&buyer, NOW.plus_ms(DAY), &policy)).order;
    let kinds: Vec<_> = after.deadlines.iter().map(|deadline| deadline.kind.clone()).collect();
    assert_eq!((after.version, kinds), (order.version + 1, vec![DeadlineKind::OpenCase]));
    assert_eq!(after.history.last().map(|entry| entry.code.as_str()), Some("review.write"));
    assert_eq!(after.history.last().and_then(|entry| entry.person.clone()), Some(buyer));
}

#[test]
fn a_default_review_is_good_and_asks_for_nothing() {
    let (policy, system) = (Policy::default(), person("system", Role::System));
    let order = order();
    let ctx = Context { new_id: "r-1", ..Context::new(&system, NOW.plus_ms(15 * DAY), &policy) };
    let review = default_review(&order, &order.lines[0], product(), &ctx);
    assert!(review.by_default && review.rating == Rating::Good && review.buyer == order.buyer);
    assert!(review.anonymous, "nobody was asked whether to show the name");
    assert_eq!((review.scores, review.text, review.triage, review.group), (None, None, None, None));
}

fn tried(text: &str, change: impl FnOnce(&mut Policy)) -> Result<Applied, Refused> {
    let mut policy = Policy::default();
    change(&mut policy);
    let (agent, order, review) = (person("a", Role::Agent), order(), written(Rating::Bad, &policy));
    let ctx = Context { order: Some(&order), lang: Language::English, ..Context::new(&agent, NOW, &policy) };
    reply(&review, &answer(&review, text), &ctx)
}

#[test]
fn a_reply_gives_nothing_away_and_says_which_phrase_does() {
    let order = order();
    let address = order.address.as_ref().unwrap();
    for (text, phrase, code) in [
        (format!("请打{}", address.phone), address.phone.as_str(), ProblemCode::PrivateDataInText),
        (format!("{}您好", address.recipient), &address.recipient, ProblemCode::PrivateDataInText),
        (format!("已寄到{}", address.street), &address.street, ProblemCode::PrivateDataInText),
        (format!("订单{}", order.number), &order.number, ProblemCode::PrivateDataInText),
        ("昵称b您好".into(), "昵称b", ProblemCode::PrivateDataInText),
        ("你这个骗子".into(), "骗子", ProblemCode::AbusiveText),
        ("改为好评，送您一份礼物".into(), "好评，送您", ProblemCode::RewardForReview),
        ("{buyer.name}您好".into(), "{buyer.name}", ProblemCode::UnresolvedVariable),
    ] {
        let refused = tried(&text, |_| {}).unwrap_err();
        assert_eq!(refused.code, code, "{text}");
        assert!(refused.errors.iter().all(|error| error.pointer == "/text"), "{text}");
        let detail = refused.detail.unwrap();
        assert!(detail.starts_with(&format!("“{phrase}")), "{detail}");
    }
    let both = tried("骗子，改好评返现", |_| {}).unwrap_err();
    let codes: Vec<_> = both.errors.iter().map(|error| error.code.clone()).collect();
    assert_eq!(codes, [ProblemCode::AbusiveText, ProblemCode::RewardForReview]);

    let long = tried(&"好".repeat(501), |_| {}).unwrap_err();
    assert_eq!((long.code, long.errors[0].max), (ProblemCode::TextTooLong, Some(500)));
}

#[test]
fn soft_findings_do_not_stand_in_the_way() {
    let applied = tried("这是您自己的问题", |_| {}).unwrap();
    assert_eq!(applied.warnings[0].code, ProblemCode::AbusiveText);
    let explanation = applied.review.explanation.unwrap();
    assert_eq!((explanation.moderation, explanation.at), (ModerationState::Published, NOW));
    assert_eq!(explanation.author.unwrap().id.as_str(), "a");
    assert!(tried("抱歉，已补寄", |_| {}).unwrap().warnings.is_empty());
}

#[test]
fn a_rejected_explanation_may_be_written_again() {
    let mut policy = Policy::default();
    policy.reviews.moderate_replies = true;
    let (agent, system) = (person("a", Role::Agent), person("sys", Role::System));
    let (asked, checked) = (Context::new(&agent, NOW, &policy), Context::new(&system, NOW, &policy));
    let review = written(Rating::Bad, &policy);
    let pending = reply(&review, &answer(&review, "抱歉"), &asked).unwrap().review;
    assert_eq!(pending.explanation.as_ref().unwrap().moderation, ModerationState::Pending);
    assert_eq!(
        reply(&pending, &answer(&pending, "抱歉"), &asked).unwrap_err().code,
        ProblemCode::ActionNotAllowed
    );
    let rejected = moderate(&pending, Err("含有广告"), &checked).unwrap().review;
    assert_eq!(rejected.explanation.as_ref().unwrap().rejected_reason.as_deref(), Some("含有广告"));
    let again = reply(&rejected, &answer(&rejected, "抱歉，已补寄"), &asked).unwrap().review;
    let published = moderate(&again, Ok(()), &checked).unwrap().review;
    let explanation = published.explanation.as_ref().unwrap();
    assert_eq!((&explanation.moderation, &explanation.rejected_reason), (&ModerationState::Published, &None));
    assert_eq!(moderate(&pending, Ok(()), &asked).unwrap_err().code, ProblemCode::Forbidden);
}

#[test]
fn a_report_keeps_evidence_and_warns() {
    let (policy, agent, buyer) = (Policy::default(), person("a", Role::Agent), person("b", Role::Buyer));
    let images = [picture("up", "image/png")];
    let ctx = Context { images: &images, ..Context::new(&agent, NOW, &policy) };
    let review = written(Rating::Bad, &policy);
    let mut request = ask(&review, ReviewActionCode::Report);
    (request.text, request.images) = (Some("索要 200 元".into()), vec!["up".into()]);
    let reported = act(&review, &request, &ctx).unwrap();
    let fact = Fact::Report { text: "索要 200 元".into(), evidence: images.to_vec() };
    assert_eq!((reported.facts, reported.review.group.clone()), (vec![fact], Some(ReviewGroup::Malicious)));
    assert!(reported.review.triage.is_none() && reported.review.contact_at.is_none());

    // A change for the better does not undo the report, and leaves what is not mentioned as it was.
    let mut request = ask(&reported.review, ReviewActionCode::Change);
    request.rating = Some(Rating::Good);
    let changed = act(&reported.review, &request, &Context::new(&buyer, NOW, &policy)).unwrap();
    assert_eq!(changed.review.group, Some(ReviewGroup::Malicious));
    assert_eq!((changed.review.text, changed.review.rating), (review.text.clone(), Rating::Good));
    assert_eq!((changed.changes, changed.review.changed_at), (1, Some(NOW)));
}
