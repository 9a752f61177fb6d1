//! The demo shop's offers, of every kind.

use super::products::Pair;
use crate::store::{Change, OfferRecord, StoreError};
use kefu_contract::{Money, OfferKind, Tier, Timestamp};
use kefu_rules::offers::Audience;

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

/// Adds every offer; windows are relative to `now`.
pub(super) async fn add_all(change: &mut Change, now: Timestamp) -> Result<(), StoreError> {
    for offer in all(now) {
        change.add_offer(&offer).await?;
    }
    Ok(())
}

fn offer(id: &str, kind: OfferKind, title: Pair, terms: Pair) -> OfferRecord {
    OfferRecord {
        id: id.into(),
        version: 1,
        kind,
        title: title.text(),
        terms: Some(terms.text()),
        audience: Audience::Everyone,
        threshold: None,
        saving: None,
        saving_basis_points: None,
        price: None,
        deposit: None,
        products: Vec::new(),
        gifts: Vec::new(),
        starts_at: None,
        ends_at: None,
        remaining: None,
    }
}

fn yuan(amount: i64) -> Option<Money> {
    Some(Money::cny(amount * 100))
}

fn all(now: Timestamp) -> Vec<OfferRecord> {
    [for_every_order(now), coupons(now), for_products(now), for_members()].concat()
}

fn for_every_order(now: Timestamp) -> Vec<OfferRecord> {
    vec![
        OfferRecord {
            threshold: yuan(199),
            saving: yuan(20),
            ..offer(
                "of-spend-199",
                OfferKind::SpendAndSave,
                Pair("满 199 减 20", "¥20 off orders over ¥199"),
                Pair(
                    "全店商品，每单减一次，可与优惠券同用",
                    "Everything in the shop, once per order, also with a coupon",
                ),
            )
        },
        OfferRecord {
            threshold: yuan(399),
            saving: yuan(50),
            ends_at: Some(now.plus_ms(14 * DAY)),
            ..offer(
                "of-spend-399",
                OfferKind::SpendAndSave,
                Pair("满 399 减 50", "¥50 off orders over ¥399"),
                Pair("两周内有效，与满 199 减 20 不同享", "For two weeks, instead of the ¥20 over ¥199"),
            )
        },
        OfferRecord {
            threshold: yuan(99),
            ..offer(
                "of-postage-99",
                OfferKind::FreePostage,
                Pair("满 99 包邮", "Free postage over ¥99"),
                Pair("偏远地区以下单页为准", "Remote places as shown when ordering"),
            )
        },
        OfferRecord {
            threshold: yuan(299),
            gifts: vec!["notebook-03".into()],
            remaining: Some(120),
            ..offer(
                "of-gift-299",
                OfferKind::Gift,
                Pair("满 299 送节气明信片", "Solar-term postcards with orders over ¥299"),
                Pair("每单一套，送完为止", "One set per order, while they last"),
            )
        },
        OfferRecord {
            threshold: yuan(149),
            saving: yuan(15),
            ends_at: Some(now.plus_ms(-DAY)),
            ..offer(
                "of-tea-week",
                OfferKind::SpendAndSave,
                Pair("茶会周满 149 减 15", "Tea week: ¥15 off orders over ¥149"),
                Pair("活动已结束", "This has ended"),
            )
        },
    ]
}

fn coupons(now: Timestamp) -> Vec<OfferRecord> {
    vec![
        OfferRecord {
            audience: Audience::Newcomers,
            threshold: yuan(59),
            saving: yuan(10),
            remaining: Some(500),
            ..offer(
                "of-new-10",
                OfferKind::Coupon,
                Pair("新客券 10 元", "¥10 for a first order"),
                Pair("首次下单满 59 可用，每人一张", "First order of ¥59 or more, one each"),
            )
        },
        OfferRecord {
            audience: Audience::Members(Tier::Vip),
            threshold: yuan(150),
            saving: yuan(25),
            ends_at: Some(now.plus_ms(30 * DAY)),
            remaining: Some(88),
            ..offer(
                "of-vip-25",
                OfferKind::Coupon,
                Pair("VIP 专享券 25 元", "¥25 for VIP members"),
                Pair("VIP 及以上会员，满 150 可用", "VIP members and above, orders of ¥150 or more"),
            )
        },
        OfferRecord {
            threshold: yuan(100),
            saving: yuan(15),
            ends_at: Some(now.plus_ms(2 * DAY)),
            remaining: Some(0),
            ..offer(
                "of-wednesday-15",
                OfferKind::Coupon,
                Pair("周三限量券 15 元", "Wednesday coupon, ¥15"),
                Pair(
                    "每周三上午十点发 200 张，满 100 可用",
                    "200 every Wednesday at ten, orders of ¥100 or more",
                ),
            )
        },
    ]
}

