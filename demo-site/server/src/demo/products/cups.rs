//! Cups and mugs.

use super::item::{Item, Pair, Shelf};
use crate::demo::pictures::{Drawing, Hue, Motif, Shape};

const COLOUR: Pair = Pair("颜色", "Colour");
const SET: Pair = Pair("规格", "Set");
const ONE_OR_PAIR: &[Pair] = &[Pair("单只", "Single"), Pair("对杯（2 只）", "Pair (2)")];

pub(super) const ITEMS: &[Item] = &[
    Item {
        id: "mug-01",
        shelf: Shelf::Cups,
        title: Pair("素白马克杯 350 ml", "Plain white mug, 350 ml"),
        short: Pair("素白马克杯", "plain white mug"),
        subtitle: Pair("一只每天都会用到的杯子", "The cup you reach for every day"),
        price: 5_900,
        list_price: Some(6_900),
        material: Pair("高温白瓷，1280 ℃ 烧成", "White porcelain, fired at 1280 °C"),
        size: Pair("口径 8.5 cm，高 9.5 cm，350 ml", "8.5 cm wide, 9.5 cm tall, 350 ml"),
        care: Pair("可进微波炉和洗碗机", "Microwave and dishwasher safe"),
        facts: &[(Pair("重量", "Weight"), Pair("约 310 g", "about 310 g"))],
        options: &[(SET, ONE_OR_PAIR)],
        about: Pair(
            "杯口收得薄，入口不挂水；手柄留足四指的位置，端着热咖啡也不烫手。釉面是安静的哑光白，放在哪张桌子上都不突兀。",
            "A thin lip that never drips, and a handle with room for four fingers, so hot coffee stays comfortable to hold. The glaze is a quiet matt white that suits any table.",
        ),
        drawing: Drawing { shape: Shape::Mug, hue: Hue::Oat, motif: Motif::None },
    },
    Item {
        id: "mug-02",
        shelf: Shelf::Cups,
        title: Pair("柿釉手捏杯 220 ml", "Hand-pinched cup in persimmon glaze, 220 ml"),
        short: Pair("柿釉手捏杯", "persimmon pinch cup"),
        subtitle: Pair("每一只的指痕都不一样", "No two carry the same fingerprints"),
        price: 8_800,
        list_price: None,
        material: Pair("粗陶，柿红铁釉", "Stoneware with a persimmon iron glaze"),
        size: Pair("口径 8 cm，高 7.8 cm，220 ml", "8 cm wide, 7.8 cm tall, 220 ml"),
        care: Pair("建议手洗，可短时微波加热", "Hand wash; short microwave heating is fine"),
        facts: &[(Pair("工艺", "Made by"), Pair("手捏成型，窑变釉", "hand pinching, kiln-changed glaze"))],
        options: &[(SET, ONE_OR_PAIR)],
        about: Pair(
            "泥料里留着细砂，握在手里有一点点涩。铁釉在窑里流动，浓处如熟柿，薄处透出土色，所以每一只颜色都略有深浅，这不是瑕疵。",
            "The clay keeps its fine sand and feels slightly dry in the hand. The iron glaze moves in the kiln, deep as ripe fruit in places and thin enough elsewhere to show the clay, so every cup differs a little in tone.",
        ),
        drawing: Drawing { shape: Shape::Tumbler, hue: Hue::Persimmon, motif: Motif::Dip },
    },
    Item {
        id: "mug-03",
        shelf: Shelf::Cups,
        title: Pair("青瓷带盖茶杯 400 ml", "Celadon lidded tea mug, 400 ml"),
        short: Pair("青瓷盖杯", "celadon lidded mug"),
        subtitle: Pair("茶水分离，办公桌上泡一整天", "With infuser, for tea that lasts the working day"),
        price: 12_800,
        list_price: Some(14_800),
        material: Pair("青瓷，配同色瓷茶漏", "Celadon with a matching ceramic infuser"),
        size: Pair("口径 8.8 cm，含盖高 12 cm，400 ml", "8.8 cm wide, 12 cm tall with lid, 400 ml"),
        care: Pair("可进洗碗机，不建议微波加热杯盖", "Dishwasher safe; do not microwave the lid"),
        facts: &[(Pair("包含", "Includes"), Pair("杯身、杯盖、茶漏", "mug, lid and infuser"))],
        options: &[(COLOUR, &[Pair("粉青", "Powder celadon"), Pair("梅子青", "Plum green")])],
        about: Pair(
            "盖子翻过来就是茶漏的托，不用再找地方放。釉色像雨后的竹叶，内壁留白，茶汤的颜色看得清。",
            "Turn the lid over and it becomes a saucer for the infuser. The glaze is the green of bamboo after rain; the inside is white so that you can read the colour of the tea.",
        ),
        drawing: Drawing { shape: Shape::LiddedMug, hue: Hue::Celadon, motif: Motif::None },
    },
    Item {
        id: "mug-04",
        shelf: Shelf::Cups,
        title: Pair("蓝线浓缩咖啡杯 90 ml（两只装）", "Blue-line espresso cups, 90 ml, set of two"),
        short: Pair("蓝线浓缩杯", "blue-line espresso cups"),
        subtitle: Pair("手绘一道蓝，刚好一口半", "One brushed line, a sip and a half"),
        price: 7_600,
        list_price: None,
        material: Pair("白瓷，釉下手绘钴蓝", "Porcelain, cobalt painted under the glaze"),
        size: Pair("口径 6 cm，高 6 cm，90 ml", "6 cm wide, 6 cm tall, 90 ml"),
        care: Pair("可进微波炉和洗碗机", "Microwave and dishwasher safe"),
        facts: &[(Pair("装箱", "In the box"), Pair("2 只", "2 cups"))],
        options: &[(Pair("线条", "Lines"), &[Pair("单线", "Single line"), Pair("双线", "Double line")])],
        about: Pair(
            "蓝线由师傅一笔绕成，收尾处会有轻轻的重叠。杯壁略厚，能把一小口浓缩的温度留住。",
            "The line is drawn in one turn of the wheel, with a faint overlap where the brush comes home. The wall is a little thick, to keep a small coffee warm.",
        ),
        drawing: Drawing { shape: Shape::Mug, hue: Hue::Sky, motif: Motif::Stripe },
    },
    Item {
        id: "mug-05",
        shelf: Shelf::Cups,
        title: Pair("雾玻璃双层杯 300 ml", "Double-walled frosted glass, 300 ml"),
        short: Pair("双层雾玻璃杯", "double-walled glass"),
        subtitle: Pair("热的不烫手，冰的不挂水珠", "Hot without burning, iced without dripping"),
        price: 6_900,
        list_price: Some(7_900),
        material: Pair("高硼硅玻璃", "Borosilicate glass"),
        size: Pair("口径 8 cm，高 10.5 cm，300 ml", "8 cm wide, 10.5 cm tall, 300 ml"),
        care: Pair("可进洗碗机上层，温差不超过 120 ℃", "Top rack of the dishwasher; up to 120 °C difference"),
        facts: &[(Pair("重量", "Weight"), Pair("约 165 g", "about 165 g"))],
        options: &[(SET, ONE_OR_PAIR)],
        about: Pair(
            "两层玻璃之间留着空气，热水倒进去外壁只是温的。外层做了细磨砂，像清晨起雾的窗。",
            "The air between two walls keeps the outside merely warm. The outer wall is finely frosted, like a window on a misty morning.",
        ),
        drawing: Drawing { shape: Shape::Glass, hue: Hue::Sky, motif: Motif::None },
    },
];
