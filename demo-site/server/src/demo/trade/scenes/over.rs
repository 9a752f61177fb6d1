//! Ended otherwise than with a happy buyer, and a few ends worth a look.

use super::{D, H, Scene, scene};
use crate::demo::trade::step::{By, Step::*};
use kefu_contract::{
    Channel, CloseReason::*, FulfilmentStage::Picking, MemoFlag::*, OrderMark, ShipmentException,
    ShipmentState::*,
};

/// Nothing was paid.
pub(super) const UNPAID: &[Scene] = &[
    scene(4 * D, &[(3 * D, Remind(Channel::Chat))]),
    scene(5 * D, &[]),
    scene(6 * D + 5 * H, &[(5 * D + 3 * H, Remind(Channel::Chat)), (4 * D, Remind(Channel::Sms))]),
    scene(9 * D, &[]),
    scene(12 * D + 7 * H, &[(11 * D, Remind(Channel::Sms))]),
    scene(16 * D, &[(15 * D, CutPrice), (14 * D, Remind(Channel::Chat))]).said("再便宜五块就付"),
    scene(23 * D, &[]),
    scene(31 * D, &[(30 * D, Remind(Channel::Chat))]),
    scene(40 * D + 9 * H, &[]),
    scene(52 * D, &[(51 * D, Remind(Channel::Phone))]),
    scene(67 * D, &[]),
    scene(81 * D, &[(80 * D, Remind(Channel::Sms)), (79 * D, Remind(Channel::Chat))]),
    scene(97 * D, &[]),
    scene(113 * D, &[]),
    scene(2 * D, &[(30 * H, Close(By::Buyer, BuyerChangedMind, "再想想，暂时不需要了"))]),
    scene(3 * D, &[(3 * D - 15, Close(By::Buyer, Duplicate, "手抖拍了两次"))]),
    scene(5 * D, &[(5 * D - 50, Close(By::Buyer, WrongItem, "规格选错，重新拍了"))]),
    scene(8 * D, &[(7 * D, Close(By::Buyer, Unlisted, "发现家里还有一套没拆"))]),
    scene(11 * D, &[(10 * D, Close(By::Agent, OutOfStock, "大号断货到下月，已和买家说明，补货后通知"))])
        .about("basket-01"),
    scene(
        14 * D,
        &[
            (13 * D, Remind(Channel::Phone)),
            (12 * D, Close(By::Agent, CannotContact, "电话、聊天都没有回应")),
        ],
    ),
    scene(19 * D, &[(18 * D, Close(By::Buyer, Agreed, "和客服说好换另一款下单"))]),
    scene(27 * D, &[(26 * D + 12 * H, Close(By::Agent, Duplicate, "同一买家两单一样，留了后一单"))]),
    scene(35 * D, &[(34 * D, Close(By::Buyer, BuyerChangedMind, ""))]),
    scene(58 * D, &[(57 * D, Close(By::Agent, Agreed, "改价谈不拢，买家同意关闭"))]),
    scene(74 * D, &[(74 * D - 20, Close(By::Buyer, WrongItem, "Wrong glaze, ordered again"))])
        .about("teapot-02"),
    scene(
        90 * D,
        &[
            (89 * D + 12 * H, Memo(Grey, "要求转账到私人账户付款，已拒绝并提醒，订单作废。")),
            (89 * D + 11 * H, Mark(OrderMark::Void)),
            (89 * D + 10 * H, Close(By::Agent, Unlisted, "要求站外付款，已拒绝")),
        ],
    ),
];

/// Something was paid.
pub(super) const PAID: &[Scene] = &[
    scene(
        6 * D,
        &[(6 * D - 5, Pay), (5 * D, Close(By::Supervisor, OutOfStock, "窑损，短期补不上，全额退款并致歉"))],
    )
    .about("bowl-02")
    .stranger(),
    scene(
        10 * D,
        &[
            (10 * D - 5, Pay),
            (9 * D + 5 * H, Stage(Picking)),
            (9 * D, Close(By::Supervisor, BuyerChangedMind, "发货前买家改主意，退款")),
        ],
    )
    .stranger(),
    scene(
        15 * D,
        &[(15 * D - 6, Pay), (14 * D + 12 * H, Close(By::Supervisor, Duplicate, "拍重，退一单留一单"))],
    )
    .stranger(),
    scene(
        22 * D,
        &[(22 * D - 30, Pay), (21 * D + 12 * H, Close(By::Supervisor, WrongItem, "颜色拍错，退款后重拍"))],
    )
    .about("tote-01")
    .stranger(),
    scene(
        33 * D,
        &[
            (33 * D - 3, Pay),
            (31 * D, Urge),
            (30 * D + 12 * H, RunOut),
            (29 * D, Close(By::Supervisor, Agreed, "缺货且超时，协商退款，另赔付已到账")),
        ],
    )
    .stranger(),
    scene(
        49 * D,
        &[
            (49 * D - 9, Pay),
            (48 * D, AskAddress),
            (46 * D, Close(By::Supervisor, CannotContact, "地址不全，电话空号，三天联系不上")),
        ],
    )
    .stranger(),
    scene(
        18 * D,
        &[
            (18 * D - 9, PayOnDelivery),
            (17 * D, Ship),
            (17 * D - 5 * H, News(PickedUp)),
            (15 * D, News(InTransit)),
            (14 * D, Trouble(ShipmentException::Refused)),
            (13 * D, Close(By::Agent, CannotContact, "货到付款拒收，电话不接，退件已入库")),
        ],
    )
    .stranger(),
    scene(
        25 * D,
        &[
            (25 * D - 8, Pay),
            (21 * D, Ship),
            (21 * D - 5 * H, News(PickedUp)),
            (19 * D, News(InTransit)),
            (17 * D, News(OutForDelivery)),
            (17 * D - 4 * H, News(Delivered)),
            (16 * D, Receive),
        ],
    ),
    scene(
        28 * D,
        &[
            (28 * D - 20, PayOnDelivery),
            (27 * D, Ship),
            (27 * D - 5 * H, News(PickedUp)),
            (25 * D, News(InTransit)),
            (24 * D, News(Delivered)),
            (24 * D - H, Receive),
        ],
    )
    .stranger(),
    scene(62 * D, &[(62 * D - 20, Pay), (61 * D, Ship), (40 * D, News(Delivered)), (39 * D, Receive)])
        .by_surface_mail()
        .stranger(),
    scene(
        36 * D,
        &[
            (36 * D - 8, Pay),
            (35 * D, Ship),
            (35 * D - 8 * H, News(PickedUp)),
            (32 * D, News(InTransit)),
            (27 * D, Extend(By::Agent, 10)),
            (22 * D, News(OutForDelivery)),
            (22 * D - 5 * H, News(Delivered)),
            (20 * D, Receive),
        ],
    )
    .stranger(),
    scene(
        24 * D,
        &[
            (24 * D - 8, Pay),
            (21 * D + 8 * H, Ship),
            (21 * D, News(PickedUp)),
            (20 * D, News(InTransit)),
            (19 * D, News(Delivered)),
            (18 * D, Receive),
        ],
    )
    .made_to_order()
    .about("mug-02")
    .said("杯底请刻“一九”两个字，不急，慢慢刻"),
    scene(
        3 * D,
        &[
            (3 * D - 8, Pay),
            (66 * H, Ship),
            (60 * H, News(PickedUp)),
            (48 * H, News(InTransit)),
            (28 * H, News(OutForDelivery)),
            (24 * H, News(Delivered)),
            (3 * H, Receive),
        ],
    ),
];
