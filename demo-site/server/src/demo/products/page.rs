//! From the tables to product pages.

use super::{
    item::{Item, Pair},
    reviews,
};
use crate::{
    catalogue::{Attribute, Category, ProductOption, ProductPage},
    demo::{pictures::View, trade::Opined},
    locale::Text,
    store::{StoreError, StoredProduct},
};
use kefu_contract::Money;
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

/// Most reviews on a page.
const SHOWN: usize = 5;

/// A product as the store takes it.
pub(in crate::demo) fn stored(
    rank: i64,
    item: &Item,
    opinions: &[Opined],
    rng: &mut ChaCha8Rng,
) -> Result<StoredProduct, StoreError> {
    Ok(StoredProduct {
        id: item.id.into(),
        rank,
        title: item.title.text(),
        price: Money::cny(item.price),
        image_url: View::Front.url(item.id),
        page: serde_json::to_string(&page(item, opinions, rng))?,
    })
}

fn page(item: &Item, opinions: &[Opined], rng: &mut ChaCha8Rng) -> ProductPage {
    let reviews = reviews::of(item, opinions);
    ProductPage {
        subtitle: item.subtitle.text(),
        category: Category { id: item.shelf.id().to_owned(), name: item.shelf.name().text() },
        list_price: item.list_price.map(Money::cny),
        images: View::ALL.iter().map(|view| view.url(item.id)).collect(),
        sold: rng.random_range(180..4_200),
        rating: reviews::rating(&reviews),
        review_count: u32::try_from(reviews.len()).unwrap_or(u32::MAX),
        stock: rng.random_range(12..260),
        options: item
            .options
            .iter()
            .map(|(name, values)| ProductOption {
                name: name.text(),
                values: values.iter().map(|value| value.text()).collect(),
            })
            .collect(),
        attributes: attributes(item),
        promises: promises(item),
        offers: offers(item),
        description: description(item),
        reviews: reviews.into_iter().take(SHOWN).collect(),
    }
}

fn attributes(item: &Item) -> Vec<Attribute> {
    let named = [
        (Pair("材质", "Material"), item.material),
        (Pair("尺寸", "Size"), item.size),
        (Pair("洗护", "Care"), item.care),
    ];
    named
        .iter()
        .chain(item.facts)
        .map(|(name, value)| Attribute { name: name.text(), value: value.text() })
        .collect()
}

fn promises(item: &Item) -> Vec<Text> {
    let mut promises = vec![
        Text::new("48 小时内发货", "Ships within 48 hours"),
        Text::new("7 天无理由退货", "7-day returns, no questions asked"),
    ];
    if item.shelf.is_fragile() {
        promises.push(Text::new("破损包赔", "Replaced if it arrives broken"));
    }
    promises.push(Text::new("运费险", "Return postage insured"));
    promises
}

fn offers(item: &Item) -> Vec<Text> {
    let mut offers = vec![Text::new("满 199 减 20", "¥20 off orders over ¥199")];
    if item.price >= 9_900 {
        offers.push(Text::new("包邮", "Free postage"));
    } else {
        offers.push(Text::new("满 99 包邮", "Free postage over ¥99"));
    }
    if item.list_price.is_some() {
        offers.push(Text::new("限时优惠", "On offer for a short time"));
    }
    offers
}

fn description(item: &Item) -> Vec<Text> {
    let packing = if item.shelf.is_fragile() {
        Pair(
            "我们用蜂窝纸和双层纸箱打包，寄出前每一件都会再检查一遍。路上若有磕碰，拍张照片给客服，当天补发。",
            "Everything is wrapped in honeycomb paper inside a double box and checked once more before it leaves. Should anything arrive damaged, send us a photo and we will replace it the same day.",
        )
    } else {
        Pair(
            "用无塑的纸包装寄出，拆开就能送人。需要贺卡的话，下单时在留言里写好要说的话。",
            "Sent in plastic-free paper that is ready to give. If you would like a card, leave us the words when you order.",
        )
    };
    let care = Text::new(format!("洗护：{}。", item.care.0), format!("Care: {}.", item.care.1));
    vec![item.about.text(), care, packing.text()]
}
