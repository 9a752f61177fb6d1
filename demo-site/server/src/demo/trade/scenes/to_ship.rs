//! Paid, and not or not all sent.

use super::{D, H, Scene, scene};
use crate::demo::trade::step::{By, Step::*};
use kefu_contract::{FulfilmentStage::*, MemoFlag::*, OrderMark, ShipmentState::*};

pub(super) const SCENES: &[Scene] = &[
    scene(40, &[(36, Pay)]),
    scene(80 * H, &[(79 * H, Pay), (9 * H, Urge)]).said("急用，生日前一定要到，谢谢！"),
    scene(
        34 * H,
        &[
            (33 * H, Pay),
            (28 * H, AskAddress),
            (28 * H - 10, Memo(Yellow, "地址没有门牌号，已在聊天里问了，没回之前先不发。")),
            (10 * H, NewAddress(By::Buyer)),
            (6 * H, Memo(Green, "新地址核对过，可以发。")),
        ],
    ),
    scene(
        70 * H,
        &[(70 * H - 8, Pay), (40 * H, ShipPart), (36 * H, News(PickedUp)), (20 * H, News(InTransit))],
    )
    .several()
    .said("有货的先发，其余不急"),
    scene(3 * H, &[(3 * H - 6, Pay), (150, Stage(Review))]),
    scene(52 * H, &[(52 * H - 20, Pay), (6 * H, Urge)]),
    scene(
        67 * H,
        &[
            (67 * H - 4, Pay),
            (30 * H, Urge),
            (5 * H, Urge),
            (4 * H, Memo(Red, "买家催了两次，今天第一批发，优先顺丰。")),
        ],
    )
    .said("请发顺丰，补差价可以"),
    scene(5 * H, &[(5 * H - 9, Pay), (4 * H, Stage(Review)), (3 * H, Stage(PaymentCheck))]),
    scene(
        16 * H,
        &[(16 * H - 5, Pay), (2 * H, Memo(Red, "要礼盒，卡片写：“新居快乐，一切从头暖起”。不放价格单。"))],
    )
    .said("送朋友乔迁的，请包成礼盒，不要放价格单"),
    scene(
        110 * H,
        &[
            (110 * H - 12, Pay),
            (60 * H, RunOut),
            (
                59 * H,
                Memo(
                    Blue,
                    "双层雾玻璃缺货。给了三个选择：换款、退款、等五天另送书签。买家选等，周日前必须发。",
                ),
            ),
            (30 * H, Urge),
        ],
    )
    .about("mug-05"),
    scene(9 * H, &[(9 * H - 3, Pay), (8 * H, Stage(Review)), (7 * H, Stage(Printing))]),
    scene(26 * H, &[(26 * H - 7, Pay), (20 * H, AskAddress)]).said("白天没人，放门卫就行"),
    scene(
        58 * H,
        &[
            (58 * H - 30, Pay),
            (31 * H, Memo(Yellow, "要配同一窑的两只，等周四出窑再发，买家知道会超一点时间。")),
        ],
    )
    .about("mug-02")
    .said("两只杯子麻烦挑颜色接近的"),
    scene(13 * H, &[(13 * H - 4, Pay), (11 * H, Stage(Picking))]),
    scene(
        30 * H,
        &[
            (29 * H, Pay),
            (20 * H, NewAddress(By::Buyer)),
            (19 * H, Memo(Red, "买家自己改了地址，按新地址打单，旧面单作废。")),
        ],
    ),
    scene(19 * H, &[(19 * H - 6, Pay), (15 * H, Stage(Inspection))]),
    scene(8 * H, &[(8 * H - 2, Pay), (90, Memo(Purple, "买家拍重了，已和主管确认，可以退款，不要发货。"))])
        .said("拍重了，麻烦退一单"),
    scene(71 * H, &[(71 * H - 1, Pay), (20 * H, Urge)]),
    scene(21 * H, &[(21 * H - 3, Pay), (12 * H, Stage(Packing))]),
    scene(
        40 * H,
        &[
            (40 * H - 9, Pay),
            (22 * H, RunOut),
            (21 * H, Memo(Blue, "最后一样缺货，问买家先发其余的行不行。")),
        ],
    )
    .several(),
    scene(24 * H, &[(24 * H - 8, Pay), (12 * H, Stage(Weighing))]),
    scene(11 * H, &[(11 * H - 5, Pay), (2 * H, Memo(Red, "随单送柿叶书签一枚，已答应买家。"))])
        .said("客服答应送书签的哦"),
    scene(27 * H, &[(27 * H - 2, Pay), (6 * H, Stage(HandedOver))]),
    scene(
        60 * H,
        &[
            (60 * H - 11, Pay),
            (44 * H, Memo(Yellow, "刻字内容待买家确认：“松风”还是“松間”，先不做。")),
            (8 * H, Memo(Green, "已确认刻“松风”，简体。可以做、可以发。")),
        ],
    )
    .made_to_order()
    .about("mug-02")
    .said("杯底刻两个字：松风"),
    scene(
        84 * H,
        &[
            (84 * H - 5, Pay),
            (14 * H, Urge),
            (6 * H, Memo(Red, "超时了，平台已经赔付。今天必须发，别再拖。")),
        ],
    ),
    scene(50 * H, &[(50 * H - 15, Pay), (8 * H, ShipPart), (5 * H, News(PickedUp))]).several(),
    scene(
        62 * H,
        &[
            (62 * H - 10, Pay),
            (30 * H, ShipPart),
            (29 * H, Memo(Blue, "剩一样等补货，周五到仓，到了就发，不用另收邮费。")),
            (27 * H, News(PickedUp)),
            (12 * H, News(InTransit)),
        ],
    )
    .several(),
    scene(45 * H, &[(45 * H - 6, Pay), (25 * H, Memo(Yellow, "买家出差，周六之后再发，勿提前。"))])
        .said("周六之后再发，之前家里没人收"),
    scene(14 * H, &[(14 * H - 3, Pay), (3 * H, Memo(Grey, "老客户，上次的杯子有磕碰，这次多包一层。"))]),
    scene(
        90 * H,
        &[
            (90 * H - 4, Pay),
            (60 * H, ShipPart),
            (56 * H, News(PickedUp)),
            (40 * H, News(InTransit)),
            (20 * H, News(OutForDelivery)),
            (18 * H, News(Delivered)),
            (10 * H, Urge),
        ],
    )
    .several(),
    scene(
        66 * H,
        &[
            (66 * H - 6, Pay),
            (50 * H, RunOut),
            (40 * H, ShipPart),
            (36 * H, News(PickedUp)),
            (22 * H, News(InTransit)),
        ],
    )
    .several(),
    scene(
        12 * H,
        &[
            (12 * H - 4, Pay),
            (
                2 * H,
                Memo(
                    Red,
                    "Gift: no invoice, no price slip, card reads “For the new kitchen, love, P.” – Claire",
                ),
            ),
        ],
    )
    .abroad()
    .said("It is a present, please leave out the price slip"),
    scene(6 * H, &[(6 * H - 5, Pay)])
        .abroad()
        .said("Could you put fragile stickers on all sides? Thank you!"),
    scene(
        20 * H,
        &[(20 * H - 3, PayOnDelivery), (4 * H, Memo(Red, "货到付款，发货前电话确认过，本人在家。"))],
    )
    .stranger()
    .said("货到付款，送前打电话"),
    scene(7 * H, &[(7 * H - 4, PayOnDelivery)]).stranger(),
    scene(
        33 * H,
        &[
            (33 * H - 6, Pay),
            (31 * H, Twin),
            (12 * H, Merge),
            (11 * H, Memo(Green, "两单合一，邮费退一份，一起发。")),
        ],
    )
    .stranger()
    .said("和我后面那单一起发吧"),
    scene(42 * H, &[(42 * H - 9, Pay), (41 * H, Twin), (20 * H, Merge), (6 * H, Stage(Packing))]).stranger(),
    scene(
        37 * H,
        &[(37 * H - 7, Pay), (16 * H, Split), (15 * H, Memo(Blue, "花瓶要等，单独拆出来，其余先发。"))],
    )
    .about("vase-02")
    .several()
    .stranger(),
    scene(25 * H, &[(25 * H - 7, Pay), (10 * H, Split), (3 * H, Ship)]).several().stranger(),
    scene(
        22 * H,
        &[
            (22 * H - 2, Pay),
            (6 * H, Memo(Yellow, "收件人写“老地方”，电话打不通，作废待退款。")),
            (5 * H, Mark(OrderMark::Void)),
        ],
    )
    .stranger(),
    scene(
        D + 2 * H,
        &[
            (D + 110, Pay),
            (12 * H, Memo(Yellow, "昵称相近的另一个号要求改地址，没同意，等本人在这个账号里确认。")),
        ],
    ),
    scene(38 * H, &[(38 * H - 3, Pay), (9 * H, Memo(Blue, "上一单给过差评，这一单主管亲自检查后再发。"))]),
];
