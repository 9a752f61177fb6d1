//! Handed in and not answered yet.

use super::*;

pub(super) const SCENES: &[Scene] = &[
    scene(30 * H, &[(5 * H, not_come!(NoLongerWanted, "家里已经买了差不多的，还没发货的话就退了吧，谢谢。", []))])
        .after(Came::Paid)
        .stranger(),
    scene(
        6 * D,
        &[(9 * H, swap!(Exchange, DamagedInTransit, "盖子边上磕掉一小块，手指能摸到。杯身是好的，麻烦换一只，急着用。", [Chip, Crushed]))],
    )
    .after(Came::Delivered)
    .about("mug-03"),
    scene(
        5 * D,
        &[(20 * H, part!(Workmanship, 20, "釉面有一处黑点，在把手旁边，用倒是能用，就是看着别扭。不想折腾退换，补一点差价行吗？", [Stain]))],
    )
    .after(Came::Delivered)
    .about("mug-02"),
    scene(
        7 * D,
        &[(26 * H, back!(DescriptionDiffers, Last, "页面上是偏暖的苔绿，收到像军绿，和我家完全不搭。拍了自然光下的对比。", [OffColour, Whole]))],
    )
    .after(Came::Delivered)
    .about("vase-02"),
    scene(
        9 * D,
        &[(4 * D + 8 * H, back!(NoReason, Last, "到手发现比想的大，柜子放不下，没拆塑封，七天无理由退。", []))],
    )
    .after(Came::Delivered)
    .about("basket-01"),
    scene(
        8 * D,
        &[(3 * H, swap!(Exchange, MissingParts, "少了一只茶漏，盒子里翻遍了。没有茶漏没法用，麻烦换一套完整的。", [Whole]))],
    )
    .after(Came::Received)
    .about("mug-03"),
    scene(
        4 * D,
        &[(58 * H, not_come!(NotShippedAsAgreed, "说好 48 小时发货，三天了还没动静，问了两次都说快了。不等了，退款。", []))],
    )
    .after(Came::Paid)
    .stranger(),
    scene(
        11 * D,
        &[(30 * H, keep!(SizeDiffers, 30, "标的直径 34，实际量出来 31，差太多了。东西我留着，按尺寸差退一部分。", [Whole]))],
    )
    .after(Came::Received)
    .about("basket-01"),
    scene(
        10 * D,
        &[(2 * D, swap!(Repair, QualityDefect, "用了三天开始闪，换了灯泡也一样，应该是旋钮接触不好。灯很喜欢，想修好继续用。", [Whole]))],
    )
    .after(Came::Received)
    .about("lamp-01"),
    scene(
        9 * D,
        &[(6 * H, not_come!(CourierProblem, "物流五天没更新，快递电话打不通，我月底要搬家，不能再等了。", []))],
    )
    .after(Came::Sent)
    .stranger(),
    scene(
        6 * D,
        &[(70, back!(OrderedWrong, Last, "内页选成空白了，要的是方格。没写过，包装膜都在，运费我出。", []))],
    )
    .after(Came::Delivered)
    .about("notebook-01"),
    scene(
        12 * D,
        &[(16 * H, keep!(ServiceAttitude, 10, "问了三天安装的事没人理，最后回一句“看说明书”。东西没问题，但这个态度我不能接受。", []))],
    )
    .after(Came::Received),
    scene(
        13 * D,
        &[(4 * D + 4 * H, back!(SuspectedCounterfeit, All, "写的是纯蜂蜡，烧起来有蜡油味，还滴得到处都是，我怀疑掺了石蜡。", [Stain, Whole]))],
    )
    .after(Came::Received)
    .about("candle-02"),
    scene(
        7 * D,
        &[(26 * H, back!(DamagedInTransit, One, "Two of the plates arrived in one piece, this one has a crack right through. I would like to send it back.", [Crack]))],
    )
    .after(Came::Delivered)
    .about("plate-01"),
    scene(
        8 * D,
        &[(5 * H, keep!(MaterialDiffers, 25, "说是水洗棉，摸着发硬，水洗标上写的是涤棉混纺。照片里能看清。", [Whole]))],
    )
    .after(Came::Received)
    .about("cushion-02"),
];
