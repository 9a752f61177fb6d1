//! Vases.

use super::item::{Item, Pair, Shelf};
use crate::demo::pictures::{Drawing, Hue, Motif, Shape};

const WIPE: Pair = Pair("清水冲洗，勿用钢丝球", "Rinse with water, no steel wool");
const COLOUR: Pair = Pair("颜色", "Colour");

pub(super) const ITEMS: &[Item] = &[
    Item {
        id: "vase-01",
        shelf: Shelf::Vases,
        title: Pair("月亮罐花瓶", "Moon jar vase"),
        short: Pair("月亮罐花瓶", "moon jar"),
        subtitle: Pair("不太圆，才好看", "Lovelier for not being quite round"),
        price: 22_800,
        list_price: None,
        material: Pair("白瓷，透明釉", "Porcelain, clear glaze"),
        size: Pair("最大直径 20 cm，高 21 cm，瓶口 8 cm", "20 cm across, 21 cm tall, 8 cm mouth"),
        care: WIPE,
        facts: &[(
            Pair("适合", "Suits"),
            Pair("绣球、洋桔梗、大枝条", "hydrangea, lisianthus, large branches"),
        )],
        options: &[(
            Pair("尺寸", "Size"),
            &[Pair("中号 20 cm", "Medium 20 cm"), Pair("大号 26 cm", "Large 26 cm")],
        )],
        about: Pair(
            "上下两半分别拉坯再合成一只，腰间那道接痕留着没有磨平。空着摆也很安静。",
            "Thrown in two halves and joined; the seam at the waist is left as it is. It looks calm even when empty.",
        ),
        drawing: Drawing { shape: Shape::VaseMoon, hue: Hue::Oat, motif: Motif::None },
    },
    Item {
        id: "vase-02",
        shelf: Shelf::Vases,
        title: Pair("细颈一枝瓶", "Slender bottle for one stem"),
        short: Pair("细颈一枝瓶", "single-stem bottle"),
        subtitle: Pair("一枝就够了", "One stem is plenty"),
        price: 8_600,
        list_price: Some(9_900),
        material: Pair("粗陶，哑光釉", "Stoneware, matt glaze"),
        size: Pair("直径 9 cm，高 22 cm，瓶口 2.2 cm", "9 cm across, 22 cm tall, 2.2 cm mouth"),
        care: WIPE,
        facts: &[(Pair("适合", "Suits"), Pair("雪柳、尤加利、单枝花", "spirea, eucalyptus, a single bloom"))],
        options: &[(COLOUR, &[Pair("柿红", "Persimmon"), Pair("苔绿", "Moss"), Pair("米白", "Cream")])],
        about: Pair(
            "瓶口收得很小，一枝花插进去自己就站好了。底部加重，桌角碰一下不容易倒。",
            "The mouth is narrow enough for a stem to stand on its own, and the base is weighted against a passing elbow.",
        ),
        drawing: Drawing { shape: Shape::VaseBottle, hue: Hue::Persimmon, motif: Motif::None },
    },
    Item {
        id: "vase-03",
        shelf: Shelf::Vases,
        title: Pair("竖纹玻璃花瓶", "Ribbed glass vase"),
        short: Pair("竖纹玻璃花瓶", "ribbed glass vase"),
        subtitle: Pair("水光会跟着早晨走", "Morning light, kept in water"),
        price: 9_800,
        list_price: None,
        material: Pair("人工吹制玻璃", "Hand-blown glass"),
        size: Pair("直径 12 cm，高 20 cm，瓶口 10 cm", "12 cm across, 20 cm tall, 10 cm mouth"),
        care: Pair("可进洗碗机上层，勿骤冷骤热", "Top rack of the dishwasher; no sudden heat or cold"),
        facts: &[(Pair("适合", "Suits"), Pair("郁金香、混合花束", "tulips, mixed bunches"))],
        options: &[(COLOUR, &[Pair("透明", "Clear"), Pair("烟灰", "Smoke"), Pair("琥珀", "Amber")])],
        about: Pair(
            "竖纹能遮住水里的花茎，随手一插也整齐。手工吹制会有小气泡，对着光看像雨点。",
            "The ribs hide the stems, so flowers look tidy without arranging. Small bubbles come with hand-blowing and look like rain against the light.",
        ),
        drawing: Drawing { shape: Shape::VaseRibbed, hue: Hue::Sky, motif: Motif::None },
    },
    Item {
        id: "vase-04",
        shelf: Shelf::Vases,
        title: Pair("山形扁花器", "Hill-shaped flat vase"),
        short: Pair("山形扁花器", "hill vase"),
        subtitle: Pair("窗台上的一座小山", "A small hill for the windowsill"),
        price: 15_600,
        list_price: Some(17_800),
        material: Pair("炻瓷，双色釉", "Stoneware in two glazes"),
        size: Pair("宽 24 cm，高 16 cm，厚 7 cm", "24 cm wide, 16 cm tall, 7 cm deep"),
        care: WIPE,
        facts: &[(Pair("附件", "Includes"), Pair("剑山一枚", "one flower frog"))],
        options: &[(COLOUR, &[Pair("青山", "Green hill"), Pair("暮山", "Dusk hill")])],
        about: Pair(
            "两座山一前一后，口开在山谷里，配一枚小剑山。插几枝野草就是一处风景。",
            "One ridge in front of another, with the opening in the valley and a small flower frog inside. A few wild grasses make a landscape.",
        ),
        drawing: Drawing { shape: Shape::VaseHill, hue: Hue::Moss, motif: Motif::None },
    },
];
