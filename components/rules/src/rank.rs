//! Which texts answer a question best: BM25 over pairs of Chinese characters and over words.
//!
//! No dictionary: neighbouring characters in pairs come close to words, and characters that only hold a sentence
//! together (吗、的、您) part the pairs. Single characters help to tell texts apart that have a pair in common with the
//! question; by themselves they mean too little. Latin words lose a plural s and may be begun only, as while typing.
//! Scores compare the texts of one index with each other; they mean nothing beside those of another.

use crate::text::{fold, is_cjk, is_invisible};
use std::collections::{BTreeSet, HashMap};

/// How soon repeating a word stops helping.
const SATURATION: f64 = 1.2;
/// How much long texts are marked down.
const LENGTH_WEIGHT: f64 = 0.75;
/// What a character is worth beside a pair of them.
const CHARACTER: f64 = 0.4;
/// Shortest beginning of a Latin word that stands for it.
const MIN_PREFIX: usize = 3;

/// Characters that hold a Chinese sentence together and are looked for by nobody.
const PARTICLES: &str = "吗呢吧啊呀嘛么了的我你您它这那请";

/// Words that stand in any question.
const COMMON: &[&str] = &[
    "时候", "可以", "一下", "没有", "有没", "如果", "现在", "知道", "a", "an", "and", "any", "are", "at",
    "be", "by", "can", "could", "do", "does", "for", "from", "have", "how", "i", "if", "in", "is", "it",
    "me", "my", "of", "on", "or", "please", "so", "that", "the", "this", "to", "was", "we", "what", "when",
    "which", "will", "with", "would", "you", "your",
];

/// Texts made ready to be searched.
#[derive(Debug, Default)]
pub struct Index {
    texts: Vec<Text>,
}

/// One text: what it is found by, and how much each weighs in it.
#[derive(Debug, Default)]
struct Text {
    words: HashMap<String, f64>,
    characters: HashMap<char, f64>,
    length: f64,
}

/// A text that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// Its place in the order the texts were added, from 0.
    pub place: usize,
    /// How well it fits, in millionths; above 0.
    pub score: u64,
}

impl Index {
    /// Adds a text, part by part, each with its weight: a word in a part of weight 3 counts as three.
    pub fn add<'a>(&mut self, parts: impl IntoIterator<Item = (&'a str, u8)>) {
        let mut text = Text::default();
        for (part, weight) in parts {
            let weight = f64::from(weight);
            for word in words(part) {
                for c in word.chars().filter(|c| is_cjk(*c)) {
                    *text.characters.entry(c).or_insert(0.0) += weight;
                }
                *text.words.entry(word).or_insert(0.0) += weight;
                text.length += weight;
            }
        }
        self.texts.push(text);
    }

    /// The texts that have anything of the question in them, the best first; of equals the one added earlier.
    pub fn search(&self, question: &str) -> Vec<Found> {
        let wanted: BTreeSet<String> = words(question).into_iter().collect();
        let characters: BTreeSet<char> =
            wanted.iter().flat_map(|word| word.chars()).filter(|c| is_cjk(*c)).collect();
        let (mut by_words, mut by_characters) = (vec![0.0; self.texts.len()], vec![0.0; self.texts.len()]);
        for word in &wanted {
            self.score(|text| weight(&text.words, word), &mut by_words);
        }
        for c in &characters {
            self.score(|text| text.characters.get(c).copied().unwrap_or(0.0), &mut by_characters);
        }
        let scores =
            by_words.into_iter().zip(by_characters).enumerate().filter(|(_, (words, _))| *words > 0.0);
        let found = |(place, (words, characters)): (usize, (f64, f64))| Found {
            place,
            score: ((words + CHARACTER * characters) * 1e6) as u64,
        };
        let mut found: Vec<Found> = scores.map(found).collect();
        found.sort_by_key(|one| (std::cmp::Reverse(one.score), one.place));
        found
    }

    /// Adds what one word of the question is worth to every text.
    fn score(&self, weight: impl Fn(&Text) -> f64, scores: &mut [f64]) {
        let weights: Vec<f64> = self.texts.iter().map(weight).collect();
        let with = weights.iter().filter(|weight| **weight > 0.0).count() as f64;
        let all = self.texts.len() as f64;
        // Rare words tell more; this form never falls below 0, however common the word.
        let rarity = (1.0 + (all - with + 0.5) / (with + 0.5)).ln();
        let average = (self.texts.iter().map(|text| text.length).sum::<f64>() / all).max(1.0);
        for ((score, weight), text) in scores.iter_mut().zip(weights).zip(&self.texts) {
            let marked_down = SATURATION * (1.0 - LENGTH_WEIGHT + LENGTH_WEIGHT * text.length / average);
            *score += rarity * weight * (SATURATION + 1.0) / (weight + marked_down);
        }
    }
}

