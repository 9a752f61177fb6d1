//! Why something may not be done, and what reasons are called, in the languages of the interface.

use super::machine::State;
use crate::language::Language;
use kefu_contract::{CaseReason, NoReasonExclusion};

/// Why an action on a case, or an application, is not allowed now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Denial {
    /// State or kind are not known to this version.
    Unknown,
    /// The action is for another side.
    WrongRole,
    /// The asking account is not the one that applied or ordered.
    WrongAccount,
    /// Not handed in yet.
    NotSubmitted,
    /// The seller must answer first.
    SellerAnswersFirst,
    /// The buyer must answer the counter-offer first.
    BuyerAnswersFirst,
    /// The goods are not back yet.
    GoodsNotSent,
    /// The goods must be counted first.
    NotInspected,
    /// The parcel was counted and nothing was in it.
    NothingCame,
    /// The goods have been sent back; the seller must inspect them.
    GoodsSentBack,
    /// The money is on its way.
    MoneyOnItsWay,
    /// The payment service refused; only another try helps.
    PaymentFailed,
    /// The seller has refused.
    AlreadyRefused,
    /// The replacement has not been sent.
    ReplacementNotSent,
    /// The replacement is on its way.
    ReplacementSent,
    /// The case is over.
    Ended,
    /// No such deadline has passed, or it has been dealt with.
    NotDue,
    /// This kind of application has no such step.
    NotThisKind,
    /// The platform is deciding; everything else pauses.
    PlatformDecides,
    /// The platform has decided.
    PlatformDecided,
    /// The platform has not been asked.
    PlatformNotAsked,
    /// The platform can be asked later.
    InterventionLater,
    /// The platform can be asked after a refusal, or after completion.
    NotRefused,
    /// The time to ask the platform is over.
    InterventionOver,
    /// Above what an agent may grant alone.
    AboveAgentLimit,
    /// The order has not been paid.
    NotPaid,
    /// The goods have not been shipped.
    NotShipped,
    /// Everything has been paid back.
    NothingLeft,
    /// The time to apply is over.
    WindowClosed,
    /// The line is excluded from no-reason return.
    Excluded(NoReasonExclusion),
    /// The days of no-reason return are over.
    NoReasonOver,
}

impl Denial {
    /// What stands in the way of an action that does not fit a state.
    pub fn in_state(state: State) -> Self {
        match state {
            State::Draft => Self::NotSubmitted,
            State::AwaitingSeller => Self::SellerAnswersFirst,
            State::Countered => Self::BuyerAnswersFirst,
            State::AwaitingReturn => Self::GoodsNotSent,
            State::AwaitingInspection => Self::GoodsSentBack,
            State::Refunding => Self::MoneyOnItsWay,
            State::RefundFailed => Self::PaymentFailed,
            State::Refused => Self::AlreadyRefused,
            State::AwaitingReship => Self::ReplacementNotSent,
            State::AwaitingBuyerReceipt => Self::ReplacementSent,
            State::Refunded | State::Closed | State::Exchanged => Self::Ended,
        }
    }

    /// The reason in words.
    pub fn text(&self, language: Language) -> &'static str {
        let (chinese, english) = match self {
            Self::Unknown => ("当前状态不支持此操作", "Not possible in this state"),
            Self::WrongRole => ("当前身份不能执行此操作", "This is not for your role"),
            Self::WrongAccount => {
                ("只有下单账号本人可以操作", "Only the account that placed the order may do this")
            }
            Self::NotSubmitted => ("申请尚未提交", "The application has not been submitted"),
            Self::SellerAnswersFirst => {
                ("等待卖家处理申请", "The seller has to answer the application first")
            }
            Self::BuyerAnswersFirst => {
                ("等待买家回应协商方案", "The buyer has to answer the counter-offer first")
            }
            Self::GoodsNotSent => ("买家尚未寄回商品", "The buyer has not sent the goods back yet"),
            Self::NotInspected => ("请先清点并验货", "Count and inspect the goods first"),
            Self::NothingCame => (
                "验货数量为零，无可退金额；可协商或拒绝",
                "Nothing came back, so there is nothing to refund: offer something or dispute it",
            ),
            Self::GoodsSentBack => {
                ("商品已寄回，等待卖家验货", "The goods are on their way back to be inspected")
            }
            Self::MoneyOnItsWay => ("退款处理中", "The refund is being paid"),
            Self::PaymentFailed => ("退款失败，等待重新退款", "The refund failed and has to be tried again"),
            Self::AlreadyRefused => ("卖家已拒绝申请", "The seller has refused the application"),
            Self::ReplacementNotSent => ("等待卖家发货", "The seller has not sent the goods yet"),
            Self::ReplacementSent => {
                ("卖家已发货，等待买家确认收货", "The goods are on their way to the buyer")
            }
            Self::Ended => ("售后已结束", "The case is over"),
            Self::NotDue => ("期限未到或已处理", "The deadline has not passed or has been dealt with"),
            Self::NotThisKind => ("此售后类型没有这一步", "This kind of application has no such step"),
            Self::PlatformDecides => ("平台介入中，操作暂停", "Paused while the platform decides"),
            Self::PlatformDecided => ("平台已作出裁定", "The platform has decided"),
            Self::PlatformNotAsked => ("尚未申请平台介入", "The platform has not been asked to step in"),
            Self::InterventionLater => ("尚未到可申请平台介入的时间", "The platform cannot be asked yet"),
            Self::NotRefused => (
                "卖家拒绝后或交易完成后可申请平台介入",
                "Possible after a refusal, or after the order is completed",
            ),
            Self::InterventionOver => ("申请平台介入的期限已过", "The time to ask the platform is over"),
            Self::AboveAgentLimit => ("金额超出客服权限，请联系主管", "Above your limit; ask a supervisor"),
            Self::NotPaid => ("订单尚未付款", "The order has not been paid"),
            Self::NotShipped => ("商品尚未发货", "The goods have not been shipped"),
            Self::NothingLeft => ("已全部退款", "Everything has been paid back"),
            Self::WindowClosed => ("售后期限已过", "The after-sale period is over"),
            Self::NoReasonOver => ("七天无理由退货期限已过", "The period of no-reason return is over"),
            Self::Excluded(why) => exclusion(why),
        };
        language.pick(chinese, english)
    }
}

