//! What buyers write with their orders (买家留言).

use rand::{RngExt, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;

const CHINESE: [&str; 44] = [
    "送妈妈的生日礼物，麻烦包得好看一点",
    "请包成礼盒，卡片写：“愿你三餐四季，温柔有趣”",
    "卡片请写：“给小鱼，新家快乐！——阿宁”",
    "教师节送老师的，不要放价格单，谢谢",
    "是礼物，别让收件人看到价格",
    "多包两层，上次到的时候角上有点压痕",
    "玻璃的东西麻烦多垫一点，谢谢",
    "请放丰巢，不用打电话",
    "快递请放门口，家里有小宝宝在睡觉",
    "周末送，工作日没人在家",
    "请工作日送到公司，周末没人收",
    "不要发圆通，我们小区不送上门",
    "尽量发顺丰，运费到付也行",
    "能发京东就发京东，楼下有点",
    "要开发票，抬头：个人",
    "开票抬头写“木禾设计工作室”，税号稍后发客服",
    "颜色挑深一点的那种柿红，谢谢",
    "麻烦挑釉面均匀一点的",
    "手捏杯想要指痕明显一点的，没有也没关系",
    "木纹挑顺一点的，谢谢老板",
    "两个颜色各一个，不要发重了",
    "第三次回购了，送个小礼物吧",
    "听说有柿叶书签，可以送一枚吗",
    "客服说好送一小包试用线香的",
    "发货前请检查一下有没有磕口",
    "不急着用，你们慢慢挑",
    "月底前到就行",
    "出差回来才能收，下周一以后发也可以",
    "包装纸不要红色的，素一点就好",
    "如果和另一单能一起发就一起发，省纸箱",
    "少用点胶带，谢谢",
    "包装能简单就简单，环保一点",
    "如果缺货请先打电话，不要直接换颜色",
    "没有藕荷色就发沙色",
    "灯泡请检查亮不亮再发",
    "蜡烛天热会不会化，麻烦早上发",
    "香型如果没有桂花了，换檀香也可以",
    "请在外箱写上“易碎”",
    "家里老人收，派件前请打电话",
    "收件人听力不好，请发短信",
    "乡下地址，麻烦发邮政能到的",
    "放学校东门菜鸟驿站",
    "是拍照道具，请务必周五前到",
    "第一次在你家买，期待～",
];

const ENGLISH: [&str; 12] = [
    "It is a gift, please leave out the price slip.",
    "Could the card read: “Happy housewarming, with love from Ana and Jo”?",
    "Please wrap it well, the last parcel had a rough trip.",
    "No rush at all, take your time.",
    "If the ochre clay is out of stock, purple is fine too.",
    "Please write “fragile” on the box in English as well.",
    "I would love one of those leaf bookmarks, if there are any left.",
    "Please call the front desk, they keep my parcels.",
    "As little plastic as possible, thank you.",
    "Please declare it as tableware for customs.",
    "A receipt in English would be a great help.",
    "Both in the same shade, if you can.",
];

/// What somebody writes; most write nothing.
pub(super) fn wish(english: bool, rng: &mut ChaCha8Rng) -> Option<&'static str> {
    if !rng.random_bool(0.28) {
        return None;
    }
    let list: &[&str] = if english { &ENGLISH } else { &CHINESE };
    list.choose(rng).copied()
}
