//! Agreed: goods or money are on their way.

use super::*;
use Step::Claim;

pub(super) const SCENES: &[Scene] = &[
    // The buyer is to send the goods.
    scene(
        9 * D,
        &[
            (3 * D, back!(NoReason, Last, "颜色和沙发撞了，没用过，吊牌在，申请退货。", [])),
            (2 * D + 8 * H, Claim(Deed::Agree)),
        ],
    )
    .after(Came::Delivered)
    .about("cushion-01"),
    scene(
        8 * D,
        &[
            (40 * H, back!(DamagedInTransit, Last, "外箱被压扁，里面花瓶口缺了一块。", [Chip, Crushed])),
            (30 * H, Claim(Deed::Agree)),
        ],
    )
    .after(Came::Delivered)
    .about("vase-04"),
    scene(
        14 * D,
        &[
            (
                8 * D,
                swap!(
                    Exchange,
                    SizeDiffers,
                    "盒子内径比标注小 1.5 厘米，A5 本子放不进去，换一个对的。",
                    [Whole]
                ),
            ),
            (6 * D + 8 * H, Claim(Deed::Agree)),
        ],
    )
    .after(Came::Received)
    .about("box-01"),
    scene(
        13 * D,
        &[
            (7 * D, keep!(Disliked, 60, "香味太淡了，跟没点一样。", [])),
            (
                6 * D + 8 * H,
                offer!(
                    Some(CaseKind::ReturnRefund),
                    None,
                    Some(Payer::Seller),
                    "香型喜好因人而异，若只点过一次，我们破例支持退货，运费我们出。"
                ),
            ),
            (6 * D, Claim(Deed::AcceptOffer)),
        ],
    )
    .after(Came::Received)
    .about("candle-01"),
    scene(
        12 * D,
        &[
            (4 * D, swap!(Repair, QualityDefect, "充不进电，换了三根线都一样。", [Whole])),
            (3 * D + 5 * H, Claim(Deed::Agree)),
        ],
    )
    .after(Came::Received)
    .about("lamp-03"),
    scene(
        10 * D,
        &[
            (
                3 * D,
                back!(
                    DescriptionDiffers,
                    One,
                    "One of the bowls is clearly a different blue. Happy to send that one back.",
                    [OffColour]
                ),
            ),
            (60 * H, Claim(Deed::Agree)),
        ],
    )
    .after(Came::Delivered)
    .about("bowl-02"),
    // Sent back; the shop is to count.
    scene(
        14 * D,
        &[
            (8 * D, back!(NoReason, Last, "不合适，全新没用。", [])),
            (7 * D + 6 * H, Claim(Deed::Agree)),
            (5 * D, Claim(Deed::SendBack)),
        ],
    )
    .after(Came::Received),
    scene(
        20 * D,
        &[
            (14 * D, back!(QualityDefect, Last, "开关接触不良，一碰就闪。", [Whole])),
            (13 * D + 4 * H, Claim(Deed::Agree)),
            (9 * D + 8 * H, Claim(Deed::SendBack)),
        ],
    )
    .after(Came::Received)
    .about("lamp-02"),
    scene(
        16 * D,
        &[
            (10 * D, back!(OrderedWrong, Last, "拍成单只了，想要对杯，先退这个。", [])),
            (9 * D, Claim(Deed::Agree)),
            (6 * D, Claim(Deed::SendBack)),
            (20 * H, Claim(Deed::Count(Condition::Opened, 0, "拆封未用，标签在，可二次销售。"))),
        ],
    )
    .after(Came::Received)
    .about("mug-01"),
    scene(
        17 * D,
        &[
            (11 * D, swap!(Exchange, Workmanship, "杯口有毛刺，划嘴。", [Chip])),
            (10 * D, Claim(Deed::Agree)),
            (7 * D, Claim(Deed::SendBack)),
            (30 * H, Claim(Deed::Count(Condition::Damaged, 0, "杯口确有一处毛刺，属瑕疵，换新。"))),
        ],
    )
    .after(Came::Received)
    .about("mug-04"),
    scene(
        18 * D,
        &[
            (12 * D, back!(NoReason, All, "整套都退，送人的对方不需要了。", [])),
            (11 * D, Claim(Deed::Agree)),
            (7 * D, Claim(Deed::SendBack)),
            (40 * H, Claim(Deed::Count(Condition::Used, 0, "盘面有刀痕和油渍，已使用，需与买家协商。"))),
        ],
    )
    .after(Came::Received)
    .about("plate-02")
    .stranger(),
    scene(
        15 * D,
        &[
            (
                9 * D,
                swap!(
                    Exchange,
                    OrderedWrong,
                    "Could I swap the ochre one for purple? It has not been used.",
                    []
                ),
            ),
            (8 * D, Claim(Deed::Agree)),
            (4 * D, Claim(Deed::SendBack)),
        ],
    )
    .after(Came::Received)
    .about("teapot-01"),
    // The shop is to send.
    scene(
        16 * D,
        &[
            (10 * D, swap!(Exchange, DamagedInTransit, "收到就有一道裂，从口到腰。", [Crack])),
            (9 * D, Claim(Deed::Agree)),
            (6 * D, Claim(Deed::SendBack)),
            (44 * H, Claim(Deed::Count(Condition::Damaged, 0, "运输裂，已留照片向快递理赔。"))),
            (42 * H, Claim(Deed::Agree)),
        ],
    )
    .after(Came::Received)
    .about("vase-01"),
    scene(
        9 * D,
        &[
            (
                50 * H,
                missing!(NotReceived, ShortParcel, "二十四张少了“霜降”和“小雪”，我一张张数的。", [Whole]),
            ),
            (40 * H, Claim(Deed::Agree)),
        ],
    )
    .after(Came::Received)
    .about("notebook-03"),
    scene(
        8 * D,
        &[
            (
                64 * H,
                missing!(NotReceived, ShortParcel, "买了两样只到一样，外箱没有破损，应该是漏装。", [Empty]),
            ),
            (56 * H, Claim(Deed::Agree)),
        ],
    )
    .after(Came::Delivered)
    .several(),
    // On its way to the buyer.
    scene(
        11 * D,
        &[
            (5 * D, missing!(NotReceived, ShortParcel, "剑山没放进来，盒子里有个空格子。", [Empty])),
            (4 * D + 6 * H, Claim(Deed::Agree)),
            (3 * D, Claim(Deed::Reship)),
        ],
    )
    .after(Came::Received)
    .about("vase-04"),
    scene(
        19 * D,
        &[
            (13 * D, swap!(Repair, QualityDefect, "底座的榫松了，放桌上会晃。", [Whole])),
            (12 * D, Claim(Deed::Agree)),
            (10 * D, Claim(Deed::SendBack)),
            (6 * D, Claim(Deed::Count(Condition::Used, 0, "榫头收缩，重新上胶加固即可。"))),
            (4 * D, Claim(Deed::Agree)),
            (2 * D, Claim(Deed::Reship)),
        ],
    )
    .after(Came::Received)
    .about("box-01"),
    scene(
        20 * D,
        &[
            (14 * D, swap!(Exchange, DescriptionDiffers, "发错香型了，要的雪松，来的是白茶。", [Whole])),
            (13 * D, Claim(Deed::Agree)),
            (10 * D, Claim(Deed::SendBack)),
            (6 * D, Claim(Deed::Count(Condition::Intact, 0, "核对订单确为发错，未拆封。"))),
            (6 * D - 20, Claim(Deed::Agree)),
            (4 * D, Claim(Deed::Reship)),
        ],
    )
    .after(Came::Received)
    .about("candle-01"),
    scene(
        10 * D,
        &[
            (
                5 * D,
                missing!(
                    NotReceived,
                    ShortParcel,
                    "The little wooden knob of the lid was not in the box.",
                    [Whole]
                ),
            ),
            (4 * D + 6 * H, Claim(Deed::Agree)),
            (3 * D, Claim(Deed::Reship)),
        ],
    )
    .after(Came::Received)
    .about("teapot-03"),
    // The money.
    scene(
        4 * D,
        &[
            (9 * H, not_come!(OrderedByMistake, "孩子拿手机点的，麻烦退款。", [])),
            (3 * H, Claim(Deed::Agree)),
        ],
    )
    .after(Came::Paid)
    .slow_bank()
    .stranger(),
    scene(
        9 * D,
        &[
            (2 * D, part!(Workmanship, 15, "线头多，缝线有一段歪了，补一点就行。", [Stain])),
            (5 * H, Claim(Deed::Agree)),
        ],
    )
    .after(Came::Received)
    .about("cushion-02")
    .slow_bank(),
    scene(
        5 * D,
        &[
            (40 * H, not_come!(OrderedTooMany, "重复付了一单，朋友也帮我付了，退这单。", [])),
            (30 * H, Claim(Deed::Agree)),
        ],
    )
    .after(Came::Paid)
    .paid_by_a_friend()
    .stranger(),
    scene(
        12 * D,
        &[
            (4 * D, part!(ShippingProblem, 8, "说包邮结果付了邮费，请退邮费的钱。", [])),
            (3 * D, Claim(Deed::Agree)),
        ],
    )
    .after(Came::Received)
    .paid_by_a_friend(),
];
