//! Sent, and not confirmed.

use super::{D, H, Scene, scene};
use crate::demo::trade::step::{By, Step::*};
use kefu_contract::{
    MemoFlag::*,
    OrderMark,
    ShipmentException::{self as Exception, NoMovement, Refused, SignedNotReceived},
    ShipmentState::*,
};

pub(super) const SCENES: &[Scene] = &[
    scene(20 * H, &[(20 * H - 4, Pay), (4 * H, Ship)]),
    scene(
        4 * D,
        &[
            (4 * D - 20, Pay),
            (3 * D, Ship),
            (70 * H, News(PickedUp)),
            (50 * H, News(InTransit)),
            (26 * H, News(InTransit)),
            (200, News(OutForDelivery)),
        ],
    ),
    scene(
        6 * D,
        &[
            (6 * D - 12, Pay),
            (5 * D, Ship),
            (116 * H, News(PickedUp)),
            (100 * H, News(InTransit)),
            (76 * H, News(InTransit)),
            (52 * H, News(OutForDelivery)),
            (48 * H, News(Delivered)),
        ],
    ),
    scene(
        9 * D,
        &[
            (9 * D - 6, Pay),
            (8 * D, Ship),
            (8 * D - 4 * H, News(PickedUp)),
            (7 * D, News(InTransit)),
            (20 * H, Trouble(NoMovement)),
            (19 * H, Memo(Blue, "七天没动，已找快递查件，48 小时内没消息就补发。")),
        ],
    ),
    scene(28 * H, &[(28 * H - 4, Pay), (9 * H, Ship), (6 * H, Relabel)]),
    scene(
        10 * D,
        &[
            (10 * D - 9, Pay),
            (9 * D, Ship),
            (9 * D - 5 * H, News(PickedUp)),
            (8 * D, News(InTransit)),
            (6 * D, News(InTransit)),
            (3 * D, Extend(By::Buyer, 5)),
        ],
    ),
    scene(34 * H, &[(34 * H - 7, Pay), (14 * H, Ship), (10 * H, News(PickedUp))]),
    scene(
        8 * D,
        &[
            (8 * D - 5, Pay),
            (7 * D, Ship),
            (7 * D - 4 * H, News(PickedUp)),
            (6 * D, News(InTransit)),
            (4 * D, News(OutForDelivery)),
            (2 * D, Trouble(SignedNotReceived)),
            (
                2 * D - 20,
                Memo(Red, "快递显示签收，买家说没收到，门卫也没有。已请快递调签收底单，明天中午前回复买家。"),
            ),
        ],
    ),
    scene(
        12 * D,
        &[
            (12 * D - 3, Pay),
            (11 * D, Ship),
            (11 * D - 6 * H, News(PickedUp)),
            (10 * D, News(InTransit)),
            (5 * D, Trouble(Exception::Lost)),
            (5 * D - 15, Mark(OrderMark::Lost)),
            (5 * D - 30, Extend(By::Agent, 7)),
            (4 * D, Memo(Red, "快递确认丢件，按原样补发一份，运费我们出，理赔单已交。")),
        ],
    ),
    scene(46 * H, &[(46 * H - 3, Pay), (30 * H, Ship), (26 * H, News(PickedUp)), (9 * H, News(InTransit))]),
    scene(
        10 * D,
        &[
            (10 * D - 10, Pay),
            (9 * D + 9 * H, Ship),
            (9 * D + 5 * H, News(PickedUp)),
            (8 * D, News(InTransit)),
            (7 * D, News(OutForDelivery)),
            (7 * D - 5 * H, News(Delivered)),
        ],
    ),
    scene(
        7 * D,
        &[
            (7 * D - 8, Pay),
            (6 * D, Ship),
            (6 * D - 5 * H, News(PickedUp)),
            (5 * D, News(InTransit)),
            (3 * D, News(OutForDelivery)),
            (30 * H, Trouble(Refused)),
            (29 * H, Memo(Blue, "外箱压坏，买家按我们说的拒收了。同款已补发，等退件到仓拍照理赔。")),
        ],
    ),
    scene(
        3 * D,
        &[
            (3 * D - 10, Pay),
            (56 * H, Ship),
            (50 * H, News(PickedUp)),
            (30 * H, News(InTransit)),
            (4 * H, News(OutForDelivery)),
        ],
    ),
    scene(
        11 * D,
        &[
            (11 * D - 25, Pay),
            (10 * D - 5 * H, Ship),
            (9 * D + 18 * H, News(PickedUp)),
            (8 * D, News(InTransit)),
            (6 * D, News(InTransit)),
            (2 * D, Trouble(Exception::Returned)),
            (47 * H, Extend(By::Agent, 10)),
            (46 * H, Memo(Red, "电话三次没人接被退回，联系上后改放代收点，等退件回仓再寄。")),
        ],
    ),
    scene(
        6 * D + 3 * H,
        &[
            (6 * D + 2 * H, Pay),
            (5 * D + 8 * H, Ship),
            (5 * D, News(PickedUp)),
            (4 * D, News(InTransit)),
            (50 * H, Trouble(Exception::BadAddress)),
            (49 * H, Mark(OrderMark::Invalid)),
            (48 * H, Memo(Red, "面单地址查无此楼，买家写错楼号。联系不上，先标无效，退回后处理。")),
        ],
    ),
    scene(
        5 * D,
        &[
            (5 * D - 4, Pay),
            (4 * D, Ship),
            (4 * D - 4 * H, News(PickedUp)),
            (70 * H, News(InTransit)),
            (44 * H, News(OutForDelivery)),
            (40 * H, News(Delivered)),
        ],
    ),
    scene(
        9 * D,
        &[
            (9 * D - 7, Pay),
            (8 * D + 4 * H, Ship),
            (8 * D, News(PickedUp)),
            (7 * D, News(InTransit)),
            (4 * D, Extend(By::Agent, 3)),
            (4 * D - 30, Memo(Grey, "暴雨，转运慢，已给买家延长三天收货。")),
        ],
    ),
    scene(
        6 * D,
        &[
            (6 * D - 11, Pay),
            (5 * D + 5 * H, ShipPart),
            (5 * D, News(PickedUp)),
            (4 * D, Ship),
            (3 * D, News(InTransit)),
            (20 * H, News(OutForDelivery)),
        ],
    )
    .several(),
    scene(13 * D, &[(13 * D - 5, Pay), (12 * D, Ship), (3 * D, News(InTransit))])
        .by_surface_mail()
        .said("不急，平邮就好"),
    scene(8 * D, &[(8 * D - 9, Pay), (7 * D, Ship)]).by_surface_mail(),
    scene(
        9 * D,
        &[
            (9 * D - 20, Pay),
            (8 * D, Ship),
            (8 * D - 9 * H, News(PickedUp)),
            (6 * D, News(InTransit)),
            (2 * D, Extend(By::Agent, 10)),
            (2 * D - 9, Memo(Grey, "Held at customs, extended by ten days and told the buyer. – Claire")),
        ],
    )
    .abroad(),
    scene(
        4 * D,
        &[(4 * D - 20, Pay), (3 * D, Ship), (3 * D - 8 * H, News(PickedUp)), (30 * H, News(InTransit))],
    )
    .abroad(),
    scene(
        5 * D,
        &[
            (5 * D - 20, PayOnDelivery),
            (4 * D, Ship),
            (4 * D - 5 * H, News(PickedUp)),
            (60 * H, News(InTransit)),
            (5 * H, News(OutForDelivery)),
        ],
    )
    .stranger(),
    scene(
        7 * D,
        &[
            (7 * D - 20, PayOnDelivery),
            (6 * D, Ship),
            (6 * D - 5 * H, News(PickedUp)),
            (5 * D, News(InTransit)),
            (3 * D, News(Delivered)),
        ],
    )
    .stranger(),
    scene(
        11 * D,
        &[
            (11 * D - 14, Pay),
            (9 * D + 3 * H, Ship),
            (8 * D + 22 * H, News(PickedUp)),
            (8 * D, News(InTransit)),
            (6 * D + 2 * H, News(OutForDelivery)),
            (6 * D - 3 * H, News(Delivered)),
        ],
    ),
    scene(36 * H, &[(36 * H - 12, Pay), (16 * H, Ship), (12 * H, News(PickedUp))])
        .said("麻烦用纸盒不要用塑料袋"),
    scene(
        12 * D,
        &[
            (12 * D - 3, Pay),
            (10 * D, Ship),
            (10 * D - 5 * H, News(PickedUp)),
            (9 * D, News(InTransit)),
            (8 * D, News(OutForDelivery)),
            (8 * D - 6 * H, News(Delivered)),
            (26 * H, Extend(By::Buyer, 7)),
        ],
    )
    .said("等家里装修完再拆，可能晚点确认收货"),
];
