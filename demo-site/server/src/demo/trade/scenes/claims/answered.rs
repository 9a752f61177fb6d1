//! Answered, and talked about.

use super::*;
use Step::Claim;

pub(super) const SCENES: &[Scene] = &[
    // The buyer has an offer.
    scene(
        8 * D,
        &[
            (50 * H, back!(Workmanship, Last, "壶盖和壶口有缝，倒茶会从边上渗，拍了视频截图。", [Chip])),
            (
                40 * H,
                offer!(
                    Some(CaseKind::Exchange),
                    None,
                    Some(Payer::Seller),
                    "抱歉让您用得不顺手。壶盖是逐只配的，这只没磨合好。给您换一把新配的，来回运费我们出，您看可以吗？"
                ),
            ),
        ],
    )
    .after(Came::Delivered)
    .about("teapot-01"),
    scene(
        9 * D,
        &[
            (3 * D, part!(DescriptionDiffers, 40, "色差明显，两只杯子一深一浅，像两个批次的，退我四成。", [OffColour])),
            (
                2 * D + 6 * H,
                offer!(None, Some(15), None, "柿釉入窑会流动，每只深浅略有不同，页面上也写明了。您的心情我们理解，给您补 15% 作心意；若仍介意，可以退货，运费我们出。"),
            ),
        ],
    )
    .after(Came::Delivered)
    .about("mug-02"),
    scene(
        10 * D,
        &[
            (5 * D, keep!(Disliked, 50, "实物没有图片有质感，塑料味的木头，退一半吧。", [])),
            (4 * D + 12 * H, offer!(Some(CaseKind::ReturnRefund), None, Some(Payer::Buyer), "相思木刚开箱会有木蜡油的味道，通风两天就散。若还是不喜欢，支持七天内退货，没有使用痕迹即可，运费需要您承担。")),
        ],
    )
    .after(Came::Delivered)
    .about("bowl-04"),
    scene(
        7 * D,
        &[
            (30 * H, back!(DamagedInTransit, Last, "The stem of the glass has a hairline crack. I have not used it.", [Crack])),
            (22 * H, offer!(Some(CaseKind::Reship), None, None, "So sorry about that. No need to send it back: we would ship a new one tomorrow, free of charge. Would that be all right?")),
        ],
    )
    .after(Came::Delivered)
    .about("vase-03"),
    scene(
        6 * D,
        &[
            (2 * D, not_come!(NotShippedAsAgreed, "预计昨天到，到现在还没揽收。", [])),
            (44 * H, offer!(Some(CaseKind::Compensation), Some(10), None, "仓库盘点慢了一天，今天已经优先打包。给您补 10% 的歉意金，您看能再等一天吗？")),
        ],
    )
    .after(Came::Paid),
    // The shop has refused.
    scene(
        12 * D,
        &[
            (4 * D, back!(NoReason, Last, "不太喜欢这个味道，退货。", [])),
            (3 * D + 4 * H, Claim(Deed::Refuse("线香已拆封点过三支，无法二次销售，不符合七天无理由的完好标准。您若觉得味道偏浓，我们可以教您减半点燃的方法。", &[Photo::Whole]))),
        ],
    )
    .after(Came::Received)
    .about("incense-01"),
    scene(
        14 * D,
        &[
            (5 * D, keep!(SuspectedCounterfeit, 100, "不可能是手工做的，全额退款，不然就投诉。", [Whole])),
            (4 * D, Claim(Deed::Refuse("每只杯底都有窑口编号，可在工作室公众页面查到烧制日期，附上检验单。手工制品允许细微差异，不支持全额退款且不退货。", &[Photo::Whole]))),
            (4 * D - 30, Claim(Deed::Classify(DisputeKind::Counterfeit))),
        ],
    )
    .after(Came::Received)
    .about("mug-02"),
    scene(
        15 * D,
        &[
            (6 * D, keep!(ShippingProblem, 60, "晚到两天，我要六成补偿。", [])),
            (5 * D, Claim(Deed::Refuse("包裹因暴雨在转运中心滞留，已在到货前电话告知并延长收货。延误的部分可补邮费，六成金额超出合理范围，请修改申请金额后重新提交。", &[]))),
        ],
    )
    .after(Came::Received),
    scene(
        11 * D,
        &[
            (3 * D, swap!(Exchange, OrderedWrong, "想换成大号的，差价我补。", [])),
            (2 * D, Claim(Deed::Refuse("大号现在断货，到下月中才有。您可以先退这只，等补货我们通知您；也可以改成退货退款。", &[]))),
        ],
    )
    .after(Came::Delivered)
    .about("vase-01"),
    // The platform is at work.
    scene(
        16 * D,
        &[
            (7 * D, back!(QualityDefect, Last, "第一次煮水底部就裂了，水漏了一桌子，完全按说明用淘米水煮过。", [Crack, Stain])),
            (6 * D, Claim(Deed::Refuse("从裂纹走向看是冷热骤变，壶底有明火灼烧的黑痕，说明里写明不可明火猛烧。", &[Photo::Crack]))),
            (6 * D - 60, Claim(Deed::Classify(DisputeKind::Defect))),
            (30 * H, Claim(Deed::AskPlatform(By::Buyer, "我家只有电陶炉，没有明火，黑痕是茶渍。请平台看照片。", &[Photo::Stain]))),
        ],
    )
    .after(Came::Received)
    .about("teapot-02"),
    scene(
        17 * D,
        &[
            (8 * D, not_come!(CourierProblem, "显示签收，但我和家人都没收到，门卫也说没有。", [])),
            (7 * D, Claim(Deed::Refuse("快递底单有签收人姓名，请您再问一下家人。我们同时在催快递核实。", &[]))),
            (46 * H, Claim(Deed::AskPlatform(By::Buyer, "签收人的名字我不认识，小区监控里也没有派送记录。", &[]))),
            (40 * H, Claim(Deed::Tell(By::Agent, "已向快递要求出示签收照片，对方承诺 48 小时内答复，届时补交。", &[]))),
        ],
    )
    .after(Came::Sent)
    .stranger(),
    scene(
        15 * D,
        &[
            (6 * D, back!(DescriptionDiffers, Last, "说是亚麻，灯罩一摸就是化纤，透光也不对。", [OffColour])),
            (5 * D, Claim(Deed::Refuse("灯罩为亚麻面料加阻燃内衬，检测报告附后，实物与描述一致。", &[Photo::Whole]))),
            (50 * H, Claim(Deed::AskPlatform(By::Agent, "买家坚持描述不符但不同意寄回检测，请平台判断。", &[Photo::Whole]))),
            (30 * H, Claim(Deed::Tell(By::Buyer, "不是不同意寄回，是不同意自己出运费。", &[Photo::OffColour]))),
        ],
    )
    .after(Came::Received)
    .about("lamp-01"),
    scene(
        13 * D,
        &[
            (4 * D, part!(Workmanship, 60, "The hem has come loose in two places after one wash. I would like part of my money back.", [Stain])),
            (3 * D, Claim(Deed::Refuse("We can see one loose thread in the picture, which is easily trimmed. We would gladly take it back instead; sixty percent is more than the fault warrants.", &[]))),
        ],
    )
    .after(Came::Received)
    .about("tote-01"),
];
