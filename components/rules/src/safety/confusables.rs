//! Characters that look alike, in a small table of our own.
//!
//! The idea of a skeleton is that of Unicode Technical Standard #39 ("confusable detection"): two texts look
//! alike when their skeletons are equal. The full table of that standard is far too large for a page; this one
//! holds what is used against Latin and Chinese names. Skeletons are for comparing only, never for showing.

use crate::text::{fold, is_invisible};

/// Groups of characters that look like the first of their group, all in lower case. In most fonts `i`, `l`, `1`
/// and `|` cannot be told apart.
const GROUPS: &[&str] = &[
    "aàáâãäåāăąǎɑаαӑӓ",
    "bвьβƅ8",
    "cсçćĉċčϲ¢",
    "dԁďđɗ",
    "eеёèéêëēĕėęěєεҽ",
    "fƒ",
    "gɡğĝģġց",
    "hһнħ",
    "lіїìíîïīĭįıiӏ1|ιłĺļľ丨і",
    "jјʝ",
    "kкκķ",
    "mм",
    "nñńņňηпռ",
    "oоοσòóôõöøōŏő0〇ӧօ°",
    "pрρþ",
    "qԛգ",
    "rгŕŗř",
    "sѕśŝşš5ꜱ",
    "tтτţťŧ",
    "uυùúûüūŭůűųμսц",
    "vνѵ",
    "wԝωшŵɯ",
    "xхχ×",
    "yуγýÿŷүў",
    "zžźżζ",
    "-_–—−ー",
    ".·・•。｡",
    "日曰",
    "末未",
    "土士",
    "已己巳",
    "人入",
    "戊戌戍",
    "天夭",
    "口囗ロ",
    "二ニ",
    "力カ",
    "工エ",
    "卜ト",
    "夕タ",
    "千干",
    "王玉",
    "大太",
    "鸟乌",
];

/// Capitals that look like another letter than their small form does.
const CAPITALS: &[(char, char)] =
    &[('Η', 'h'), ('Ν', 'n'), ('Ρ', 'p'), ('Τ', 't'), ('Υ', 'y'), ('Χ', 'x'), ('Μ', 'm')];

/// Pairs that run together into one letter in many fonts.
const PAIRS: &[(&str, &str)] = &[("rn", "m"), ("vv", "w"), ("cl", "d")];

fn prototype(c: char) -> char {
    if let Some((_, small)) = CAPITALS.iter().find(|(capital, _)| *capital == c) {
        return *small;
    }
    let c = fold(c);
    let group = GROUPS.iter().find(|group| group.contains(c));
    group.and_then(|group| group.chars().next()).unwrap_or(c)
}

/// What a text looks like: equal skeletons mean texts that can be mistaken for each other.
pub(crate) fn skeleton(text: &str) -> String {
    PAIRS.iter().fold(letters(text), |text, (pair, one)| text.replace(pair, one))
}

/// The skeleton letter by letter, without joining pairs: what spelling distance is measured on.
pub(crate) fn letters(text: &str) -> String {
    text.chars().filter(|c| !is_invisible(*c) && !c.is_whitespace()).map(prototype).collect()
}

/// Scripts whose letters are mistaken for each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
    Greek,
    Armenian,
}

fn script(c: char) -> Option<Script> {
    match c {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' => Some(Script::Latin),
        '\u{370}'..='\u{3ff}' => Some(Script::Greek),
        '\u{400}'..='\u{52f}' => Some(Script::Cyrillic),
        '\u{530}'..='\u{58f}' => Some(Script::Armenian),
        _ => None,
    }
}

/// Whether letters of several scripts that resemble each other stand together.
pub(crate) fn mixes_scripts(label: &str) -> bool {
    let mut scripts = label.chars().filter_map(script);
    let first = scripts.next();
    scripts.any(|next| Some(next) != first)
}

/// Whether one added, missing or swapped character makes `b` of `a`; with `replaced`, also one other character.
pub(crate) fn one_edit(a: &str, b: &str, replaced: bool) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    let same = short.iter().zip(long.iter()).take_while(|(x, y)| x == y).count();
    match long.len() - short.len() {
        0 if same == short.len() => false,
        0 => {
            let (x, y) = (&short[same..], &long[same..]);
            let swapped = x.len() >= 2 && x[0] == y[1] && x[1] == y[0] && x[2..] == y[2..];
            swapped || (replaced && x[1..] == y[1..])
        }
        1 => short[same..] == long[same + 1..],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_do_not_overlap() {
        let mut seen = std::collections::HashMap::new();
        for group in GROUPS {
            for c in group.chars() {
                let former = seen.insert(c, group);
                assert!(former.is_none() || former == Some(group), "{c} is in two groups");
                assert_eq!(fold(c), c, "{c} is not in the form texts are folded to");
            }
        }
    }

    #[test]
    fn edits() {
        assert!(one_edit("taobao", "taobaoo", false) && one_edit("taobao", "tabao", false));
        assert!(one_edit("taobao", "atobao", false) && one_edit("taobao", "taoboa", false));
        assert!(!one_edit("taobao", "taobao", true) && !one_edit("taobao", "taobqo", false));
        assert!(one_edit("taobao", "taobqo", true) && !one_edit("taobao", "tqobqo", true));
    }

    #[test]
    fn mixed_scripts() {
        assert!(mixes_scripts("tаobao"));
        assert!(!mixes_scripts("taobao-88") && !mixes_scripts("淘宝tao") && !mixes_scripts("почта"));
    }
}
