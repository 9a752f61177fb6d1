//! Variables in quick replies and answers: `{buyer.name}您好`.
//!
//! Braces that are meant as such are doubled: `{{` and `}}`. A text is kept only when every variable in it is known,
//! so that a misspelt one is noticed by its writer and not by a buyer; and it is not sent while one is unresolved.

use crate::{language::Language, text::Folded};
use std::ops::Range;

/// Something to be filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Variable {
    /// The name between the braces.
    pub name: &'static str,
    chinese: &'static str,
    english: &'static str,
}

impl Variable {
    /// What it stands for, in words.
    pub fn label(&self, language: Language) -> &'static str {
        language.pick(self.chinese, self.english)
    }
}

const fn variable(name: &'static str, chinese: &'static str, english: &'static str) -> Variable {
    Variable { name, chinese, english }
}

/// Every variable there is.
pub const KNOWN: &[Variable] = &[
    variable("buyer.name", "买家昵称", "the buyer's name"),
    variable("agent.name", "客服名字", "the agent's name"),
    variable("shop.name", "店铺名称", "the shop's name"),
    variable("product.title", "商品标题", "title of the product"),
    variable("product.price", "商品价格", "price of the product"),
    variable("product.url", "商品链接", "link to the product"),
    variable("order.number", "订单号", "number of the order"),
    variable("order.title", "订单商品", "what was ordered"),
    variable("order.total", "订单金额", "amount of the order"),
    variable("order.address", "收货地址", "delivery address"),
    variable("order.pay_by", "付款截止时间", "when payment is due"),
    variable("order.ship_by", "发货截止时间", "when the parcel is due to leave"),
    variable("order.courier", "快递公司", "the courier"),
    variable("order.tracking_no", "快递单号", "the tracking number"),
    variable("case.amount", "退款金额", "amount of the refund"),
];

/// What is wrong with a text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A brace that is neither doubled nor part of a variable.
    #[error("a single brace; write {{{{ or }}}} for a brace itself")]
    LoneBrace,
    /// There is no such variable.
    #[error("unknown variable {0}")]
    Unknown(String),
}

/// A part of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece<'a> {
    Text(&'a str),
    Variable(&'a str),
}

/// Takes a text apart.
fn pieces(text: &str) -> Result<Vec<Piece<'_>>, Fault> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let (before, from) = rest.split_at(at);
        pieces.push(Piece::Text(before));
        if from.starts_with("{{") || from.starts_with("}}") {
            pieces.push(Piece::Text(&from[..1]));
            rest = &from[2..];
            continue;
        }
        let (name, after) =
            from.strip_prefix('{').and_then(|inner| inner.split_once('}')).ok_or(Fault::LoneBrace)?;
        if name.contains('{') {
            return Err(Fault::LoneBrace);
        }
        if !KNOWN.iter().any(|known| known.name == name) {
            return Err(Fault::Unknown(name.to_owned()));
        }
        pieces.push(Piece::Variable(name));
        rest = after;
    }
    pieces.push(Piece::Text(rest));
    pieces.retain(|piece| *piece != Piece::Text(""));
    Ok(pieces)
}

/// The names of the variables in a text, each once, in the order they come.
///
/// ```
/// # use kefu_rules::variables::names;
/// assert_eq!(names("{buyer.name}，{{}}：{order.number}，{buyer.name}"), Ok(vec!["buyer.name", "order.number"]));
/// ```
///
/// # Errors
/// [`Fault`]
pub fn names(text: &str) -> Result<Vec<&str>, Fault> {
    let mut names = Vec::new();
    for piece in pieces(text)? {
        match piece {
            Piece::Variable(name) if !names.contains(&name) => names.push(name),
            Piece::Variable(_) | Piece::Text(_) => {}
        }
    }
    Ok(names)
}

/// A text with its variables filled in, and the names of those that `value` does not know; they stay as they are.
///
/// # Errors
/// [`Fault`]
pub fn fill(text: &str, value: impl Fn(&str) -> Option<String>) -> Result<(String, Vec<&str>), Fault> {
    let (mut filled, mut open) = (String::new(), Vec::new());
    for piece in pieces(text)? {
        match piece {
            Piece::Text(text) => filled.push_str(text),
            Piece::Variable(name) => match value(name) {
                Some(value) => filled.push_str(&value),
                None => {
                    filled.push_str(&format!("{{{name}}}"));
                    if !open.contains(&name) {
                        open.push(name);
                    }
                }
            },
        }
    }
    Ok((filled, open))
}

/// The first variable still in a text about to be sent, braces included, in bytes.
///
/// Here a variable is any name of letters, digits, `_` and `.` in braces, however wide, known or not: what looks like one
/// to a buyer was forgotten. Other braces are ordinary text.
///
/// ```
/// # use kefu_rules::variables::unresolved;
/// assert_eq!(unresolved("单号 {order.tracking_no}，请查收"), Some(7..26));
/// assert_eq!(unresolved("容量 {350 ml}"), None);
/// ```
pub fn unresolved(text: &str) -> Option<Range<usize>> {
    let folded = Folded::new(text);
    let name = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '.'));
    let closed = |open: &usize| {
        let length = (open + 1..folded.len()).take_while(|at| name(folded.at(*at))).count();
        let end = open + 1 + length;
        (length > 0 && folded.at(end) == Some('}')).then(|| folded.span(*open..end + 1))
    };
    (0..folded.len()).filter(|at| folded.at(*at) == Some('{')).find_map(|open| closed(&open))
}

