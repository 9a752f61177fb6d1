//! Ended, one way or another.

use super::*;
use Step::{Claim, Memo};
use kefu_contract::MemoFlag::Purple;

pub(super) const SCENES: &[Scene] = &[
    // Paid back.
    scene(20 * D, &[(19 * D, not_come!(NoLongerWanted, "不好意思，家里人已经买了，申请退款。", [])), (18 * D + 14 * H, Memo(Purple, "未发货，可以退款，退完别再打单。")), (18 * D + 12 * H, Claim(Deed::Agree))])
        .after(Came::Paid)
        .stranger(),
    // Nobody answered in three days, which counts as agreed.
    scene(34 * D, &[(33 * D, not_come!(OrderedByMistake, "地址选成公司了，改不了，退了重拍。", []))]).after(Came::Paid).stranger(),
    scene(
        27 * D,
        &[
            (21 * D, back!(NoReason, Last, "挂上去和墙色不搭，未使用。", [])),
            (20 * D, Claim(Deed::Agree)),
            (18 * D, Claim(Deed::SendBack)),
            (14 * D, Claim(Deed::Count(Condition::Intact, 0, "完好，入库。"))),
            (14 * D - 15, Claim(Deed::PayBack(100))),
        ],
    )
    .after(Came::Delivered)
    .about("lamp-02"),
    scene(
        41 * D,
        &[
            (34 * D, back!(DamagedInTransit, All, "六只碎了两只，剩下的也不敢用了，怕有暗裂。", [Crack, Crushed])),
            (33 * D, Claim(Deed::Agree)),
            (31 * D, Claim(Deed::SendBack)),
            (27 * D, Claim(Deed::Count(Condition::Damaged, 0, "碎损两只，其余检查无裂，按约定全退，向快递理赔。"))),
            (27 * D - 25, Claim(Deed::PayBack(100))),
        ],
    )
    .after(Came::Received)
    .about("bowl-01"),
    // The shop counted too late, and time paid back.
    scene(
        46 * D,
        &[(39 * D, back!(OrderedWrong, Last, "买错尺寸了，没用。", [])), (38 * D, Claim(Deed::Agree)), (36 * D, Claim(Deed::SendBack))],
    )
    .after(Came::Received)
    .about("tray-01"),
    scene(
        38 * D,
        &[(32 * D, part!(Workmanship, 12, "本子有一页折角，介意但懒得退，补几块就行。", [Whole])), (31 * D, Claim(Deed::Agree))],
    )
    .after(Came::Received)
    .about("notebook-01"),
    scene(
        52 * D,
        &[
            (46 * D, part!(DescriptionDiffers, 50, "比图片深很多，补一半。", [OffColour])),
            (45 * D, offer!(None, Some(20), None, "屏幕显色会有差别，我们理解落差。按规定可补 20%，或者退货、运费我们出，您选哪一种都可以。")),
            (44 * D, Claim(Deed::DeclineOffer("20% 太少，至少三成。"))),
            (43 * D, offer!(None, Some(30), None, "好的，按三成补，今天就到账。谢谢您愿意留下它。")),
            (42 * D + 12 * H, Claim(Deed::AcceptOffer)),
        ],
    )
    .after(Came::Received)
    .about("scarf-01"),
    scene(
        60 * D,
        &[
            (54 * D, keep!(MaterialDiffers, 100, "标的黄铜，磁铁能吸住，是镀的吧？全退。", [Whole])),
            (53 * D, Claim(Deed::Refuse("托盘为整块黄铜锻打，底部四颗防滑钉含铁，所以磁铁有反应，附材质检测。", &[Photo::Whole]))),
            (52 * D, Claim(Deed::AskPlatform(By::Buyer, "防滑钉只有米粒大，吸力不该这么强。", &[Photo::Whole]))),
            (51 * D, Claim(Deed::Tell(By::Agent, "已上传光谱检测与生产记录，愿意接受寄回复检，费用我方承担。", &[]))),
        ],
    )
    .after(Came::Received)
    .about("tray-01")
    .stranger(),
    scene(
        57 * D,
        &[
            (50 * D, back!(QualityDefect, Last, "点了不到十小时烛芯就倒了，蜡还剩一大半。", [Stain])),
            (49 * D, Claim(Deed::Refuse("烛芯需每次修剪到 5 毫米，图中烛芯明显过长。", &[]))),
            (48 * D, Claim(Deed::AskPlatform(By::Buyer, "我每次都剪了，视频里能看到。", &[Photo::Stain]))),
        ],
    )
    .after(Came::Received)
    .about("candle-01")
    .stranger(),
    scene(
        29 * D,
        &[(24 * D, not_come!(ParcelLost, "快递说丢了，让我找卖家。", [])), (23 * D, Claim(Deed::Agree))],
    )
    .after(Came::Sent)
    .stranger(),
    scene(
        33 * D,
        &[(28 * D, not_come!(EmptyParcel, "箱子是空的，只有一张面单和填充纸，开箱时家里人都在。", [Empty])), (27 * D, Claim(Deed::Agree))],
    )
    .after(Came::Delivered)
    .stranger(),
    scene(
        44 * D,
        &[(38 * D, not_come!(WrongItemSent, "物流显示寄到隔壁城市去了，发错单了吧？", [Empty])), (37 * D, Claim(Deed::Agree))],
    )
    .after(Came::Sent)
    .stranger(),
    scene(
        63 * D,
        &[(57 * D, not_come!(NeverShipped, "只有单号没有物流，一周了，是不是没发？", [])), (56 * D, Claim(Deed::Agree))],
    )
    .after(Came::Sent)
    .stranger(),
    scene(
        25 * D,
        &[(20 * D, part!(ShippingProblem, 8, "The box was soaked. The tote itself dried fine, but the gift wrap was ruined.", [Crushed])), (19 * D, Claim(Deed::Agree))],
    )
    .after(Came::Received)
    .about("tote-02"),
    // Only some of what should have come back did.
    scene(
        49 * D,
        &[
            (42 * D, back!(NoReason, All, "都退了，没拆。", [])),
            (41 * D, Claim(Deed::Agree)),
            (39 * D, Claim(Deed::SendBack)),
            (34 * D, Claim(Deed::Count(Condition::Intact, 0, "全部完好。"))),
            (34 * D - 9, Claim(Deed::PayBack(100))),
        ],
    )
    .after(Came::Delivered)
    .several()
    .stranger(),
    // The friend who paid had to confirm the account.
    scene(
        37 * D,
        &[(31 * D, part!(Workmanship, 10, "杯底有个小鼓包，放不太平。", [Stain])), (30 * D, Claim(Deed::Agree)), (29 * D, Claim(Deed::Retry))],
    )
    .after(Came::Received)
    .about("mug-01")
    .paid_by_a_friend(),
    // Exchanged, repaired, sent after.
    scene(
        43 * D,
        &[
            (36 * D, swap!(Exchange, DamagedInTransit, "盖子碎了，其他都好。", [Crack])),
            (35 * D, Claim(Deed::Agree)),
            (33 * D, Claim(Deed::SendBack)),
            (29 * D, Claim(Deed::Count(Condition::Damaged, 0, "盖碎，换整套。"))),
            (29 * D - 20, Claim(Deed::Agree)),
            (28 * D, Claim(Deed::Reship)),
            (24 * D, Claim(Deed::Confirm)),
        ],
    )
    .after(Came::Received)
    .about("teaset-01"),
    scene(
        55 * D,
        &[
            (48 * D, swap!(Repair, QualityDefect, "脚踏开关踩不动了。", [Whole])),
            (47 * D, Claim(Deed::Agree)),
            (45 * D, Claim(Deed::SendBack)),
            (41 * D, Claim(Deed::Count(Condition::Used, 0, "开关簧片变形，已换新。"))),
            (41 * D - 30, Claim(Deed::Agree)),
            (40 * D, Claim(Deed::Reship)),
        ],
    )
    .after(Came::Received)
    .about("lamp-02"),
    scene(
        31 * D,
        &[(25 * D, missing!(NotReceived, ShortParcel, "香插没放，只有香。", [Empty])), (24 * D, Claim(Deed::Agree)), (23 * D, Claim(Deed::Reship)), (19 * D, Claim(Deed::Confirm))],
    )
    .after(Came::Received)
    .about("incense-01"),
    scene(
        66 * D,
        &[(60 * D, missing!(NotReceived, ShortParcel, "Two things ordered, only one in the box.", [Empty])), (59 * D, Claim(Deed::Agree)), (58 * D, Claim(Deed::Reship)), (52 * D, Claim(Deed::Confirm))],
    )
    .after(Came::Delivered)
    .several(),
    // The exchange became a refund, since the variant ran out.
    scene(
        47 * D,
        &[
            (40 * D, swap!(Exchange, OrderedWrong, "想换成琥珀色，没用过。", [])),
            (39 * D, Claim(Deed::Agree)),
            (37 * D, Claim(Deed::SendBack)),
            (33 * D, Claim(Deed::Count(Condition::Intact, 0, "完好。琥珀色断货，问买家是否退款。"))),
            (32 * D + 12 * H, Claim(Deed::Convert(By::Buyer))),
        ],
    )
    .after(Came::Delivered)
    .about("vase-03"),
    // Closed.
    scene(26 * D, &[(20 * D, back!(NoReason, Last, "不想要了。", [])), (19 * D + 12 * H, Claim(Deed::Withdraw))]).after(Came::Delivered),
    scene(
        39 * D,
        &[(33 * D, part!(Disliked, 30, "没有想象中好看。", [])), (32 * D, Claim(Deed::Refuse("喜好问题不在补偿范围内，七天内支持退货，欢迎您再考虑。", &[])))],
    )
    .after(Came::Received),
    scene(
        48 * D,
        &[(42 * D, back!(OrderedWrong, Last, "应该买大一号的。", [])), (41 * D, Claim(Deed::Agree))],
    )
    .after(Came::Delivered)
    .about("basket-01"),
    scene(
        53 * D,
        &[
            (47 * D, keep!(Disliked, 40, "太轻了没质感。", [])),
            (46 * D, offer!(Some(CaseKind::ReturnRefund), None, Some(Payer::Buyer), "轻是高硼硅双层玻璃的特点。若不满意支持退货，保持完好即可。")),
        ],
    )
    .after(Came::Received)
    .about("mug-05"),
    scene(
        69 * D,
        &[
            (63 * D, back!(DescriptionDiffers, Last, "和想象不一样。", [Whole])),
            (62 * D, Claim(Deed::Refuse("图片与实物一致，属个人感受差异；您可改选七天无理由，运费自理。", &[Photo::Whole]))),
            (60 * D, Claim(Deed::Revise(100, "那就按描述不符，我坚持运费你们出。"))),
            (59 * D, Claim(Deed::Refuse("复核后实物与描述一致，维持原意见。", &[]))),
        ],
    )
    .after(Came::Delivered)
    .about("scarf-02"),
    scene(
        58 * D,
        &[
            (51 * D, back!(Disliked, Last, "闻着头晕，要退。", [])),
            (50 * D, Claim(Deed::Refuse("蜡烛已燃烧过半，无法二次销售。", &[]))),
            (49 * D, Claim(Deed::AskPlatform(By::Buyer, "不好闻为什么不能退？", &[]))),
            (48 * D, Claim(Deed::Tell(By::Agent, "已使用过半，不属于质量问题，买家未提供凭证。", &[]))),
        ],
    )
    .after(Came::Received)
    .about("candle-01"),
    scene(
        30 * D,
        &[
            (24 * D, back!(NoReason, Last, "It is lovely but too large for our table, unused.", [])),
            (23 * D, Claim(Deed::Agree)),
            (21 * D, Claim(Deed::SendBack)),
            (16 * D, Claim(Deed::Count(Condition::Used, 0, "Knife marks on the glaze."))),
            (15 * D + 12 * H, Claim(Deed::Dispute("The plate shows knife marks and cannot be sold as new. We can pay back half, or send it back to you.", &[Photo::Stain]))),
            (13 * D, Claim(Deed::Withdraw)),
        ],
    )
    .after(Came::Delivered)
    .about("plate-01"),
];
