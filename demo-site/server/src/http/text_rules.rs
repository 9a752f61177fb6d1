//! What the texts in a request may be.

use super::ApiError;
use crate::locale::Text;
use kefu_contract::LengthLimit;
use unicode_normalization::UnicodeNormalization;

/// Checks a text and returns it as it is stored: unchanged but for line ends.
pub(crate) fn accept(text: &str, limit: &LengthLimit, pointer: &str) -> Result<String, ApiError> {
    let text = readable(text, pointer)?;
    check_length(&text, limit, pointer)?;
    Ok(text)
}

/// A text composed (NFC), as rules that count characters expect it. Refused when there is nothing to read in it.
pub(crate) fn composed(text: &str, pointer: &str) -> Result<String, ApiError> {
    Ok(readable(text, pointer)?.nfc().collect())
}

fn readable(text: &str, pointer: &str) -> Result<String, ApiError> {
    let text = text.replace("\r\n", "\n");
    if text.chars().all(is_blank) {
        return Err(ApiError::invalid_value(pointer, Text::new("内容不能为空。", "This needs some text.")));
    }
    check_controls(&text, pointer)?;
    Ok(text)
}

/// Checks a text of one line and returns it composed (NFC), so that equals look equal, and without space around it.
pub(crate) fn accept_line(text: &str, limit: &LengthLimit, pointer: &str) -> Result<String, ApiError> {
    let line = accept(text.trim(), limit, pointer)?;
    if line.contains(['\n', '\t']) {
        return Err(ApiError::invalid_value(
            pointer,
            Text::new("这里只能写一行。", "This takes a single line."),
        ));
    }
    Ok(line.nfc().collect())
}

/// Checks that a value is one of those there are.
pub(crate) fn accept_known(value: &str, known: &[&str], pointer: &str) -> Result<(), ApiError> {
    if known.contains(&value) {
        return Ok(());
    }
    let all = known.join(", ");
    Err(ApiError::invalid_value(
        pointer,
        Text::new(
            format!("没有“{value}”这一项，可选：{all}。"),
            format!("There is no {value:?}; there are {all}."),
        ),
    ))
}

/// A text as the rules take it: composed (NFC), with plain line ends and without control characters. They know how long
/// it may be, and whether it may be empty.
pub(crate) fn plain(text: &str, pointer: &str) -> Result<String, ApiError> {
    let text: String = text.replace("\r\n", "\n").nfc().collect();
    check_controls(&text, pointer)?;
    Ok(text)
}

fn check_controls(text: &str, pointer: &str) -> Result<(), ApiError> {
    let found = text.chars().find(|c| c.is_ascii_control() && !matches!(c, '\n' | '\t'));
    let Some(code) = found.map(u32::from) else { return Ok(()) };
    Err(ApiError::invalid_value(
        pointer,
        Text::new(
            format!("内容中有控制字符 U+{code:04X}，请去掉后再发送。"),
            format!("The text has the control character U+{code:04X}; remove it."),
        ),
    ))
}

/// The contract counts characters after NFC, so that the same text is as long however it was typed.
fn check_length(text: &str, limit: &LengthLimit, pointer: &str) -> Result<(), ApiError> {
    let length = limit.measure(&text.nfc().collect::<String>());
    if length <= limit.max { Ok(()) } else { Err(ApiError::too_long(pointer, length, limit.max)) }
}

/// White space and characters without any width.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Locale;
    use kefu_contract::{LengthUnit, ProblemCode};

    fn code(text: &str) -> Result<String, ProblemCode> {
        let limit = LengthLimit { max: 2_000, unit: LengthUnit::Chars };
        accept(text, &limit, "/content/text").map_err(|error| error.problem(Locale::En).code)
    }

    #[test]
    fn texts_are_kept_as_they_are() {
        assert_eq!(code("  你好\r\n\t在吗？ "), Ok("  你好\n\t在吗？ ".to_owned()));
        assert_eq!(code(&"柿".repeat(2_000)).map(|text| text.chars().count()), Ok(2_000));
    }

    #[test]
    fn nothing_and_too_much_are_refused() {
        for empty in ["", "   ", "\n\t", "\u{200B}\u{FEFF}", "\u{3000}"] {
            assert_eq!(code(empty), Err(ProblemCode::InvalidValue), "{empty:?}");
        }
        assert_eq!(code(&"柿".repeat(2_001)), Err(ProblemCode::TextTooLong));
    }

    #[test]
    fn a_line_is_trimmed_and_has_no_breaks() {
        let line = |text: &str| {
            let limit = LengthLimit { max: 4, unit: LengthUnit::Chars };
            accept_line(text, &limit, "/title").map_err(|error| error.problem(Locale::En).code)
        };
        assert_eq!(line(" 柿子树 \n"), Ok("柿子树".to_owned()));
        assert_eq!(line("cafe\u{301}"), Ok("caf\u{e9}".to_owned()));
        assert_eq!(line("柿子\n树"), Err(ProblemCode::InvalidValue));
        assert_eq!(line("柿子生活馆"), Err(ProblemCode::TextTooLong));
        assert_eq!(line(" "), Err(ProblemCode::InvalidValue));
    }

    #[test]
    fn length_is_counted_after_composition() {
        assert!(code(&"e\u{301}".repeat(2_000)).is_ok());
        assert_eq!(code(&"e\u{301}".repeat(2_001)), Err(ProblemCode::TextTooLong));
    }

    #[test]
    fn composed_texts_are_as_long_as_they_look() {
        assert_eq!(composed("cafe\u{301}", "/note").unwrap(), "caf\u{e9}");
        assert!(composed(" ", "/note").is_err() && composed("a\0", "/note").is_err());
    }

    #[test]
    fn control_characters_are_refused() {
        for bad in ["a\0b", "a\u{1b}[31m", "a\rb", "a\u{7f}"] {
            assert_eq!(code(bad), Err(ProblemCode::InvalidValue), "{bad:?}");
        }
    }
}
