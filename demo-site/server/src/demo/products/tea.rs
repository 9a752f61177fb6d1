//! Teaware.

use super::item::{Item, Pair, Shelf};
use crate::demo::pictures::{Drawing, Hue, Motif, Shape};

const HOLE: (Pair, Pair) = (Pair("出水", "Strainer"), Pair("球孔茶滤", "ball strainer"));

pub(super) const ITEMS: &[Item] = &[
    Item {
        id: "teapot-01",
        shelf: Shelf::Tea,
        title: Pair("侧把急须壶 260 ml", "Side-handle kyusu teapot, 260 ml"),
        short: Pair("侧把急须壶", "side-handle teapot"),
        subtitle: Pair("一个人喝茶，刚刚好", "Just right for one"),
        price: 16_800,
        list_price: None,
        material: Pair("紫砂陶", "Zisha clay"),
        size: Pair("壶身直径 9 cm，高 8 cm，260 ml", "Body 9 cm wide, 8 cm tall, 260 ml"),
        care: Pair("清水冲洗即可，不用洗洁精", "Rinse with water, no detergent"),
        facts: &[HOLE],
        options: &[(Pair("泥料", "Clay"), &[Pair("紫泥", "Purple"), Pair("段泥", "Ochre")])],
        about: Pair(
            "侧把和壶嘴成直角，单手倾倒，手腕不必翻转。壶盖与壶口逐只研磨，收水干净，不回流。",
            "Handle and spout stand at a right angle, so it pours with one hand and an easy wrist. Each lid is ground to its own pot, and the flow stops clean.",
        ),
        drawing: Drawing { shape: Shape::TeapotSide, hue: Hue::Clay, motif: Motif::None },
    },
    Item {
        id: "teapot-02",
        shelf: Shelf::Tea,
        title: Pair("提梁陶壶 800 ml", "Overhead-handle teapot, 800 ml"),
        short: Pair("提梁陶壶", "overhead-handle teapot"),
        subtitle: Pair("围炉煮茶，一壶够四个人", "One pot for four around the stove"),
        price: 25_800,
        list_price: Some(29_800),
        material: Pair("耐热粗陶，竹提梁", "Heat-proof stoneware, bamboo handle"),
        size: Pair(
            "壶身直径 15 cm，含提梁高 20 cm，800 ml",
            "Body 15 cm wide, 20 cm tall with handle, 800 ml",
        ),
        care: Pair(
            "可上电陶炉和炭炉，不可用明火猛烧，手洗",
            "Fine on ceramic hobs and charcoal; no fierce open flame; hand wash",
        ),
        facts: &[(Pair("适用炉具", "Suits"), Pair("电陶炉、炭炉", "ceramic hob, charcoal stove"))],
        options: &[(Pair("颜色", "Colour"), &[Pair("炭黑", "Charcoal"), Pair("柿红", "Persimmon")])],
        about: Pair(
            "竹提梁缠了棉线，煮沸了也能直接拎。壶底厚而平，坐在炉子上很稳；第一次用之前请用淘米水小火煮十分钟。",
            "The bamboo handle is wrapped in cotton and can be lifted at the boil. The base is thick and flat and sits firmly on the stove; before first use, simmer rice water in it for ten minutes.",
        ),
        drawing: Drawing { shape: Shape::TeapotOver, hue: Hue::Ink, motif: Motif::None },
    },
    Item {
        id: "teapot-03",
        shelf: Shelf::Tea,
        title: Pair("玻璃花茶壶 600 ml", "Glass pot for flower tea, 600 ml"),
        short: Pair("玻璃花茶壶", "glass teapot"),
        subtitle: Pair("看花在水里慢慢打开", "Watch the petals open"),
        price: 11_900,
        list_price: None,
        material: Pair("高硼硅玻璃，榉木盖钮", "Borosilicate glass, beech knob"),
        size: Pair("壶身直径 12 cm，高 13 cm，600 ml", "Body 12 cm wide, 13 cm tall, 600 ml"),
        care: Pair(
            "可进洗碗机（取下木钮），可上电陶炉",
            "Dishwasher safe without the knob; fine on ceramic hobs",
        ),
        facts: &[(Pair("包含", "Includes"), Pair("壶身、壶盖、玻璃内胆", "pot, lid and glass infuser"))],
        options: &[(Pair("容量", "Size"), &[Pair("600 ml", "600 ml"), Pair("900 ml", "900 ml")])],
        about: Pair(
            "内胆的缝隙只有半毫米，细碎的桂花也留得住。壶嘴弯得低，倒到最后一杯都不用把壶抬得很高。",
            "The slits of the infuser are half a millimetre wide and hold back even osmanthus. The spout bends low, so the last cup pours as easily as the first.",
        ),
        drawing: Drawing { shape: Shape::TeapotGlass, hue: Hue::Honey, motif: Motif::None },
    },
    Item {
        id: "teaset-01",
        shelf: Shelf::Tea,
        title: Pair("月白盖碗旅行套组", "Moon-white gaiwan travel set"),
        short: Pair("月白盖碗套组", "gaiwan travel set"),
        subtitle: Pair("一碗三杯一收纳包", "One gaiwan, three cups, one case"),
        price: 19_800,
        list_price: Some(22_800),
        material: Pair("白瓷，帆布硬壳包", "Porcelain, padded canvas case"),
        size: Pair("盖碗 130 ml，品茗杯 40 ml × 3", "Gaiwan 130 ml, three cups of 40 ml"),
        care: Pair("可进洗碗机", "Dishwasher safe"),
        facts: &[(Pair("收纳包", "Case"), Pair("18 × 12 × 9 cm", "18 × 12 × 9 cm"))],
        options: &[(Pair("包色", "Case colour"), &[Pair("燕麦", "Oat"), Pair("靛青", "Indigo")])],
        about: Pair(
            "杯子叠进碗里，碗放进包里，出差也能好好喝一泡。碗沿外翻，端起来只有指尖是热的。",
            "Cups nest in the bowl, the bowl in the case: a proper brew on the road. The flared rim keeps all but your fingertips cool.",
        ),
        drawing: Drawing { shape: Shape::Gaiwan, hue: Hue::Oat, motif: Motif::Sprig },
    },
];