fn exclusion(why: &NoReasonExclusion) -> (&'static str, &'static str) {
    match why {
        NoReasonExclusion::MadeToOrder => {
            ("定作商品不支持七天无理由退货", "Made to order: no return without a reason")
        }
        NoReasonExclusion::Perishable => {
            ("鲜活易腐商品不支持七天无理由退货", "Perishable: no return without a reason")
        }
        NoReasonExclusion::OpenedMedia => {
            ("已拆封的音像软件不支持七天无理由退货", "Opened media or software: no return without a reason")
        }
        NoReasonExclusion::Digital => {
            ("数字化商品不支持七天无理由退货", "Digital goods: no return without a reason")
        }
        NoReasonExclusion::Periodical => {
            ("报纸期刊不支持七天无理由退货", "Periodicals: no return without a reason")
        }
        NoReasonExclusion::ConfirmedAtPurchase => {
            ("购买时已确认不支持七天无理由退货", "Excluded from no-reason return, as confirmed at purchase")
        }
        NoReasonExclusion::Other(_) => {
            ("此商品不支持七天无理由退货", "No return without a reason for this item")
        }
    }
}

/// What a reason is called; an unknown one shows its code.
pub fn reason(reason: &CaseReason, language: Language) -> &str {
    let (chinese, english) = match reason {
        CaseReason::NeverShipped => ("虚假发货", "Never really shipped"),
        CaseReason::CourierProblem => ("快递问题", "Trouble with the courier"),
        CaseReason::ParcelLost => ("包裹丢失", "Parcel lost"),
        CaseReason::EmptyParcel => ("空包裹", "Empty parcel"),
        CaseReason::ShortParcel => ("少件", "Pieces missing from the parcel"),
        CaseReason::NotShippedAsAgreed => ("未按约定时间发货", "Not shipped as agreed"),
        CaseReason::WrongItemSent => ("卖家发错货", "Wrong item sent"),
        CaseReason::OrderedTooMany => ("多拍", "Ordered too many"),
        CaseReason::OrderedByMistake => ("误拍", "Ordered by mistake"),
        CaseReason::NoLongerWanted => ("不想要了", "No longer wanted"),
        CaseReason::SizeDiffers => ("尺寸与描述不符", "Size differs from the description"),
        CaseReason::MaterialDiffers => ("材质与描述不符", "Material differs from the description"),
        CaseReason::Workmanship => ("做工瑕疵", "Poor workmanship"),
        CaseReason::DescriptionDiffers => ("颜色/款式/描述不符", "Colour, style or description differs"),
        CaseReason::ShippingProblem => ("发货问题", "Trouble with shipping"),
        CaseReason::ServiceAttitude => ("服务态度", "Bad service"),
        CaseReason::Disliked => ("不喜欢/效果不好", "Do not like it"),
        CaseReason::OrderedWrong => ("拍错", "Ordered the wrong variant"),
        CaseReason::SuspectedCounterfeit => ("假冒品牌", "Suspected counterfeit"),
        CaseReason::NoReason => ("七天无理由退货", "No reason needed"),
        CaseReason::DamagedInTransit => ("运输破损", "Damaged on the way"),
        CaseReason::QualityDefect => ("质量问题", "Defect"),
        CaseReason::MissingParts => ("缺少配件", "Parts missing"),
        CaseReason::Other(code) => return code,
    };
    language.pick(chinese, english)
}
