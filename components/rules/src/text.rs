//! Text as it looks rather than as it is coded: the common ground of the word and number searches.

use std::ops::Range;

/// Most separators a writer may slip between two Chinese characters of a word (`好*评`) without hiding it.
const MAX_GAP: usize = 2;

/// One visible character: where it stands in the text, as written, and folded.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Glyph {
    start: usize,
    end: usize,
    pub raw: char,
    pub folded: char,
}

/// A text without invisible characters, full-width forms made plain, in lower case. Indices count glyphs.
#[derive(Debug)]
pub(crate) struct Folded(pub Vec<Glyph>);

/// Characters that take no room: zero-width, soft hyphen, direction and variation marks.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// The plain form of full-width characters (U+FF01 to U+FF5E stand at a fixed distance from ASCII), lower case.
pub(crate) fn fold(c: char) -> char {
    let plain = match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        other => other,
    };
    plain.to_lowercase().next().unwrap_or(plain)
}

/// Chinese characters, kana and hangul: scripts written without spaces between words.
pub(crate) fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether there is nothing to see in a text.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_invisible(c))
}

fn is_gap(c: char) -> bool {
    c.is_whitespace() || matches!(c, '*' | '.' | '-' | '_' | '·' | '~' | '/' | '|' | '+')
}

impl Folded {
    pub fn new(text: &str) -> Self {
        let glyphs = text.char_indices().filter(|(_, c)| !is_invisible(*c));
        Self(
            glyphs
                .map(|(start, raw)| Glyph { start, end: start + raw.len_utf8(), raw, folded: fold(raw) })
                .collect(),
        )
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn at(&self, index: usize) -> Option<char> {
        self.0.get(index).map(|glyph| glyph.folded)
    }

    /// The bytes of the original text that glyphs stand for.
    pub fn span(&self, glyphs: Range<usize>) -> Range<usize> {
        match self.0.get(glyphs) {
            Some([first, .., last]) => first.start..last.end,
            Some([one]) => one.start..one.end,
            _ => 0..0,
        }
    }

    /// Every place where a word stands. Latin words must stand alone; between Chinese characters a few
    /// separators are overlooked.
    pub fn find(&self, word: &str) -> Vec<Range<usize>> {
        let word: Vec<char> = word.chars().map(fold).collect();
        (0..self.len()).filter_map(|start| self.matches(&word, start).map(|end| start..end)).collect()
    }

    fn matches(&self, word: &[char], start: usize) -> Option<usize> {
        let alone = |c: Option<char>| c.is_none_or(|c| !c.is_ascii_alphanumeric());
        let (first, last) = (*word.first()?, *word.last()?);
        if first.is_ascii_alphanumeric() && !alone(start.checked_sub(1).and_then(|i| self.at(i))) {
            return None;
        }
        let mut at = start;
        for (i, wanted) in word.iter().enumerate() {
            if i > 0 && is_cjk(*wanted) && is_cjk(word[i - 1]) {
                let gap = (at..self.len()).take_while(|j| self.at(*j).is_some_and(is_gap)).count();
                at += if gap <= MAX_GAP { gap } else { 0 };
            }
            let found = self.at(at)?;
            let same = found == *wanted
                || (wanted.is_whitespace() && found.is_whitespace())
                || (*wanted == '\'' && found == '’');
            if !same {
                return None;
            }
            at += 1;
        }
        (!last.is_ascii_alphanumeric() || alone(self.at(at))).then_some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, word: &str) -> Vec<String> {
        let folded = Folded::new(text);
        folded.find(word).into_iter().map(|glyphs| text[folded.span(glyphs)].to_owned()).collect()
    }

    #[test]
    fn what_cannot_be_seen_is_blank() {
        assert!(["", " \n", "\u{3000}\u{200b}", "\u{feff}"].iter().all(|text| is_blank(text)));
        assert!(!is_blank("\u{200b}好"));
    }

    #[test]
    fn words_are_found_however_they_are_dressed() {
        assert_eq!(found("给个好 评吧", "好评"), ["好 评"]);
        assert_eq!(found("好\u{200b}评、好*评、好，评", "好评"), ["好\u{200b}评", "好*评"]);
        assert_eq!(found("ＳＴＵＰＩＤ!", "stupid"), ["ＳＴＵＰＩＤ"]);
        assert!(found("an assistant", "ass").is_empty());
        assert!(found("", "ass").is_empty());
    }
}
