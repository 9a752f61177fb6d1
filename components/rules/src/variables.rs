//! Variables of quick replies (`{buyer.name}`): a text is not sent while one of them is unresolved.

use crate::text::Folded;
use std::ops::Range;

/// The first variable still in a text, braces included, in bytes.
///
/// A variable is a name of letters, digits, `_` and `.` in braces; other braces are ordinary text.
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

#[cfg(test)]
mod tests {
    use super::*;

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
}
