use super::*;
use crate::demo::knowledge;
use kefu_contract::Timestamp;

fn section(language: Language) -> Section {
    let entries = knowledge::all(Timestamp::from_unix_ms(0)).into_iter();
    Section::new(entries.filter(|entry| entry.for_bot && language_of(&entry.question) == language).collect())
}

/// The topic of the best answer, if it is good enough.
fn answered(section: &Section, question: &str, product: Option<&str>) -> Option<String> {
    let policy = AssistantPolicy::default();
    let product = product.map(ProductId::from);
    let found = section.search(question, product.as_ref(), &policy);
    let best = found.first().filter(|best| section.confidence(question, best) >= policy.answer_from_bp)?;
    best.entry.topic.as_ref().map(|topic| topic.as_str().to_owned())
}

#[test]
fn questions_are_answered_however_they_are_put() {
    let (chinese, english) = (section(Language::Chinese), section(Language::English));
    let mut wrong = Vec::new();
    for (question, topic) in [
        ("可以放洗碗机吗", "usage"),
        ("这个杯子能进微波炉不", "usage"),
        ("下午下单今天能发出吗", "shipping_time"),
        ("退货运费谁承担", "return_postage"),
        ("退款几天到账", "refund_time"),
        ("地址写错了想改一下", "change_address"),
        ("能开专票吗", "invoice"),
        ("你好，请问能开发票吗，公司抬头的", "invoice"),
        ("满多少包邮", "postage"),
        ("我想问一下运费多少钱", "postage"),
        ("和上次买的颜色不一样", "batch_difference"),
        ("防伪码查不到", "authenticity"),
        ("请问你们家发什么快递呀", "courier"),
        ("可以货到付款吗", "cash_on_delivery"),
        ("七天无理由退货怎么弄", "returns_policy"),
        ("有没有优惠券", "price"),
        ("这个会不会有色差啊", "colour"),
        ("是正品吗", "quality"),
        ("还有货吗", "stock"),
        ("买了降价了能不能退差价", "price"),
        ("围巾会掉色吗", "colour"),
        ("别放价格单，送人的", "hide_price"),
        ("可以晚几天发货吗", "delay_shipping"),
        ("Is it dishwasher safe?", "usage"),
        ("where is my parcel", "tracking"),
        ("Refund?", "refund_time"),
        ("it arrived broken", "wrong_or_damaged"),
        ("do you deliver abroad", "arrival"),
        ("can I get an invoice", "invoice"),
    ] {
        let section = language_of(question).pick(&chinese, &english);
        let found = answered(section, question, None);
        if found.as_deref() != Some(topic) {
            wrong.push((question, found));
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn what_the_shop_knows_nothing_of_is_not_answered() {
    let (chinese, english) = (section(Language::Chinese), section(Language::English));
    for question in [
        "量子力学是什么",
        "今天天气怎么样",
        "你们招人吗",
        "帮我写一首诗",
        "我家的猫不吃饭了怎么办",
        "老板在哪个城市开过演唱会",
        "股票涨了吗",
        "我男朋友不理我了",
        "附近有没有好吃的火锅",
        "可以教我弹吉他吗",
        "你们老板今年多大了",
        "what is the capital of France",
        "tell me a joke",
        "who won the match yesterday",
        "I want to learn to swim",
        "are you open on mars",
    ] {
        let section = language_of(question).pick(&chinese, &english);
        assert_eq!(answered(section, question, None), None, "{question}");
    }
}

#[test]
fn what_is_about_another_product_is_no_answer() {
    let entry = |id: &str, question: &str, products: &[&str]| KnowledgeEntry {
        id: id.into(),
        version: 1,
        question: question.to_owned(),
        variants: Vec::new(),
        answer: format!("{id} 的回答"),
        topic: None,
        products: products.iter().map(|id| ProductId::from(*id)).collect(),
        for_bot: true,
        archived: false,
        updated_at: Timestamp::from_unix_ms(0),
        actions: Vec::new(),
    };
    let section = Section::new(vec![
        entry("k-all", "可以放洗碗机吗？", &[]),
        entry("k-mug", "可以放洗碗机吗？", &["mug"]),
        entry("k-vase", "花瓶可以放洗碗机吗？", &["vase"]),
    ]);
    let best = |product: Option<&str>| {
        let product = product.map(ProductId::from);
        let found = section.search("可以放洗碗机吗", product.as_ref(), &AssistantPolicy::default());
        found.iter().map(|found| found.entry.id.0.clone()).collect::<Vec<_>>()
    };
    assert_eq!(best(Some("mug")), ["k-mug", "k-all"]);
    assert_eq!(best(Some("bowl")), ["k-all"]);
    assert_eq!(best(None).len(), 3);
    let common: Vec<_> = section.common(Some(&"vase".into())).map(|entry| entry.id.as_str()).collect();
    assert_eq!(common, ["k-vase", "k-all"]);
}
