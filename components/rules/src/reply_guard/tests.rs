use super::*;
use proptest::prelude::*;

fn private() -> PrivateData {
    PrivateData {
        phones: vec!["+44 20 7946 0958".into()],
        order_numbers: vec!["KF-2026-0042".into()],
        names: vec!["王小明".into(), "Ann Lee".into(), "李".into()],
        addresses: vec!["文三路 100 号".into()],
    }
}

fn rules(text: &str) -> Vec<(GuardRule, &str)> {
    let hits = check(text, &private(), &ReplyGuardPolicy::default());
    hits.into_iter().map(|hit| (hit.rule, &text[hit.span])).collect()
}

#[test]
fn every_rule_in_both_languages() {
    use GuardRule::*;
    for (text, rule, part) in [
        ("请打138 0013 8000找您", Phone, "138 0013 8000"),
        ("电话一三八零零一三八零零零", Phone, "一三八零零一三八零零零"),
        ("call 02079460958, please", Phone, "02079460958"),
        ("订单3812345678901234567已发", OrderNumber, "3812345678901234567"),
        ("your order kf-2026-0042 left", OrderNumber, "kf-2026-0042"),
        ("王*小明您好", Name, "王*小明"),
        ("Dear ANN LEE, sorry", Name, "ANN LEE"),
        ("已寄到文三路 100 号", Address, "文三路 100 号"),
        ("你这个骗-子", Insult, "骗-子"),
        ("don't be STUPID", Insult, "STUPID"),
        ("这是您自己的问题", Blame, "是您自己"),
        ("it is your own fault", Blame, "your own fault"),
        ("改为好评，送您一份礼物", Reward, "好评，送您"),
        ("a coupon if you change your review", Reward, "coupon if you change your review"),
        ("假一赔十", Promise, "假一赔十"),
        ("a lifetime of joy", Promise, "lifetime"),
    ] {
        let found = rules(text);
        assert!(found.iter().any(|hit| hit.0 == rule && hit.1.starts_with(part)), "{text}: {found:?}");
    }
}

#[test]
fn decent_replies_pass() {
    for text in [
        "非常抱歉给您带来不便，破损的杯子我们今天已补发，请在聊天里联系我们。",
        "感谢您的好评！很高兴尺码合适。祝您生活愉快。",
        "Sorry about the late parcel. We have changed couriers; please write to us in the chat.",
        "感谢好评。活动期间店铺有优惠券。",
        "",
    ] {
        assert_eq!(rules(text), [], "{text}");
    }
}

#[test]
fn policy_decides_severity_and_exceptions() {
    let mut policy = ReplyGuardPolicy::default();
    let hits =
        |policy: &ReplyGuardPolicy| check("假一赔十，请打400-123-4567890", &PrivateData::default(), policy);
    policy.severity.promise = Severity::Hard;
    assert!(forbids(&hits(&policy)));
    policy.promises_kept = vec!["假一赔十".into()];
    policy.own_phones = vec!["4001234567890".into()];
    assert_eq!(hits(&policy), []);
    policy.extra_insults = vec!["假一".into()];
    assert_eq!(hits(&policy)[0].rule, GuardRule::Insult);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn a_mobile_number_is_found_however_it_is_spaced(rest in "[3-9][0-9]{9}", gaps in prop::collection::vec("[ .-]{0,2}", 10)) {
        let mut written = String::from("1");
        for (digit, gap) in rest.chars().zip(&gaps) {
            written.push_str(gap);
            written.push(digit);
        }
        let text = format!("请打{written}吧");
        prop_assert_eq!(rules(&text), vec![(GuardRule::Phone, written.as_str())]);
    }

    #[test]
    fn any_text_is_searched_and_hits_are_in_order(text in "([a-z0-9 .，好评送您礼物骗子王小明\u{200b}-]|review|gift){0,30}") {
        let hits = check(&text, &private(), &ReplyGuardPolicy::default());
        prop_assert!(hits.windows(2).all(|pair| pair[0].span.start <= pair[1].span.start));
        for hit in hits {
            prop_assert!(!text[hit.span].is_empty());
        }
    }
}
