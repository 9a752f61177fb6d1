//! Figures: whose, of which span, and counted by hand.

use crate::{
    harness::{Shop, User, problem},
    history::History,
};
use kefu_contract::{Figure, FigureCode, FigureUnit, Metrics, Person, ProblemCode};
use reqwest::{Method, StatusCode};

/// A Wednesday long before the demo shop's own history.
const DAY: &str = "from=2020-06-02T16:00:00Z&to=2020-06-03T16:00:00Z";

/// What happened on that day, the day before and the day after. Times are local (+08:00).
async fn history(shop: &Shop) {
    let mut history = History::begin(shop, "2020-06-03T00:00:00+08:00").await;
    for buyer in ["a", "b", "c", "d", "x"] {
        history.buyer(buyer).await;
    }
    history.conversation("c-1", "a", "10:00:00").await;
    for (sender, time) in [
        ("a", "10:00:00"),
        ("bot", "10:00:05"),
        ("a", "10:00:20"),
        // Answered after 40 s, then after 240 s; the note in between is none of the buyer's business.
        ("agent-1", "10:00:40"),
        ("agent-1", "10:01:00"),
        ("a", "10:05:00"),
        ("note of agent-1", "10:06:00"),
        ("agent-1", "10:09:00"),
    ] {
        history.message("c-1", sender, time).await;
    }
    history.closed("c-1", "10:30:00").await;
    history.rating("c-1", "10:30:00", Some((5, "10:31:00"))).await;

    // The second day of a conversation: answered after 100 s, then handed over and answered after 60 s.
    history.conversation("c-2", "b", "-1 15:00:00").await;
    history.message("c-2", "b", "-1 15:00:00").await;
    history.message("c-2", "agent-2", "-1 15:01:40").await;
    history.message("c-2", "b", "11:00:00").await;
    history.transferred("c-2", "agent-2", "agent-1", "11:00:30").await;
    history.message("c-2", "agent-1", "11:01:00").await;
    history.rating("c-2", "11:10:00", None).await;

    // Begun out of hours, answered the next morning.
    history.conversation("c-3", "c", "23:00:00").await;
    history.message("c-3", "c", "23:00:00").await;
    history.message("c-3", "agent-2", "+1 09:00:00").await;

    // Never answered.
    history.conversation("c-4", "d", "12:00:00").await;
    history.message("c-4", "d", "12:00:00").await;
    history.closed("c-4", "12:10:00").await;

    history.order("o-1", "a", "10:20:00", Some("10:21:00"), 10_000).await;
    history.refunded("o-1", "+5 10:00:00").await;
    history.disputed("s-1", "o-1", "a", "+3 10:00:00").await;
    history.order("o-2", "x", "13:00:00", Some("13:05:00"), 5_001).await;
    history.order("o-3", "b", "+1 10:00:00", Some("+1 10:01:00"), 7_000).await;
    history.order("o-4", "b", "-1 15:30:00", Some("-1 15:31:00"), 3_000).await;
    // Four days after the question: it does not follow from it.
    history.order("o-5", "d", "+4 12:00:00", None, 900).await;
    history.end().await;
}

async fn metrics(user: &User<'_>, query: &str) -> Metrics {
    user.get(&format!("/v1/metrics?{query}")).await
}

fn figure<'a>(figures: &'a [Figure], code: &str) -> &'a Figure {
    let code = FigureCode::from(code);
    figures.iter().find(|figure| figure.code == code).unwrap()
}

