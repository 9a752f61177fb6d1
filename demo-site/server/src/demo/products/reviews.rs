//! What buyers say about the products.

use super::item::{Item, Pair, Shelf};
use crate::{catalogue::Review, demo::people, locale::Text};
use kefu_contract::Timestamp;
use rand::{RngExt, seq::SliceRandom};
use rand_chacha::ChaCha8Rng;

const DAY_MS: i64 = 86_400_000;

/// Stars, the review, the shop's reply.
type Said = (u8, Pair, Option<Pair>);

/// `{}` stands for the product's short name.
const ANY: &[Said] = &[
    (
        5,
        Pair(
            "{}收到了，比图片还耐看，家里人都问在哪买的。",
            "The {} arrived, even better than in the pictures. Everyone at home asks where I found this.",
        ),
        None,
    ),
    (
        5,
        Pair(
            "第二次回购{}，这次是送同事的，包装直接就能送人。",
            "Second time buying the {}, now for a colleague. Arrived wrapped and ready to give.",
        ),
        Some(Pair(
            "谢谢您又回来，也替我们向您同事问好。",
            "Thank you for coming back, and our regards to your colleague.",
        )),
    ),
    (
        5,
        Pair(
            "客服很耐心，问了好多问题都一一回答，没有催着下单。",
            "Customer service answered all my questions patiently and never pushed me to buy.",
        ),
        None,
    ),
    (
        4,
        Pair(
            "东西很好，就是发货比预想的晚了一天，等得有点心急。",
            "Lovely, only it shipped a day later than I had hoped.",
        ),
        Some(Pair(
            "让您久等了。那两天在盘点，之后已经调整了排班，谢谢您的耐心。",
            "Sorry for the wait. We were taking stock that week and have changed our shifts since. Thank you for your patience.",
        )),
    ),
    (5, Pair("颜色和页面上几乎一样，没有色差，很满意。", "The colour is just as shown. Very happy."), None),
    (
        4,
        Pair(
            "做工细致，价格要是再低一点就更好了。",
            "Carefully made. A slightly lower price would make it perfect.",
        ),
        None,
    ),
];

const FRAGILE: &[Said] = &[
    (
        5,
        Pair(
            "里三层外三层，拆了五分钟，一点没碎。",
            "Layer upon layer of wrapping. Took five minutes to open and nothing was broken.",
        ),
        None,
    ),
    (
        3,
        Pair(
            "收到时边上有个小磕口，联系客服后很快补发了，处理得不错。",
            "There was a small chip on the edge. They sent another at once, well handled.",
        ),
        Some(Pair(
            "给您添麻烦了。我们已在这款外面多加了一层护角，希望新的这件一直陪着您。",
            "We are sorry about that. This item now travels with an extra corner guard. We hope the new one stays with you for a long time.",
        )),
    ),
    (
        5,
        Pair(
            "底部很平，放在桌上稳稳当当，细节看得出用心。",
            "The base is flat and steady. You can tell that somebody cared about the details.",
        ),
        None,
    ),
    (
        4,
        Pair(
            "比我想的小一点，怪我没看尺寸，不过用起来正好。",
            "Smaller than I imagined, my own fault for not reading the size, but it turns out to be just right.",
        ),
        None,
    ),
];

const TABLEWARE: &[Said] = &[
    (
        5,
        Pair(
            "早上用它喝第一口水，心情会好一点。",
            "The first sip of the day comes from this now, and the day is better for it.",
        ),
        None,
    ),
    (
        5,
        Pair("洗碗机洗了一个多月，釉面没变化。", "Over a month in the dishwasher and the glaze is as new."),
        None,
    ),
];

const SOFT: &[Said] = &[
    (
        5,
        Pair(
            "摸起来很舒服，洗过一次没有缩水也没掉色。",
            "Pleasant to touch. Washed once: no shrinking, no fading.",
        ),
        None,
    ),
    (
        4,
        Pair(
            "有一点点线头，自己剪掉就好，布料是真的好。",
            "A loose thread or two, easily trimmed. The fabric itself is excellent.",
        ),
        Some(Pair(
            "谢谢您告诉我们，已经反馈给质检的同事了。",
            "Thank you for telling us. We have passed it on to quality control.",
        )),
    ),
];

const GLOW: &[Said] = &[
    (5, Pair("晚上点着，整个房间都静下来了。", "In the evening the whole room goes quiet with it."), None),
    (5, Pair("送给妈妈的，她说很温柔。", "A present for my mother. She calls it gentle."), None),
];

fn pool(shelf: Shelf) -> Vec<Said> {
    let mut pool = ANY.to_vec();
    if shelf.is_fragile() {
        pool.extend_from_slice(FRAGILE);
    }
    pool.extend_from_slice(match shelf {
        Shelf::Cups | Shelf::Tea | Shelf::Table => TABLEWARE,
        Shelf::Light | Shelf::Scent => GLOW,
        Shelf::Paper | Shelf::Textiles | Shelf::Storage => SOFT,
        Shelf::Vases => &[],
    });
    pool
}

/// Four or five reviews, newest first.
pub(super) fn of(item: &Item, now: Timestamp, rng: &mut ChaCha8Rng) -> Vec<Review> {
    let mut said = pool(item.shelf);
    said.shuffle(rng);
    let count = rng.random_range(4..=5);
    let mut age_days = rng.random_range(1..6);
    said.iter()
        .take(count)
        .map(|(rating, words, reply)| {
            let date = now.plus_ms(-age_days * DAY_MS).to_string()[..10].to_owned();
            age_days += rng.random_range(2..17);
            Review {
                author: masked(people::nickname(rng)),
                rating: *rating,
                text: Text::new(words.0.replace("{}", item.short.0), words.1.replace("{}", item.short.1)),
                sku: sku(item, rng),
                date,
                reply: reply.map(Pair::text),
            }
        })
        .collect()
}

/// The first character of a name, the rest hidden.
fn masked(name: &str) -> String {
    name.chars().take(1).chain("**".chars()).collect()
}

/// One choice of every option.
fn sku(item: &Item, rng: &mut ChaCha8Rng) -> Text {
    let chosen: Vec<Pair> =
        item.options.iter().map(|(_, values)| values[rng.random_range(0..values.len())]).collect();
    let joined = |pick: fn(&Pair) -> &'static str, separator: &str| {
        chosen.iter().map(pick).collect::<Vec<_>>().join(separator)
    };
    Text::new(joined(|pair| pair.0, "，"), joined(|pair| pair.1, ", "))
}
