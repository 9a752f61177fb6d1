//! Which texts answer a question best: BM25 over pairs of Chinese characters and over words.
//!
//! No dictionary: neighbouring characters in pairs come close to words, and characters that only hold a sentence
//! together (吗、的、您) part the pairs. Single characters help to tell texts apart that have a pair in common with the
//! question; by themselves they mean too little. Latin words lose a plural s and may be begun only, as while typing.
//! Scores compare the texts of one index with each other; they mean nothing beside those of another. Confidence does: it
//! says how much of a question a text has in it.

use crate::text::{fold, is_cjk, is_invisible};
use std::collections::{BTreeSet, HashMap};

/// How soon repeating a word stops helping.
const SATURATION: f64 = 1.2;
/// How much long texts are marked down.
const LENGTH_WEIGHT: f64 = 0.75;
/// What a character is worth beside a pair of them.
const CHARACTER: f64 = 0.4;
/// So many of the rarest words are half the evidence that it takes.
const EVIDENCE: f64 = 1.25;
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
    /// Its parts one by one, with their weights.
    parts: Vec<(BTreeSet<String>, f64)>,
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
            let words = words(part);
            text.parts.push((words.iter().cloned().collect(), weight));
            for word in words {
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

    /// How sure it is that a found text answers the question, in basis points.
    ///
    /// The share of the question that stands in the text, and in that one of its parts which has most of it; parts count
    /// by their weight beside the weightiest. Rare words of the question are a greater share of it. A low score is little
    /// evidence, however much it is of a short question.
    pub fn confidence(&self, question: &str, found: Found) -> u32 {
        let Some(text) = self.texts.get(found.place) else { return 0 };
        let wanted: BTreeSet<String> = words(question).into_iter().collect();
        let worth: Vec<(&String, f64)> = wanted.iter().map(|word| (word, self.rarity(word))).collect();
        let share = |has: &dyn Fn(&str) -> bool| {
            let all: f64 = worth.iter().map(|(_, worth)| worth).sum();
            let has: f64 = worth.iter().filter(|(word, _)| has(word)).map(|(_, worth)| worth).sum();
            if all > 0.0 { has / all } else { 0.0 }
        };
        let heaviest = text.parts.iter().map(|(_, weight)| *weight).fold(0.0, f64::max);
        let of_part = |(words, weight): &(BTreeSet<String>, f64)| {
            share(&|word| stands_in(words, word)) * weight / heaviest
        };
        let best_part = text.parts.iter().map(of_part).fold(0.0, f64::max);
        let whole = share(&|word| weight(&text.words, word) > 0.0);
        let (score, half) = (found.score as f64 / 1e6, EVIDENCE * rarity(1.0, self.texts.len() as f64));
        ((whole + best_part) / 2.0 * score / (score + half) * 1e4) as u32
    }

    /// What a word is worth by how few texts have it.
    fn rarity(&self, word: &str) -> f64 {
        let with = self.texts.iter().filter(|text| weight(&text.words, word) > 0.0).count();
        rarity(with as f64, self.texts.len() as f64)
    }

    /// Adds what one word of the question is worth to every text.
    fn score(&self, weight: impl Fn(&Text) -> f64, scores: &mut [f64]) {
        let weights: Vec<f64> = self.texts.iter().map(weight).collect();
        let with = weights.iter().filter(|weight| **weight > 0.0).count() as f64;
        let all = self.texts.len() as f64;
        let rarity = rarity(with, all);
        let average = (self.texts.iter().map(|text| text.length).sum::<f64>() / all).max(1.0);
        for ((score, weight), text) in scores.iter_mut().zip(weights).zip(&self.texts) {
            let marked_down = SATURATION * (1.0 - LENGTH_WEIGHT + LENGTH_WEIGHT * text.length / average);
            *score += rarity * weight * (SATURATION + 1.0) / (weight + marked_down);
        }
    }
}

/// What a word is worth that so many texts of all have. Rare words tell more; this form never falls below 0, however
/// common the word.
fn rarity(with: f64, all: f64) -> f64 {
    (1.0 + (all - with + 0.5) / (with + 0.5)).ln()
}

/// Whether a word of the question stands among these, begun only or whole.
fn stands_in(words: &BTreeSet<String>, word: &str) -> bool {
    if word.len() < MIN_PREFIX || !word.is_ascii() {
        return words.contains(word);
    }
    words.range(word.to_owned()..).next().is_some_and(|next| next.starts_with(word))
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
    fn confidence_tells_answers_from_chance() {
        let index = index();
        let best =
            |question| index.search(question).first().map_or(0, |found| index.confidence(question, *found));
        let mut sure =
            vec!["这个杯子能放洗碗机吗", "我要退货，运费怎么算", "dishwasher", "Is the mug dishwasher safe?"];
        sure.retain(|question| best(question) < 2_000);
        assert!(sure.is_empty(), "{sure:?}");
        for question in
            ["我男朋友的快递员朋友今天不理我了", "the top of the mountain in the rain yesterday", "兔子"]
        {
            assert!(best(question) < 1_500, "{question}: {}", best(question));
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