fn for_products(now: Timestamp) -> Vec<OfferRecord> {
    vec![
        OfferRecord {
            saving_basis_points: Some(1_500),
            products: ["teapot-01", "teapot-03", "teaset-01"].map(Into::into).to_vec(),
            ends_at: Some(now.plus_ms(10 * DAY)),
            ..offer(
                "of-tea-15",
                OfferKind::ItemDiscount,
                Pair("茶具 85 折", "15 % off teaware"),
                Pair("指定茶具三款，下单自动减", "Three pieces, taken off when ordering"),
            )
        },
        OfferRecord {
            price: yuan(158),
            products: ["mug-03", "notebook-01"].map(Into::into).to_vec(),
            ..offer(
                "of-desk",
                OfferKind::Bundle,
                Pair("案头组合：青瓷盖杯 + 布面手账本", "For the desk: celadon mug and cloth notebook"),
                Pair("两件一起下单 158 元", "Both together for ¥158"),
            )
        },
        OfferRecord {
            price: yuan(112),
            products: ["plate-01", "bowl-02"].map(Into::into).to_vec(),
            ..offer(
                "of-supper",
                OfferKind::Bundle,
                Pair("一人食：雪纹平盘 + 靛蓝拉面碗", "Supper for one: snow plate and indigo bowl"),
                Pair("两件一起下单 112 元", "Both together for ¥112"),
            )
        },
        OfferRecord {
            price: yuan(55),
            products: vec!["mug-05".into()],
            starts_at: Some(now.plus_ms(-4 * HOUR)),
            ends_at: Some(now.plus_ms(2 * DAY)),
            remaining: Some(37),
            ..offer(
                "of-flash-glass",
                OfferKind::FlashSale,
                Pair("限时抢：双层雾玻璃杯 55 元", "Flash sale: double-walled glass, ¥55"),
                Pair("两天内有效，每人限两只", "For two days, two each"),
            )
        },
        OfferRecord {
            price: yuan(79),
            products: vec!["lamp-03".into()],
            starts_at: Some(now.plus_ms(2 * DAY)),
            ends_at: Some(now.plus_ms(4 * DAY)),
            remaining: Some(100),
            ..offer(
                "of-flash-lamp",
                OfferKind::FlashSale,
                Pair("限时抢：蘑菇夜灯 79 元", "Flash sale: mushroom night light, ¥79"),
                Pair("后天开始，每人限一盏", "From the day after tomorrow, one each"),
            )
        },
        OfferRecord {
            deposit: yuan(20),
            saving: yuan(40),
            products: vec!["vase-01".into()],
            ends_at: Some(now.plus_ms(12 * DAY)),
            ..offer(
                "of-presale-moon",
                OfferKind::PresaleDeposit,
                Pair("月亮罐预售：定金 20 抵 40", "Moon jar in advance: ¥20 now counts as ¥40"),
                Pair(
                    "下一窑出窑后付尾款，约三周发货",
                    "The rest is paid after the next kiln, in about three weeks",
                ),
            )
        },
    ]
}

fn for_members() -> Vec<OfferRecord> {
    vec![
        OfferRecord {
            audience: Audience::Members(Tier::Senior),
            price: yuan(99),
            products: vec!["cushion-02".into()],
            ..offer(
                "of-member-cushion",
                OfferKind::MemberPrice,
                Pair("会员价：绗缝坐垫 99 元", "Member price: quilted cushion, ¥99"),
                Pair("高级会员及以上", "Senior members and above"),
            )
        },
        OfferRecord {
            audience: Audience::Members(Tier::Vip),
            price: yuan(112),
            products: vec!["candle-01".into()],
            ..offer(
                "of-member-candle",
                OfferKind::MemberPrice,
                Pair("会员价：柿叶香薰蜡烛 112 元", "Member price: persimmon-leaf candle, ¥112"),
                Pair("VIP 会员及以上", "VIP members and above"),
            )
        },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::products;
    use std::collections::BTreeSet;

    #[test]
    fn there_is_one_of_every_kind_and_each_is_worth_something() {
        let offers = all(Timestamp::from_unix_ms(0));
        let kinds: BTreeSet<_> = offers.iter().map(|offer| offer.kind.as_str()).collect();
        assert_eq!(kinds.len(), OfferKind::KNOWN.len());
        let ids: BTreeSet<_> = offers.iter().map(|offer| &offer.id).collect();
        assert_eq!(ids.len(), offers.len());
        for offer in &offers {
            let price = |id: &kefu_contract::ProductId| {
                products::all().find(|item| item.id == id.as_str()).map(|item| item.price).unwrap()
            };
            assert!(offer.gifts.iter().all(|gift| price(gift) > 0), "{}", offer.id);
            let parts: i64 = offer.products.iter().map(price).sum();
            let below = offer.price.as_ref().is_none_or(|own| own.amount < parts);
            assert!(below, "{} costs less than before", offer.id);
        }
    }
}