/// How much a word of the question weighs in a text.
fn weight(words: &HashMap<String, f64>, word: &str) -> f64 {
    if word.len() < MIN_PREFIX || !word.is_ascii() {
        return words.get(word).copied().unwrap_or(0.0);
    }
    words.iter().filter(|(other, _)| other.starts_with(word)).map(|(_, weight)| weight).sum()
}

/// What a text is found by.
fn words(text: &str) -> Vec<String> {
    let (mut words, mut chinese, mut latin) = (Vec::new(), Vec::new(), String::new());
    for c in text.chars().filter(|c| !is_invisible(*c)).map(fold).chain([' ']) {
        let of_word = c.is_alphanumeric() && !is_cjk(c);
        if !of_word && !latin.is_empty() {
            words.extend(stem(std::mem::take(&mut latin)));
        }
        if of_word {
            latin.push(c);
        }
        if is_cjk(c) && !PARTICLES.contains(c) {
            chinese.push(c);
        } else if !chinese.is_empty() {
            pairs(&std::mem::take(&mut chinese), &mut words);
        }
    }
    words
}

/// Neighbouring characters in pairs; one that stands alone by itself.
fn pairs(run: &[char], words: &mut Vec<String>) {
    match run {
        [alone] => words.push(alone.to_string()),
        run => {
            let all = run.windows(2).map(|pair| pair.iter().collect::<String>());
            words.extend(all.filter(|pair| !COMMON.contains(&pair.as_str())));
        }
    }
}

fn stem(mut word: String) -> Option<String> {
    if COMMON.contains(&word.as_str()) {
        return None;
    }
    if word.len() > MIN_PREFIX && word.ends_with('s') && !word.ends_with("ss") {
        word.pop();
    }
    Some(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEXTS: [&str; 9] = [
        "马克杯可以放洗碗机吗？可以，建议放上层。",
        "马克杯可以进微波炉吗？可以，请先取下金属勺。",
        "什么时候发货？下午三点前付款的当天发出。",
        "退货的运费谁出？质量问题由我们承担。",
        "Is the mug dishwasher safe? Yes, the top rack is best.",
        "When will my order ship? Orders paid before 3 pm leave the same day.",
        "How do I return something? Within seven days, unused.",
        "快递几天能到？收到之前都可以催，江浙沪次日收到。",
        "收到碎了、裂了怎么办？拍一张照片，当天补发。",
    ];

    fn index() -> Index {
        let mut index = Index::default();
        for text in TEXTS {
            index.add([(text, 1)]);
        }
        index
    }

    fn places(question: &str) -> Vec<usize> {
        index().search(question).iter().map(|one| one.place).collect()
    }

    #[test]
    fn the_best_answer_comes_first() {
        for (question, best) in [
            ("这个杯子能放洗碗机吗", 0),
            ("可不可以微波炉加热", 1),
            ("啥时候能发货呀", 2),
            ("我要退货，运费怎么算", 3),
            ("收到的时候碎了", 8),
            ("ＤＩＳＨＷＡＳＨＥＲ", 4),
            ("can I put mugs in the dishwasher?", 4),
            ("shipping: when does it ship", 5),
            ("returns", 6),
        ] {
            assert_eq!(places(question).first(), Some(&best), "{question}");
        }
    }

    #[test]
    fn words_may_be_begun_only_but_not_guessed() {
        assert_eq!(places("dishw"), [4]);
        assert_eq!(places("di"), [] as [usize; 0]);
        assert_eq!(places("washer"), [] as [usize; 0]);
    }

    #[test]
    fn nothing_is_found_by_nothing() {
        for question in ["", " ，。", "请问你的吗", "do you have the", "兔子"] {
            assert_eq!(places(question), [] as [usize; 0], "{question}");
        }
        assert!(Index::default().search("发货").is_empty());
    }

    #[test]
    fn weightier_parts_count_more() {
        let mut index = Index::default();
        index.add([("运费", 1), ("发货时间与快递", 1)]);
        index.add([("运费", 3), ("发货时间与快递", 1)]);
        let found = index.search("运费");
        assert_eq!(found.iter().map(|one| one.place).collect::<Vec<_>>(), [1, 0]);
    }

    #[test]
    fn equals_keep_their_order() {
        let mut index = Index::default();
        for _ in 0..4 {
            index.add([("发货", 1)]);
        }
        assert_eq!(index.search("发货").iter().map(|one| one.place).collect::<Vec<_>>(), [0, 1, 2, 3]);
    }

    proptest! {
        #[test]
        fn every_text_is_found_by_itself(texts in prop::collection::vec("[a-z柿子茶杯碗 ，]{0,12}", 1..8)) {
            let mut index = Index::default();
            for text in &texts {
                index.add([(text.as_str(), 1)]);
            }
            for (place, text) in texts.iter().enumerate() {
                let found = index.search(text);
                prop_assert_eq!(found.iter().any(|one| one.place == place), !words(text).is_empty());
                prop_assert!(found.is_sorted_by_key(|one| (std::cmp::Reverse(one.score), one.place)));
            }
        }
    }
}