/// Whether a text may have been made from a template by filling it in. A template without words of its own would fit
/// everything; it fits nothing.
pub fn made_from(template: &str, text: &str) -> bool {
    let Ok(pieces) = pieces(template.trim()) else { return false };
    let (mut rest, mut open, mut speaks) = (text.trim(), false, false);
    for (index, piece) in pieces.iter().enumerate() {
        let Piece::Text(words) = piece else {
            open = true;
            continue;
        };
        let last = index + 1 == pieces.len();
        let found = match (open, last) {
            (false, _) => rest.starts_with(words).then_some(0),
            (true, false) => rest.find(words),
            (true, true) => rest.ends_with(words).then(|| rest.len() - words.len()),
        };
        let Some(at) = found else { return false };
        rest = &rest[at + words.len()..];
        open = false;
        speaks |= words.chars().any(char::is_alphanumeric);
    }
    speaks && (open || rest.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lin(name: &str) -> Option<String> {
        (name == "buyer.name").then(|| "林小满".to_owned())
    }

    #[test]
    fn names_come_once_and_in_order() {
        assert_eq!(names("您好"), Ok(vec![]));
        assert_eq!(names("{order.number}{buyer.name}{order.number}"), Ok(vec!["order.number", "buyer.name"]));
        assert_eq!(names("{{buyer.name}}"), Ok(vec![]), "doubled braces are braces");
        assert_eq!(names("{{{buyer.name}}}"), Ok(vec!["buyer.name"]));
    }

    #[test]
    fn what_cannot_be_filled_in_is_a_fault() {
        let unknown = |name: &str| Err(Fault::Unknown(name.to_owned()));
        assert_eq!(names("{buyer.nmae}您好"), unknown("buyer.nmae"));
        assert_eq!(names("{ buyer.name }"), unknown(" buyer.name "));
        assert_eq!(names("{}"), unknown(""));
        for lone in ["{", "a } b", "{buyer.name", "{buyer.{name}", "{{}", "{{buyer.name}"] {
            assert_eq!(names(lone), Err(Fault::LoneBrace), "{lone}");
        }
    }

    #[test]
    fn filling_in_leaves_open_what_nobody_knows() {
        assert_eq!(fill("{buyer.name}您好", lin), Ok(("林小满您好".to_owned(), vec![])));
        assert_eq!(
            fill("{{{buyer.name}}}：{order.number}、{order.number}", lin),
            Ok(("{林小满}：{order.number}、{order.number}".to_owned(), vec!["order.number"]))
        );
        assert_eq!(fill("{nobody}", lin), Err(Fault::Unknown("nobody".to_owned())));
    }

    #[test]
    fn names_in_braces_are_variables_however_wide() {
        for (text, variable) in [
            ("{buyer.name}您好", Some("{buyer.name}")),
            ("亲爱的｛买家｝", Some("｛买家｝")),
            ("{ {order_1}", Some("{order_1}")),
            ("{{a}}", Some("{a}")),
            ("{}", None),
            ("{a b}", None),
            ("{a", None),
            ("", None),
        ] {
            assert_eq!(unresolved(text).map(|span| &text[span]), variable, "{text}");
        }
    }

    #[test]
    fn a_sent_text_is_told_by_the_words_around_what_was_filled_in() {
        let address = "{buyer.name}您好，请核对收货地址：{order.address}，没问题我们就安排发货。";
        assert!(made_from(
            address,
            "林小满您好，请核对收货地址：杭州市，文三路 1 号，没问题我们就安排发货。 "
        ));
        assert!(!made_from(address, "林小满您好，请核对收货地址：杭州市，没问题我们就安排发货，谢谢。"));
        assert!(!made_from(address, "您好"));
        assert!(made_from("您好 ", "您好") && !made_from("您好", "您好呀"));
        assert!(made_from("共 {{{order.total}}}", "共 {¥5}"));
        assert!(made_from("单号：{order.tracking_no}", "单号：SF1"));
        for empty in ["{product.title}", "{product.title}。", "", "{oops"] {
            assert!(!made_from(empty, "林小满。"), "{empty}");
        }
        // The same words twice: the last place counts for the end.
        assert!(made_from("{agent.name}在的", "在的在的"));
    }

    #[test]
    fn variables_are_named_once_and_in_both_languages() {
        for (index, known) in KNOWN.iter().enumerate() {
            assert!(KNOWN[..index].iter().all(|other| other.name != known.name));
            assert!(known.name.chars().all(|c| c.is_ascii_lowercase() || matches!(c, '.' | '_')));
            assert!(!known.label(Language::Chinese).is_ascii() && known.label(Language::English).is_ascii());
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        #[test]
        fn nothing_panics_and_what_is_filled_in_is_recognised(
            text in r"[ a在{}。]{0,12}(\{buyer\.name\})?[ a在{}。]{0,8}(\{order\.number\})?[a在。]{0,4}", name in "[^{}]{1,6}",
        ) {
            let filled = fill(&text, |_| Some(name.clone()));
            prop_assert_eq!(filled.is_ok(), names(&text).is_ok());
            if let Ok((filled, open)) = filled {
                prop_assert!(open.is_empty());
                prop_assert!(names(&text).unwrap().is_empty() || unresolved(&text).is_some());
                let speaks = pieces(text.trim()).unwrap().iter().any(
                    |piece| matches!(piece, Piece::Text(words) if words.chars().any(char::is_alphanumeric)));
                prop_assert_eq!(made_from(&text, &filled), speaks, "{:?} {:?}", text, filled);
            }
            unresolved(&text);
        }
    }
}
