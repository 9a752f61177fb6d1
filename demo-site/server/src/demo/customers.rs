//! What the demo shop's staff filed about its buyers.

use super::people::{Cast, writes_english};
use crate::{
    locale::Locale,
    store::{Change, CustomerFile, Filed, StoreError},
};
use kefu_contract::{CustomerNote, Person, Temperament, Timestamp};

const DAY: i64 = 86_400_000;

/// How they want to be served, labels, group, and a note; empty where nobody filed anything.
type File = (&'static str, &'static [&'static str], &'static str, &'static str);

/// The group of those who write English.
const ABROAD: &str = "海外与英语";

/// Those who do not want to be written to first, by their place.
const LEFT_ALONE: [usize; 2] = [24, 35];

/// Whether somebody does not want to be written to first.
pub(super) fn is_left_alone(place: usize) -> bool {
    LEFT_ALONE.contains(&place)
}

/// In the order of the buyers.
const FILES: [File; 50] = [
    ("", &["新客"], "新客", ""),
    (
        "perfectionist",
        &["老顾客", "陶瓷控", "送礼"],
        "常客",
        "收到会逐件检查釉面，发货前请挑一遍，附质检照片。",
    ),
    ("easy_going", &["英语", "送礼"], ABROAD, "Likes a handwritten card with every present."),
    ("silent", &["茶具"], "常客", "话不多，问到规格直接给尺寸图最省事。"),
    ("talkative", &["爱喝茶", "老顾客"], "常客", "喜欢聊茶，聊两句再说正事；别催。"),
    ("easy_going", &["养猫"], "普通", "家里有猫，推荐重一点、底稳的器皿。"),
    ("bargainer", &["英语"], ABROAD, "Asks for a discount every time; the coupon settles it."),
    ("proud", &["花器"], "普通", "懂花艺，不用教，问她要插什么就好。"),
    ("", &["新客"], "新客", ""),
    ("perfectionist", &["布艺", "怕色差"], "普通", "对色差敏感，先发自然光实拍再下单。"),
    ("easy_going", &["英语", "复购"], ABROAD, "Orders for her office; needs the invoice by the 25th."),
    ("refuser", &["比价"], "普通", "不喜欢被推荐，给事实就够了。"),
    ("hot_tempered", &["老顾客", "母婴", "赶时间"], "常客", "带孩子，时间紧：先给结论，再解释。"),
    ("talkative", &["烘焙"], "普通", "周末才有空收件，尽量周五前发。"),
    ("silent", &["英语", "新客"], ABROAD, ""),
    ("perfectionist", &["送礼", "喜欢素色"], "常客", "送长辈居多，礼盒边角要平整。"),
    ("pleads_poverty", &["学生"], "普通", "学生，预算紧，推荐三十到六十元的款。"),
    ("", &["新客"], "新客", ""),
    ("easy_going", &["木器"], "普通", "住在山里，快递要三天以上，提前说清楚。"),
    (
        "perfectionist",
        &["英语", "花器"],
        ABROAD,
        "Wants vases double-boxed; one arrived cracked last spring.",
    ),
    ("silent", &["茶具"], "普通", ""),
    ("bargainer", &["凑单"], "普通", "喜欢凑满减，直接报凑单方案。"),
    ("proud", &["香氛", "老顾客"], "常客", "对香型很懂，请她说偏好，不要主推爆款。"),
    ("", &["新客"], "新客", ""),
    ("refuser", &["英语"], ABROAD, "Asked not to be written to; answer when she writes."),
    ("easy_going", &["布艺", "送礼"], "普通", "每年中秋会订一批，八月初可以问候。"),
    ("perfectionist", &["纸品", "老顾客", "发票"], "常客", "书房用品固定开专票，抬头在订单备注里。"),
    ("bargainer", &["比价"], "普通", "常拿别家链接来比，说清材质差别即可。"),
    ("", &["新客"], "新客", ""),
    ("easy_going", &["英语", "茶具"], ABROAD, "Happy to wait for the next kiln."),
    ("silent", &[], "普通", ""),
    ("hot_tempered", &["催单"], "普通", "物流一天不动就会来问，主动报进度。"),
    ("easy_going", &["香氛", "老顾客"], "常客", "喜欢新香型，上新可以先告诉她。"),
    ("pleads_poverty", &["凑单"], "普通", "多说性价比，少说限量。"),
    ("perfectionist", &["英语", "送礼"], ABROAD, "Buys for clients: no price in the parcel, ever."),
    ("refuser", &["新客"], "新客", "第一次来问得很细，不要催付。已说明不希望被回访。"),
    ("easy_going", &["纸品"], "普通", ""),
    (
        "talkative",
        &["老顾客", "收藏", "至尊"],
        "常客",
        "店里最久的顾客之一，几乎每款都有；记得她的生日月份在十月。",
    ),
    ("silent", &["灯具"], "普通", ""),
    ("", &["英语", "新客"], ABROAD, ""),
    ("proud", &["陶瓷控"], "普通", "自己也做陶，聊工艺很投缘。"),
    ("easy_going", &["布艺"], "普通", ""),
    ("difficult", &["老顾客", "易退换"], "常客", "意见多但讲理，逐条回应，别打断。"),
    ("silent", &[], "普通", ""),
    ("easy_going", &["英语", "布艺"], ABROAD, "Prefers e-mail summaries after a chat."),
    ("hot_tempered", &["赶时间"], "普通", "上次发货晚了半天，已道歉；这次请盯紧。"),
    ("", &["新客"], "新客", ""),
    ("bargainer", &["凑单", "香氛"], "普通", "一次买三件以上才问价，直接算总价给她。"),
    ("talkative", &["英语"], ABROAD, "Lives in Singapore, asks about duties each time."),
    ("perfectionist", &["老顾客", "灯具", "陶瓷控"], "常客", "家在翻修，分三次下单，地址每次都要核对。"),
];

/// Files what staff know of every buyer.
pub(super) async fn add_all(change: &mut Change, cast: &Cast, now: Timestamp) -> Result<(), StoreError> {
    for (place, (buyer, file)) in cast.buyers.iter().zip(&FILES).enumerate() {
        let locale = if writes_english(&buyer.name) { Locale::En } else { Locale::ZhCn };
        let author = &cast.staff[if locale == Locale::En { 2 } else { place % 2 }];
        let age = i64::try_from(place * 41 % 700).unwrap_or(0) + 1;
        // The first one has come only just now.
        let since = if place == 0 { now } else { now.plus_ms(-age * DAY) };
        let filed = filed(place, file, author, since.plus_ms(age * DAY / 2).min(now));
        change
            .look_at_customer(&buyer.id, now, |kept| {
                kept.filed = filed;
                kept.locale = Some(locale.tag().to_owned());
                kept.created_at = kept.created_at.min(since);
            })
            .await?;
    }
    for buyer in &cast.customers {
        let locale = if writes_english(&buyer.name) { Locale::En } else { Locale::ZhCn };
        let write = |kept: &mut CustomerFile| {
            kept.filed.group = Some(if locale == Locale::En { ABROAD } else { "普通" }.to_owned());
            kept.locale = Some(locale.tag().to_owned());
        };
        change.look_at_customer(&buyer.id, now, write).await?;
    }
    Ok(())
}

fn filed(place: usize, file: &File, author: &Person, at: Timestamp) -> Filed {
    let (temperament, tags, group, note) = *file;
    let note = (!note.is_empty()).then(|| CustomerNote { text: note.to_owned(), author: author.clone(), at });
    Filed {
        tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
        group: Some(group.to_owned()),
        temperament: (!temperament.is_empty()).then(|| Temperament::from(temperament)),
        journey: None,
        do_not_contact: is_left_alone(place),
        notes: note.into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn files_are_varied_and_readable() {
        assert_eq!(FILES.len(), Cast::new().buyers.len());
        let temperaments: BTreeSet<_> =
            FILES.iter().map(|file| file.0).filter(|one| !one.is_empty()).collect();
        assert_eq!(temperaments, Temperament::KNOWN.iter().copied().collect());
        for (buyer, (_, tags, group, _)) in Cast::new().buyers.iter().zip(FILES) {
            assert_eq!(buyer.name.is_ascii(), group == ABROAD, "{}", buyer.name);
            assert!(!group.is_empty() && tags.iter().all(|tag| tag.chars().count() <= 20));
        }
    }
}
