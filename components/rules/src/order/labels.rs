//! Labels of choices in both languages.

use crate::language::Language;

/// The label of a wire value of an action's input, by the name of the field; the value itself where there is none.
pub fn label(field: &str, value: &str, lang: Language) -> String {
    let pick = |zh, en| lang.pick(zh, en);
    let text = match (field, value) {
        ("reason", "buyer_changed_mind") => pick("我不想买了", "Changed their mind"),
        ("reason", "duplicate") => pick("重复下单", "Ordered twice"),
        ("reason", "wrong_item") => pick("拍错了", "Wrong item"),
        ("reason", "out_of_stock") => pick("缺货", "Out of stock"),
        ("reason", "cannot_contact") => pick("联系不上买家", "Buyer cannot be reached"),
        ("reason", "agreed") => pick("协商一致", "Agreed between both"),
        ("reason", "other") => pick("其他", "Other"),
        ("payment_method", "balance") => pick("余额", "Balance"),
        ("payment_method", "online_bank") => pick("网银", "Online bank"),
        ("payment_method", "quick_pay") => pick("快捷支付", "Card"),
        ("payment_method", "credit") => pick("信用/分期", "Credit or instalments"),
        ("payment_method", "pay_for_me") => pick("找人代付", "Paid by a friend"),
        ("payment_method", "cash_on_delivery") => pick("货到付款", "Cash on delivery"),
        ("channel", "chat") => pick("聊天", "Chat"),
        ("channel", "sms") => pick("短信", "Text message"),
        ("channel", "phone") => pick("电话", "Telephone"),
        ("channel", "email") => pick("邮件", "E-mail"),
        ("mark", "void") => pick("作废", "Void"),
        ("mark", "invalid") => pick("无效", "Invalid"),
        ("mark", "lost") => pick("丢失", "Lost"),
        ("exception", "no_movement") => pick("长时间无物流更新", "No movement"),
        ("exception", "returned") => pick("退回途中", "Returned"),
        ("exception", "lost") => pick("丢件", "Lost"),
        ("exception", "signed_not_received") => pick("显示签收未收到", "Signed for, not received"),
        ("exception", "refused") => pick("拒收", "Refused"),
        ("exception", "bad_address") => pick("地址有误", "Bad address"),
        ("extend_days", days) => return format!("{days}{}", pick(" 天", " days")),
        (_, value) => value,
    };
    text.to_owned()
}
