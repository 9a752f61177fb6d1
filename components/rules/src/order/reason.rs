//! Why an action on an order is denied, as a code and in words.

use crate::language::Language;
use kefu_contract::Timestamp;

macro_rules! reasons {
    ($($(#[$meta:meta])* $name:ident = $code:literal, $zh:literal, $en:literal;)+) => {
        /// Why an action is denied.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Reason { $($(#[$meta])* $name,)+ }

        impl Reason {
            /// Every reason.
            pub const ALL: &'static [Reason] = &[$(Self::$name),+];

            /// Stable code.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            /// The reason in words.
            pub fn text(self, lang: Language) -> &'static str {
                match self { $(Self::$name => lang.pick($zh, $en),)+ }
            }
        }
    };
}

reasons! {
    /// The state is of another version.
    UnknownState = "unknown_state", "订单状态无法识别，暂不能操作", "The order is in a state that is not known here";
    /// The action is for the other side.
    WrongRole = "wrong_role", "当前身份不能执行此操作", "This is not for your role";
    /// The buyer is not the one who ordered.
    WrongAccount = "wrong_account", "只有下单账号本人可以操作", "Only the account that placed the order may do this";
    /// Not paid yet.
    NotPaid = "not_paid", "订单尚未付款", "The order has not been paid";
    /// Paid already.
    AlreadyPaid = "already_paid", "订单已付款", "The order has been paid";
    /// Nothing has been shipped yet.
    NotShipped = "not_shipped", "商品尚未发出", "Nothing has been shipped yet";
    /// Not everything has been shipped yet.
    NotAllShipped = "not_all_shipped", "还有商品未发出", "Not everything has been shipped yet";
    /// Shipped already.
    AlreadyShipped = "already_shipped", "商品已发出", "The goods have been shipped";
    /// Completed.
    Completed = "completed", "交易已完成", "The order is completed";
    /// Not completed yet.
    NotCompleted = "not_completed", "确认收货后才能评价", "A review can be written after receipt is confirmed";
    /// Closed.
    Closed = "closed", "交易已关闭", "The order is closed";
    /// Past the deadline.
    TimeOver = "time_over", "已超过可操作的时间", "The time for this is over";
    /// The clock stands still.
    Paused = "paused", "平台介入或售后处理中，计时已暂停", "The clock stands still while a case is being handled";
    /// There is no deadline to extend.
    NoDeadline = "no_deadline", "没有可以延长的收货时间", "There is no time to be extended";
    /// An after-sale case is open.
    CaseOpen = "case_open", "有未完结的售后申请", "An after-sale case is open";
    /// Parts have been refunded.
    PartRefunded = "part_refunded", "订单已有部分退款", "Parts of the order have been refunded";
    /// Everything is refunded or in a case.
    NothingLeft = "nothing_left", "没有可申请售后的商品", "No line is left to apply for";
    /// Nothing can be shipped.
    NothingToShip = "nothing_to_ship", "没有可发货的商品", "There is nothing to be shipped";
    /// The memo flag says hold.
    OnHold = "on_hold", "备注为黄旗，暂缓发货", "The memo says hold (yellow flag)";
    /// Marked as void.
    Voided = "voided", "订单已标记作废", "The order is marked void";
    /// There is no address.
    NoAddress = "no_address", "缺少收货地址", "There is no delivery address";
    /// Nobody has asked about the address.
    NothingAsked = "nothing_asked", "没有待核对的收货地址", "Nobody has asked about the address";
    /// The goods need no address.
    NoParcel = "no_parcel", "虚拟商品无需收货地址", "These goods need no address";
    /// The courier has it already.
    HandedOver = "handed_over", "包裹已交给快递", "The parcel is with the courier";
    /// All parcels have arrived.
    Delivered = "delivered", "包裹已签收", "The parcels have been delivered";
    /// More money than the agent may give back alone.
    AboveLimit = "above_limit", "金额超出权限，请主管处理", "The amount needs a supervisor";
    /// A single line of one piece cannot be split.
    Indivisible = "indivisible", "只有一件商品，无法拆分", "A single piece cannot be split";
    /// A review exists.
    AlreadyReviewed = "already_reviewed", "已经评价过", "A review has been written";
    /// The buyer asked not to be contacted.
    DoNotContact = "do_not_contact", "买家要求不再联系", "The buyer asked not to be contacted";
    /// The order is too small for a reminder.
    TooSmall = "too_small", "金额较小，不必催付", "The order is too small for a reminder";
    /// All reminders are sent.
    RemindersUsed = "reminders_used", "催付次数已用完", "All reminders have been sent";
    /// The order closes before a reminder may be sent.
    ClosesFirst = "closes_first", "订单即将关闭，不能再催付", "The order closes before a reminder may be sent";
    /// The order is too young for a reminder.
    TooYoung = "too_young", "刚刚下单，请稍后再催付", "The order was placed only just now";
    /// The reminders of the day are sent.
    RemindedToday = "reminded_today", "今天已经催付过", "The buyer has been reminded today";
    /// It is night.
    QuietHours = "quiet_hours", "夜间不打扰买家", "Buyers are not disturbed at night";
    /// The amounts of the order or the policy do not fit together.
    Unaccountable = "unaccountable", "金额或币种异常，请联系主管", "The amounts do not fit together";
}

/// A denied action: why, and from when on it is possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Denial {
    /// Why.
    pub reason: Reason,
    /// When it becomes possible, if that is known.
    pub opens_at: Option<Timestamp>,
}

impl From<Reason> for Denial {
    fn from(reason: Reason) -> Self {
        Self { reason, opens_at: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_differ_and_texts_exist_in_both_languages() {
        for (i, reason) in Reason::ALL.iter().enumerate() {
            assert!(Reason::ALL[..i].iter().all(|other| other.code() != reason.code()));
            assert!(!reason.text(Language::Chinese).is_ascii() && reason.text(Language::English).is_ascii());
        }
    }
}
