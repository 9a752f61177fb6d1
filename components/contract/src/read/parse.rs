//! JSON text as a [`Value`], in few bytes.

use super::Value;

/// Deeper is no contract type, and would only be there to exhaust the stack.
const DEPTH: u32 = 64;
/// What JavaScript can count to.
const LARGEST: u64 = (1 << 53) - 1;

/// Reads a JSON text (RFC 8259). `None` when it is none.
pub fn parse(text: &str) -> Option<Value> {
    let mut parser = Parser { text, at: 0 };
    let value = parser.value(DEPTH)?;
    (parser.next_token().is_none() && parser.at == text.len()).then_some(value)
}

struct Parser<'a> {
    text: &'a str,
    /// In bytes; always between two characters.
    at: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The byte after white space, not consumed.
    fn next_token(&mut self) -> Option<u8> {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
        self.peek()
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        (self.next_token()? == byte).then(|| self.at += 1)
    }

    fn word(&mut self, word: &str, value: Value) -> Option<Value> {
        self.text[self.at..].starts_with(word).then(|| {
            self.at += word.len();
            value
        })
    }

    fn value(&mut self, depth: u32) -> Option<Value> {
        let depth = depth.checked_sub(1)?;
        match self.next_token()? {
            b'n' => self.word("null", Value::Null),
            b't' => self.word("true", Value::Bool(true)),
            b'f' => self.word("false", Value::Bool(false)),
            b'"' => self.string().map(Value::Text),
            b'[' => {
                let mut items = Vec::new();
                self.items(b']', |parser| {
                    items.push(parser.value(depth)?);
                    Some(())
                })?;
                Some(Value::List(items))
            }
            b'{' => {
                let mut fields: Vec<(String, Value)> = Vec::new();
                self.items(b'}', |parser| {
                    parser.next_token().filter(|token| *token == b'"')?;
                    let name = parser.string()?;
                    parser.expect(b':')?;
                    let value = parser.value(depth)?;
                    // As JavaScript has it: the last of several wins.
                    match fields.iter_mut().find(|(known, _)| *known == name) {
                        Some((_, known)) => *known = value,
                        None => fields.push((name, value)),
                    }
                    Some(())
                })?;
                Some(Value::Object(fields))
            }
            _ => self.number(),
        }
    }

    /// What stands between brackets, with commas between.
    fn items(&mut self, end: u8, mut item: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.at += 1;
        if self.next_token()? == end {
            self.at += 1;
            return Some(());
        }
        loop {
            item(self)?;
            match self.next_token()? {
                b',' => self.at += 1,
                byte => {
                    self.at += 1;
                    return (byte == end).then_some(());
                }
            }
        }
    }

    fn string(&mut self) -> Option<String> {
        self.at += 1;
        let mut out = String::new();
        loop {
            let rest = &self.text[self.at..];
            let plain = rest.bytes().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f))?;
            out.push_str(&rest[..plain]);
            self.at += plain + 1;
            match rest.as_bytes()[plain] {
                b'"' => return Some(out),
                b'\\' => out.push(self.escape()?),
                _ => return None,
            }
        }
    }

    fn escape(&mut self) -> Option<char> {
        let byte = self.peek()?;
        self.at += 1;
        Some(match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => self.code_point()?,
            _ => return None,
        })
    }

    /// A lone half of a pair means nothing, and is shown as such.
    fn code_point(&mut self) -> Option<char> {
        let first = self.unit()?;
        let paired = (0xd800..0xdc00).contains(&first) && self.text[self.at..].starts_with("\\u");
        if !paired {
            return Some(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        let back = self.at;
        self.at += 2;
        let second = self.unit()?;
        if (0xdc00..0xe000).contains(&second) {
            return char::from_u32(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00));
        }
        self.at = back;
        Some(char::REPLACEMENT_CHARACTER)
    }

    fn unit(&mut self) -> Option<u32> {
        let digits = self.text.as_bytes().get(self.at..self.at + 4)?;
        self.at += 4;
        digits.iter().try_fold(0, |sum, digit| Some(sum * 16 + char::from(*digit).to_digit(16)?))
    }

    /// There are no fractions in the contract: one is strange, as is what JavaScript could not count to.
    fn number(&mut self) -> Option<Value> {
        let negative = self.peek() == Some(b'-');
        self.at += usize::from(negative);
        let begin = self.at;
        let mut whole = 0_u64;
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            whole = whole.saturating_mul(10).saturating_add(u64::from(digit - b'0'));
            self.at += 1;
        }
        let digits = self.at - begin;
        let leading_zero = digits > 1 && self.text.as_bytes()[begin] == b'0';
        if digits == 0 || leading_zero {
            return None;
        }
        if self.fraction()? || whole > LARGEST {
            return Some(Value::Strange);
        }
        let whole = whole as i64;
        Some(Value::Whole(if negative { -whole } else { whole }))
    }

    /// Whether there is a fraction or an exponent, which is passed by.
    fn fraction(&mut self) -> Option<bool> {
        let begin = self.at;
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            self.at += usize::from(matches!(self.peek(), Some(b'+' | b'-')));
            self.digits()?;
        }
        Some(self.at > begin)
    }

    fn digits(&mut self) -> Option<()> {
        let begin = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        (self.at > begin).then_some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value as Json, json};

    /// What another reader makes of it.
    fn expected(value: &Json) -> Value {
        match value {
            Json::Null => Value::Null,
            Json::Bool(truth) => Value::Bool(*truth),
            Json::Number(number) => match number.as_i64() {
                Some(whole) if whole.unsigned_abs() <= LARGEST => Value::Whole(whole),
                _ => Value::Strange,
            },
            Json::String(text) => Value::Text(text.clone()),
            Json::Array(items) => Value::List(items.iter().map(expected).collect()),
            Json::Object(fields) => {
                Value::Object(fields.iter().map(|(name, value)| (name.clone(), expected(value))).collect())
            }
        }
    }

    fn any_json() -> impl Strategy<Value = Json> {
        let leaf = prop_oneof![
            Just(Json::Null),
            any::<bool>().prop_map(Json::from),
            any::<i64>().prop_map(Json::from),
            (-1_000_000_i64..1_000_000).prop_map(Json::from),
            any::<f64>().prop_filter("JSON has no others", |f| f.is_finite()).prop_map(Json::from),
            any::<String>().prop_map(Json::from),
        ];
        leaf.prop_recursive(6, 60, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Json::from),
                prop::collection::btree_map(any::<String>(), inner, 0..6)
                    .prop_map(|fields| Json::Object(fields.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn reads_what_others_write(value in any_json(), pretty in any::<bool>()) {
            let text = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) };
            prop_assert_eq!(parse(&text.unwrap()), Some(expected(&value)));
        }

        #[test]
        fn refuses_what_others_refuse(value in any_json(), at in any::<prop::sample::Index>(), byte in 0_u8..0x7f) {
            let mut bytes = serde_json::to_vec(&value).unwrap();
            let at = at.index(bytes.len());
            bytes[at] = byte;
            if let Ok(text) = std::str::from_utf8(&bytes) {
                let theirs = serde_json::from_str::<Json>(text);
                // They stop at a number beyond all bounds, which to us is strange like every fraction.
                if !theirs.as_ref().is_err_and(|error| error.to_string().contains("out of range")) {
                    prop_assert_eq!(parse(text).is_some(), theirs.is_ok(), "{}", text);
                }
            }
        }

        #[test]
        fn nothing_makes_it_stumble(text in any::<String>()) {
            parse(&text);
        }
    }

    #[test]
    fn escapes_and_pairs() {
        let texts = [
            (r#""\u4f60\u597d\n\t\"\\\/""#, "你好\n\t\"\\/"),
            (r#""\ud83d\ude00""#, "😀"),
            (r#""\ud83d""#, "\u{fffd}"),
            (r#""\ud83dx""#, "\u{fffd}x"),
            (r#""\ud83d\u0041""#, "\u{fffd}A"),
            (r#""\ude00""#, "\u{fffd}"),
        ];
        for (text, read) in texts {
            assert_eq!(parse(text), Some(Value::Text(read.to_owned())), "{text}");
        }
        for text in [r#""\u12""#, r#""\x""#, "\"a\nb\"", "\"", r#""\"#] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn too_deep_is_nothing() {
        let deep = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        assert!(parse(&deep(60)).is_some());
        assert!(parse(&deep(100_000)).is_none());
    }

    #[test]
    fn the_last_of_several_wins() {
        assert_eq!(parse(r#"{"a":1,"a":2}"#), Some(expected(&json!({"a": 2}))));
    }
}
