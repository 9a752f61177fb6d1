//! What buyers write with their orders (买家留言).

use crate::demo::products::Shelf::{self, Cups, Light, Paper, Scent, Storage, Table, Tea, Textiles, Vases};
use rand::{RngExt, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;

/// A wish, and the shelves it makes sense for.
type Wish = (&'static [Shelf], &'static str);

const ANY: &[Shelf] = &[Cups, Tea, Table, Vases, Light, Scent, Paper, Textiles, Storage];
const FRAGILE: &[Shelf] = &[Cups, Tea, Table, Vases, Light];

const CHINESE: &[Wish] = &[
    (ANY, "送妈妈的生日礼物，麻烦包得好看一点"),
    (ANY, "请包成礼盒，卡片写：“愿你三餐四季，温柔有趣”"),
    (ANY, "卡片请写：“给小鱼，新家快乐！——阿宁”"),
    (ANY, "教师节送老师的，不要放价格单，谢谢"),
    (ANY, "是礼物，别让收件人看到价格"),
    (ANY, "多包两层，上次到的时候角上有点压痕"),
    (FRAGILE, "玻璃的东西麻烦多垫一点，谢谢"),
    (ANY, "请放丰巢，不用打电话"),
    (ANY, "快递请放门口，家里有小宝宝在睡觉"),
    (ANY, "周末送，工作日没人在家"),
    (ANY, "请工作日送到公司，周末没人收"),
    (ANY, "不要发圆通，我们小区不送上门"),
    (ANY, "尽量发顺丰，运费到付也行"),
    (ANY, "能发京东就发京东，楼下有点"),
    (ANY, "要开发票，抬头：个人"),
    (ANY, "开票抬头写“木禾设计工作室”，税号稍后发客服"),
    (&[Cups, Tea, Table, Vases], "麻烦挑釉面均匀一点的"),
    (ANY, "第三次回购了，送个小礼物吧"),
    (ANY, "听说有柿叶书签，可以送一枚吗"),
    (&[Scent], "客服说好送一小包试用线香的"),
    (FRAGILE, "发货前请检查一下有没有磕口"),
    (ANY, "不急着用，你们慢慢挑"),
    (ANY, "月底前到就行"),
    (ANY, "出差回来才能收，下周一以后发也可以"),
    (ANY, "包装纸不要红色的，素一点就好"),
    (ANY, "如果和另一单能一起发就一起发，省纸箱"),
    (ANY, "少用点胶带，谢谢"),
    (ANY, "包装能简单就简单，环保一点"),
    (ANY, "如果缺货请先打电话，不要直接换颜色"),
    (&[Light], "灯泡请检查亮不亮再发"),
    (&[Scent], "蜡烛天热会不会化，麻烦早上发"),
    (FRAGILE, "请在外箱写上“易碎”"),
    (ANY, "家里老人收，派件前请打电话"),
    (ANY, "收件人听力不好，请发短信"),
    (ANY, "乡下地址，麻烦发邮政能到的"),
    (ANY, "放学校东门菜鸟驿站"),
    (ANY, "是拍照道具，请务必周五前到"),
    (ANY, "第一次在你家买，期待～"),
    (&[Cups], "杯口想要薄一点的那批，喝茶用"),
    (&[Tea], "壶盖麻烦试一下严不严，谢谢"),
    (&[Table], "碗底帮忙看一眼有没有毛刺，家里有小孩"),
    (&[Vases], "瓶口直径麻烦量一下，要插雪柳"),
    (&[Paper], "麻烦用硬纸板夹着寄，上次书角折了"),
    (&[Textiles], "要洗过不缩水的，老人用"),
    (&[Storage], "木头味重的话麻烦通两天风再寄"),
    (&[Light], "开关方便的话帮我试一下，老人用"),
    (&[Scent], "不要太浓的香，挑淡一点的批次"),
];

const ENGLISH: &[Wish] = &[
    (ANY, "It is a gift, please leave out the price slip."),
    (ANY, "Could the card read: “Happy housewarming, with love from Ana and Jo”?"),
    (ANY, "Please wrap it well, the last parcel had a rough trip."),
    (ANY, "No rush at all, take your time."),
    (FRAGILE, "Please write “fragile” on the box in English as well."),
    (ANY, "I would love one of those leaf bookmarks, if there are any left."),
    (ANY, "Please call the front desk, they keep my parcels."),
    (ANY, "As little plastic as possible, thank you."),
    (&[Cups, Tea, Table], "Please declare it as tableware for customs."),
    (ANY, "A receipt in English would be a great help."),
    (&[Scent], "Not too strong a scent if there is a choice, please."),
    (&[Paper], "Please put some card around it so the corners stay flat."),
];

/// What somebody writes who buys something of a shelf; most write nothing.
pub(super) fn wish(english: bool, shelf: Shelf, rng: &mut ChaCha8Rng) -> Option<&'static str> {
    if !rng.random_bool(0.28) {
        return None;
    }
    let list = if english { ENGLISH } else { CHINESE };
    let fitting: Vec<_> = list.iter().filter(|(shelves, _)| shelves.contains(&shelf)).collect();
    fitting.choose(rng).map(|(_, words)| *words)
}
