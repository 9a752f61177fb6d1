//! Lamps, candles and scent.

use super::item::{Item, Pair, Shelf};
use crate::demo::pictures::{Drawing, Hue, Motif, Shape};

const DUST: Pair = Pair("断电后用干布擦拭", "Unplug and wipe with a dry cloth");
const SCENT: Pair = Pair("香型", "Scent");

pub(super) const ITEMS: &[Item] = &[
    Item {
        id: "lamp-01",
        shelf: Shelf::Light,
        title: Pair("布罩陶座台灯", "Ceramic table lamp with linen shade"),
        short: Pair("布罩陶座台灯", "linen table lamp"),
        subtitle: Pair("床头一盏暖光", "A warm light by the bed"),
        price: 29_800,
        list_price: Some(33_800),
        material: Pair("陶瓷灯座，亚麻灯罩", "Ceramic base, linen shade"),
        size: Pair("灯罩直径 28 cm，总高 42 cm", "Shade 28 cm wide, 42 cm tall"),
        care: DUST,
        facts: &[
            (
                Pair("光源", "Bulb"),
                Pair("E27，附 7 W 暖光灯泡（2700 K）", "E27, 7 W warm bulb included (2700 K)"),
            ),
            (Pair("线长", "Cable"), Pair("1.8 m，旋钮调光", "1.8 m, rotary dimmer")),
        ],
        options: &[(
            Pair("灯座", "Base"),
            &[Pair("柿红", "Persimmon"), Pair("米白", "Cream"), Pair("靛青", "Indigo")],
        )],
        about: Pair(
            "旋钮在电线上，躺着也摸得到。亚麻罩把光滤得很软，看书不刺眼，起夜不扰人。",
            "The dimmer sits on the cable, within reach from bed. Linen softens the light: kind to readers and to whoever is asleep.",
        ),
        drawing: Drawing { shape: Shape::LampTable, hue: Hue::Persimmon, motif: Motif::None },
    },
    Item {
        id: "lamp-02",
        shelf: Shelf::Light,
        title: Pair("和纸圆灯", "Round paper lantern lamp"),
        short: Pair("和纸圆灯", "paper lantern"),
        subtitle: Pair("房间里的一轮月亮", "A moon for the room"),
        price: 18_900,
        list_price: None,
        material: Pair("手抄纸，竹骨，木底座", "Handmade paper, bamboo ribs, wooden base"),
        size: Pair("直径 32 cm，总高 34 cm", "32 cm across, 34 cm tall"),
        care: Pair("用软毛刷除尘，远离水汽", "Dust with a soft brush; keep away from steam"),
        facts: &[
            (Pair("光源", "Bulb"), Pair("E27，请用 LED 灯泡，10 W 以内", "E27, LED only, up to 10 W")),
            (Pair("线长", "Cable"), Pair("2 m，脚踏开关", "2 m, foot switch")),
        ],
        options: &[(Pair("尺寸", "Size"), &[Pair("32 cm", "32 cm"), Pair("45 cm", "45 cm")])],
        about: Pair(
            "纸是一张张抄出来的，点亮后能看见长长的纤维。竹骨可以收拢，搬家时压平带走。",
            "The paper is made sheet by sheet, and lit up it shows its long fibres. The bamboo ribs fold flat for moving house.",
        ),
        drawing: Drawing { shape: Shape::LampPaper, hue: Hue::Honey, motif: Motif::None },
    },
    Item {
        id: "lamp-03",
        shelf: Shelf::Light,
        title: Pair("蘑菇充电夜灯", "Rechargeable mushroom night light"),
        short: Pair("蘑菇夜灯", "mushroom night light"),
        subtitle: Pair("拍一下就亮", "Lights up at a tap"),
        price: 9_900,
        list_price: Some(11_900),
        material: Pair("硅胶灯罩，榉木底座", "Silicone cap, beech base"),
        size: Pair("直径 11 cm，高 14 cm", "11 cm across, 14 cm tall"),
        care: Pair("湿布擦拭，勿浸水", "Wipe with a damp cloth; do not immerse"),
        facts: &[
            (
                Pair("续航", "Battery"),
                Pair("最亮 8 小时，夜灯档 60 小时", "8 h at full light, 60 h as a night light"),
            ),
            (Pair("接口", "Charging"), Pair("USB-C，附线", "USB-C, cable included")),
        ],
        options: &[(
            Pair("颜色", "Colour"),
            &[Pair("奶油", "Cream"), Pair("柿子", "Persimmon"), Pair("鼠尾草", "Sage")],
        )],
        about: Pair(
            "软软的帽子，拍一下亮，长按调光，十五分钟后可以自己熄。给孩子的房间准备的，大人也爱用。",
            "A soft cap: tap for light, hold to dim, and it can switch itself off after fifteen minutes. Made for children's rooms, borrowed by adults.",
        ),
        drawing: Drawing { shape: Shape::LampMushroom, hue: Hue::Rose, motif: Motif::None },
    },
    Item {
        id: "candle-01",
        shelf: Shelf::Scent,
        title: Pair("柿叶香薰蜡烛 180 g", "Persimmon-leaf scented candle, 180 g"),
        short: Pair("柿叶香薰蜡烛", "persimmon-leaf candle"),
        subtitle: Pair("像秋天午后的院子", "An autumn courtyard in the afternoon"),
        price: 12_800,
        list_price: None,
        material: Pair("大豆蜡、棉芯", "Soy wax, cotton wick"),
        size: Pair("直径 8 cm，高 9 cm，180 g", "8 cm wide, 9 cm tall, 180 g"),
        care: Pair("每次点燃前修剪烛芯至 5 mm", "Trim the wick to 5 mm before lighting"),
        facts: &[(Pair("燃烧时长", "Burns"), Pair("约 40 小时", "about 40 hours"))],
        options: &[(
            SCENT,
            &[Pair("柿叶", "Persimmon leaf"), Pair("雪松", "Cedar"), Pair("白茶", "White tea")],
        )],
        about: Pair(
            "前调是新摘的柿叶和一点橙皮，慢慢落到雪松与干草上。第一次请点足两小时，让表面整圈融化，后面就不会烧出坑。",
            "It opens with fresh persimmon leaf and a little orange peel and settles into cedar and hay. Burn it for two hours the first time, until the whole surface melts, and it will never tunnel.",
        ),
        drawing: Drawing { shape: Shape::CandleJar, hue: Hue::Persimmon, motif: Motif::None },
    },
    Item {
        id: "candle-02",
        shelf: Shelf::Scent,
        title: Pair("手卷蜂蜡烛（四支）", "Hand-rolled beeswax candles, four"),
        short: Pair("手卷蜂蜡烛", "beeswax candles"),
        subtitle: Pair("只有蜂蜜自己的味道", "Scented by honey alone"),
        price: 6_600,
        list_price: None,
        material: Pair("纯蜂蜡、棉芯", "Pure beeswax, cotton wick"),
        size: Pair("直径 2.2 cm，高 20 cm", "2.2 cm wide, 20 cm tall"),
        care: Pair("避风点燃，平放保存", "Burn out of draughts, store lying flat"),
        facts: &[(Pair("燃烧时长", "Burns"), Pair("每支约 5 小时", "about 5 hours each"))],
        options: &[(Pair("颜色", "Colour"), &[Pair("蜜色", "Honey"), Pair("柿红", "Persimmon")])],
        about: Pair(
            "整片蜂蜡手工卷成，表面留着六角的纹。不加香精，点起来有淡淡的蜂蜜香，烟很少。",
            "Rolled by hand from sheets of wax that keep their hexagons. No perfume: a faint smell of honey and very little smoke.",
        ),
        drawing: Drawing { shape: Shape::CandlePillars, hue: Hue::Honey, motif: Motif::None },
    },
    Item {
        id: "incense-01",
        shelf: Shelf::Scent,
        title: Pair("桂花线香与陶香插", "Osmanthus incense with ceramic holder"),
        short: Pair("桂花线香", "osmanthus incense"),
        subtitle: Pair("一炷香的安静", "The length of one quiet stick"),
        price: 8_800,
        list_price: Some(9_800),
        material: Pair("天然香粉，粗陶香插", "Natural incense powder, stoneware holder"),
        size: Pair("线香长 14 cm，40 支；香插直径 10 cm", "40 sticks of 14 cm; holder 10 cm wide"),
        care: Pair("密封避光保存，远离易燃物点燃", "Keep sealed and dark; burn away from anything flammable"),
        facts: &[(Pair("燃烧时长", "Burns"), Pair("每支约 25 分钟", "about 25 minutes each"))],
        options: &[(
            SCENT,
            &[Pair("桂花", "Osmanthus"), Pair("檀香", "Sandalwood"), Pair("艾草", "Mugwort")],
        )],
        about: Pair(
            "香粉里只有桂花、甜橙皮和榆树皮粘粉。香插是一片小叶子，灰会落在叶心里。",
            "Osmanthus, sweet orange peel and elm bark as binder, nothing else. The holder is a small leaf that catches the ash.",
        ),
        drawing: Drawing { shape: Shape::Incense, hue: Hue::Honey, motif: Motif::None },
    },
];
