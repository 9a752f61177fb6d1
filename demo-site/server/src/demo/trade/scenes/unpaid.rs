//! Waiting to be paid.

use super::{D, H, Scene, scene};
use crate::demo::trade::step::{By, Step::*};
use kefu_contract::{Channel, MemoFlag::*, OrderMark};

pub(super) const SCENES: &[Scene] = &[
    scene(25, &[]),
    scene(95, &[]).said("下单时忘了用券，能帮我改一下价吗？改好我再付"),
    scene(4 * H, &[]),
    scene(7 * H, &[(5 * H, NewAddress(By::Buyer))]),
    scene(20 * H, &[(4 * H, Remind(Channel::Chat))]),
    scene(26 * H, &[(6 * H, Remind(Channel::Chat))]).said("先拍下占个位，晚上回家让先生付"),
    scene(31 * H, &[(8 * H, Remind(Channel::Sms))]),
    scene(44 * H, &[(20 * H, CutPrice)]).said("说好的给我抹个零头，我等改价"),
    scene(50 * H, &[(30 * H, CutPostage)]).small().said("能不能包邮？包邮我马上付"),
    scene(55 * H, &[(33 * H, CutPrice), (9 * H, Remind(Channel::Chat))]),
    scene(68 * H, &[(44 * H, Remind(Channel::Chat)), (18 * H, Remind(Channel::Sms))]),
    scene(71 * H, &[(45 * H, Remind(Channel::Sms)), (19 * H, Remind(Channel::Phone))]),
    scene(71 * H + 25, &[]),
    scene(60 * H, &[(36 * H, Remind(Channel::Chat))]),
    scene(29 * H, &[(9 * H, Memo(Yellow, "买家说周五发工资再付，别催，周五晚上看一眼。"))]),
    scene(
        32 * H,
        &[(6 * H, RunOut), (5 * H, Memo(Blue, "秋色那批还没出窑，已请买家先别付款，问他要不要换全柿红。"))],
    )
    .about("bowl-03")
    .said("秋色还有货吗？有的话我马上付"),
    scene(
        18 * H,
        &[
            (4 * H, Memo(Grey, "同一收件人一晚上拍了三单都没付，问了说是孩子点着玩的，作废。")),
            (4 * H - 5, Mark(OrderMark::Void)),
        ],
    ),
    scene(6 * H, &[]).several(),
    scene(36 * H, &[(12 * H, Remind(Channel::Phone))]).said("公司采购，要走对公转账，等财务盖章"),
    scene(2 * H, &[]),
    scene(D, &[]),
    scene(48 * H, &[(22 * H, Remind(Channel::Email))]),
    scene(5 * H, &[(3 * H, NewAddress(By::Agent))]).said("地址填成老家了，麻烦客服帮我改到现在住的地方"),
];