/// Value, what is above and below the line, and the value of the day before.
type Expected = (&'static str, Option<i64>, Option<(i64, i64)>, Option<i64>);

fn check(figures: &[Figure], expected: &[Expected]) {
    for (code, value, fraction, previous) in expected {
        let figure = figure(figures, code);
        let found = figure.numerator.zip(figure.denominator);
        assert_eq!((figure.value, found, figure.previous), (*value, *fraction, *previous), "{code}");
        assert!(figure.label.is_some(), "{code}");
    }
}

#[tokio::test]
async fn the_figures_of_a_day_are_what_the_history_says() {
    let shop = Shop::open().await;
    history(&shop).await;
    let supervisor = shop.user("supervisor-1").await;
    let found = metrics(&supervisor, DAY).await;
    check(
        &found.figures,
        &[
            ("first_response", Some(400), Some((40, 1)), Some(1_000)),
            // 40 s, 240 s and 60 s.
            ("average_response", Some(1_133), Some((340, 3)), Some(1_000)),
            // In time after 40 s and 60 s; too late after 240 s, and when nobody had answered after 180 s.
            ("reply_in_time", Some(5_000), Some((2, 4)), Some(10_000)),
            ("answer_ratio", Some(6_667), Some((4, 6)), Some(10_000)),
            // Of a, b, c and d, a ordered the same day and b the day after.
            ("inquiry_conversion", Some(5_000), Some((2, 4)), Some(10_000)),
            ("sales", Some(15_001), None, Some(3_000)),
            ("average_order_value", Some(7_501), Some((15_001, 2)), Some(3_000)),
            ("satisfaction", Some(10_000), Some((1, 1)), None),
            ("rating_rate", Some(5_000), Some((1, 2)), None),
            ("refund_rate", Some(5_000), Some((1, 2)), Some(0)),
            ("dispute_rate", Some(5_000), Some((1, 2)), Some(0)),
            ("bad_review_rate", None, Some((0, 0)), None),
            ("conversations", Some(4), None, Some(1)),
            ("handled", Some(2), None, Some(1)),
            ("transferred", Some(1), None, Some(0)),
        ],
    );
    let sales = figure(&found.figures, "sales");
    assert_eq!((&sales.unit, sales.scale, sales.currency.as_deref()), (&FigureUnit::Money, 2, Some("CNY")));
    let first = figure(&found.figures, "first_response");
    assert_eq!((&first.unit, first.scale, first.target), (&FigureUnit::Seconds, 1, Some(300)));
    assert_eq!(figure(&found.figures, "satisfaction").target, Some(9_000));

    let agents: Vec<&str> = found.agents.iter().map(|one| one.agent.id.as_str()).collect();
    assert_eq!(agents, ["agent-1", "agent-2", "agent-3"], "the supervisor answered nobody");
    check(
        &found.agents[0].figures,
        &[
            ("average_response", Some(1_133), Some((340, 3)), None),
            ("reply_in_time", Some(6_667), Some((2, 3)), None),
            ("answer_ratio", Some(10_000), Some((4, 4)), None),
            ("inquiry_conversion", Some(10_000), Some((2, 2)), None),
            ("sales", Some(10_000), None, Some(0)),
            ("satisfaction", Some(10_000), Some((1, 1)), None),
            ("rating_rate", Some(5_000), Some((1, 2)), None),
            ("conversations", Some(2), None, Some(0)),
            ("handled", Some(2), None, Some(0)),
            ("transferred", Some(0), None, Some(0)),
        ],
    );
    check(
        &found.agents[1].figures,
        &[
            ("first_response", None, Some((0, 0)), Some(1_000)),
            ("conversations", Some(1), None, Some(1)),
            ("handled", Some(0), None, Some(1)),
            ("transferred", Some(1), None, Some(0)),
            ("sales", Some(0), None, Some(3_000)),
        ],
    );
}

#[tokio::test]
async fn what_was_long_before_and_what_came_long_after_are_known() {
    let shop = Shop::open().await;
    let mut history = History::begin(&shop, "2020-06-03T00:00:00+08:00").await;
    history.buyer("a").await;
    history.conversation("c-1", "a", "-40 10:00:00").await;
    history.message("c-1", "a", "-40 10:00:00").await;
    history.message("c-1", "agent-1", "-40 10:00:30").await;
    history.message("c-1", "a", "10:00:00").await;
    history.message("c-1", "agent-1", "+6 10:00:00").await;
    history.end().await;
    let found = metrics(&shop.user("supervisor-1").await, DAY).await;
    const SIX_DAYS_S: i64 = 6 * 86_400;
    check(
        &found.figures,
        &[
            ("first_response", None, Some((0, 0)), None),
            ("average_response", Some(SIX_DAYS_S * 10), Some((SIX_DAYS_S, 1)), None),
            ("reply_in_time", Some(0), Some((0, 1)), None),
        ],
    );
}

#[tokio::test]
async fn trends_have_a_point_for_every_step_of_the_shops_calendar() {
    let shop = Shop::open().await;
    history(&shop).await;
    let supervisor = shop.user("supervisor-1").await;
    let hours = metrics(&supervisor, &format!("{DAY}&grain=hour")).await;
    let trend = &figure(&hours.figures, "average_response").trend;
    let found: Vec<(usize, i64)> =
        trend.iter().enumerate().filter_map(|(hour, point)| Some((hour, point.value?))).collect();
    assert_eq!((trend.len(), found), (24, vec![(10, 1_400), (11, 600)]));
    assert_eq!(trend[0].at.to_string(), "2020-06-02T16:00:00.000Z");
    assert!(hours.agents.iter().all(|one| one.figures.iter().all(|figure| figure.trend.is_empty())));

    // From Tuesday noon to the next Tuesday noon: two weeks are touched.
    let week = "from=2020-06-02T04:00:00Z&to=2020-06-09T04:00:00Z";
    let weeks = metrics(&supervisor, &format!("{week}&grain=week")).await;
    let conversations = &figure(&weeks.figures, "conversations").trend;
    let steps: Vec<(String, Option<i64>)> =
        conversations.iter().map(|point| (point.at.to_string(), point.value)).collect();
    let step = |at: &str, value| (at.to_owned(), Some(value));
    assert_eq!(steps, [step("2020-06-02T04:00:00.000Z", 4), step("2020-06-07T16:00:00.000Z", 0)]);

    // What lies ahead has no value yet.
    let ahead = metrics(&supervisor, "from=2999-01-01T00:00:00Z&to=2999-01-02T00:00:00Z&grain=day").await;
    assert!(figure(&ahead.figures, "handled").trend.iter().all(|point| point.value.is_none()));
}

#[tokio::test]
async fn agents_see_their_own_figures_and_buyers_none() {
    let shop = Shop::open().await;
    history(&shop).await;
    let (agent, supervisor) = (shop.user("agent-2").await, shop.user("supervisor-1").await);
    let own = metrics(&agent, DAY).await;
    check(&own.figures, &[("transferred", Some(1), None, Some(0)), ("handled", Some(0), None, Some(1))]);
    assert!(own.agents.is_empty());
    for (user, query) in [(&agent, "agent_id=agent-2"), (&supervisor, "agent_id=agent-2")] {
        let same = metrics(user, &format!("{DAY}&{query}")).await;
        assert_eq!((same.figures, same.agents.len()), (own.figures.clone(), 0));
    }
    for (user, query) in [("agent-2", "&agent_id=agent-1"), ("buyer-1", ""), ("buyer-1", "&agent_id=buyer-1")]
    {
        let asked = shop.user(user).await.request(Method::GET, &format!("/v1/metrics?{DAY}{query}"));
        let refused = problem(asked.send().await.unwrap()).await;
        assert_eq!(refused.code, ProblemCode::Forbidden, "{user} {query}");
    }
}

#[tokio::test]
async fn what_cannot_be_asked_is_named() {
    let shop = Shop::open().await;
    let supervisor = shop.user("supervisor-1").await;
    for (query, named) in [
        ("to=2020-06-03T16:00:00Z", "from"),
        ("from=2020-06-03T16:00:00Z", "to"),
        ("from=yesterday&to=2020-06-03T16:00:00Z", "from"),
        ("from=2020-06-03T16:00:00Z&to=2020-06-03T16:00:00Z", "from"),
        ("from=2020-06-03T16:00:00Z&to=2020-06-03T15:00:00Z", "from"),
        ("from=2020-06-03T16:00:00Z&to=2021-07-09T16:00:00Z", "400"),
        (&format!("{DAY}&grain=decade"), "grain"),
        ("from=2020-06-03T16:00:00Z&to=2020-09-03T16:00:00Z&grain=hour", "grain"),
        (&format!("{DAY}&agent_id=buyer-1"), "agent_id"),
        (&format!("{DAY}&agent_id=nobody"), "agent_id"),
    ] {
        for language in ["en", "zh-CN"] {
            let request = supervisor.request(Method::GET, &format!("/v1/metrics?{query}"));
            let answer = request.header("accept-language", language).send().await.unwrap();
            assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{query}");
            let refused = problem(answer).await;
            assert_eq!(refused.code, ProblemCode::InvalidQuery, "{query}");
            assert!(refused.detail.is_some_and(|detail| detail.contains(named)), "{query} in {language}");
        }
    }
}

#[tokio::test]
async fn figures_have_names_in_both_languages() {
    let shop = Shop::open().await;
    let supervisor = shop.user("supervisor-1").await;
    let mut names = Vec::new();
    for language in ["en", "zh-CN"] {
        let request = supervisor.request(Method::GET, &format!("/v1/metrics?{DAY}"));
        let answer = request.header("accept-language", language).send().await.unwrap();
        let found: Metrics = answer.json().await.unwrap();
        let labels = found.figures.iter().map(|figure| figure.label.clone().unwrap());
        names.push(labels.collect::<Vec<_>>());
    }
    let ascii = |label: &String| label.is_ascii();
    assert!(names[0].iter().all(ascii) && !names[1].iter().any(ascii), "{names:?}");
    assert!(names[0].contains(&"Answered within 3 min".to_owned()));
    assert!(names[1].contains(&"3 分钟回复率".to_owned()));
}

#[tokio::test]
async fn the_demo_shop_has_plausible_figures() {
    let shop = Shop::open().await;
    let supervisor = shop.user("supervisor-1").await;
    let now = supervisor.session().await.server_time;
    let from = now.plus_ms(-60 * 86_400_000);
    let found = metrics(&supervisor, &format!("from={from}&to={now}&grain=day")).await;
    let value = |code: &str| figure(&found.figures, code).value.unwrap();
    assert!((20..=100).contains(&value("conversations")), "{}", value("conversations"));
    assert!(value("handled") <= value("conversations") && value("handled") > 10);
    // In tenths of a second: first answers within the hour; "thanks" may stand unanswered until the next visit.
    for (code, longest_h) in [("first_response", 1), ("average_response", 12)] {
        assert!((10..longest_h * 36_000).contains(&value(code)), "{code}: {}", value(code));
    }
    for code in ["reply_in_time", "inquiry_conversion"] {
        assert!((0..=10_000).contains(&value(code)), "{code}: {}", value(code));
    }
    assert!(value("reply_in_time") > 0);
    assert_eq!(value("waiting"), 6, "as the list of conversations shows");
    let per_agent: i64 = found.agents.iter().map(|one| figure(&one.figures, "handled").value.unwrap()).sum();
    assert!(per_agent >= value("handled"), "who was answered by two counts for both");
    assert_eq!(figure(&found.figures, "handled").trend.len(), 61);
    let people: Vec<&Person> = found.agents.iter().map(|one| &one.agent).collect();
    assert!(people.iter().all(|person| person.role.is_staff()) && people.len() >= 3);
}
