//! Who says what of what they bought, and what comes of it: dealt out so that nobody repeats somebody else.

use super::{
    Opinion, Say, Written,
    script::{SCRIPT, Words, Worst},
};
use crate::demo::{
    chance::{Purpose, rng},
    trade::{basket::Choice, photo::Photo},
};
use kefu_contract::{Rating, ReviewGroup, Scores};
use rand::{RngExt, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

/// What becomes of those who are not pleased, over and over.
#[derive(Debug, Clone, Copy)]
enum Sequel {
    /// The shop explains itself.
    Explained,
    /// Nobody has answered yet.
    Open,
    /// The author makes it good.
    Changed,
    Agreed,
    Unreachable,
    Removed,
}

const SEQUELS: [Sequel; 9] = [
    Sequel::Explained,
    Sequel::Changed,
    Sequel::Explained,
    Sequel::Open,
    Sequel::Agreed,
    Sequel::Explained,
    Sequel::Unreachable,
    Sequel::Explained,
    Sequel::Removed,
];

/// Words that nobody has used yet.
#[derive(Debug)]
pub(in crate::demo::trade) struct Deck {
    left: Vec<&'static Words>,
    unpleased: usize,
}

impl Deck {
    pub(in crate::demo::trade) fn new() -> Self {
        Self { left: SCRIPT.iter().collect(), unpleased: 0 }
    }

    /// What somebody is going to say of the `index`-th order, if anything.
    pub(in crate::demo::trade) fn deal(
        &mut self,
        index: usize,
        choices: &[Choice],
        english: bool,
    ) -> Vec<Opinion> {
        let mut rng = rng(Purpose::Opinions, index);
        if !rng.random_bool(0.86) {
            return Vec::new();
        }
        let anonymous = rng.random_bool(0.25);
        let after = rng.random_range(2 * HOUR..9 * DAY);
        let mut opinions = Vec::new();
        for (line, choice) in choices.iter().enumerate() {
            // Not everything is worth a word.
            if line > 0 && !rng.random_bool(0.75) {
                continue;
            }
            let rating = match rng.random_range(0..100) {
                0..78 => Rating::Good,
                78..90 => Rating::Neutral,
                _ => Rating::Bad,
            };
            let at = after + i64::try_from(line).unwrap_or(0) * 60_000;
            // Some are at a loss for words, and then they are content.
            let words =
                if rng.random_bool(0.93) { self.draw(&rating, choice, english, &mut rng) } else { None };
            match words {
                Some(words) => opinions.extend(self.say(words, line, at, english, anonymous, &mut rng)),
                None => opinions.push(Opinion { line, after: at, say: Say::Write(wordless(anonymous)) }),
            }
        }
        opinions
    }

    fn draw(
        &mut self,
        rating: &Rating,
        choice: &Choice,
        english: bool,
        rng: &mut ChaCha8Rng,
    ) -> Option<&'static Words> {
        let fits = |words: &Words| {
            words.rating == *rating && words.suit(choice.item) && words.text.by(english).is_some()
        };
        let fitting: Vec<usize> = (0..self.left.len()).filter(|place| fits(self.left[*place])).collect();
        fitting.choose(rng).map(|place| self.left.remove(*place))
    }

    fn say(
        &mut self,
        words: &'static Words,
        line: usize,
        after: i64,
        english: bool,
        anonymous: bool,
        rng: &mut ChaCha8Rng,
    ) -> Vec<Opinion> {
        let photos: &[Photo] = match (&words.rating, rng.random_range(0..10)) {
            (Rating::Good, 0..2) => &[Photo::Whole],
            (Rating::Bad, 0..4) if words.worst == Some(Worst::Goods) => &[Photo::Crack],
            _ => &[],
        };
        let scores = words.scores(rng.random_bool(0.6));
        let written = Written { words: Some(words), english, scores, anonymous, photos };
        let answered = after + rng.random_range(2 * HOUR..40 * HOUR);
        let later = answered + rng.random_range(DAY..4 * DAY);
        let mut steps = vec![(after, Say::Write(written))];
        let reply =
            words.reply.and_then(|reply| reply.by(english)).map(|reply| (answered, Say::Reply(reply)));
        let follow_up = words.follow_up.and_then(|more| more.by(english));
        if words.rating == Rating::Good {
            steps.extend(reply);
            steps.extend(follow_up.map(|more| (later + 9 * DAY, Say::FollowUp(more))));
        } else if words.worst == Some(Worst::Threat) {
            let note = "买家以差评要求返现，聊天记录已截图存证，未答应。";
            steps.push((answered, Say::Report(note)));
        } else {
            let sequel = SEQUELS[self.unpleased % SEQUELS.len()];
            self.unpleased += 1;
            steps.extend(reply.filter(|_| !matches!(sequel, Sequel::Open | Sequel::Unreachable)));
            let better = words.changed.and_then(|changed| changed.by(english));
            steps.extend(self::sequel(sequel, better).map(|say| (later, say)));
        }
        steps.into_iter().map(|(after, say)| Opinion { line, after, say }).collect()
    }
}

/// Good, and nothing more to say.
fn wordless(anonymous: bool) -> Written {
    let scores = Scores { as_described: 5, service: 5, shipping: 5 };
    Written { words: None, english: false, scores, anonymous, photos: &[] }
}

fn sequel(sequel: Sequel, better: Option<&'static str>) -> Option<Say> {
    match sequel {
        Sequel::Explained | Sequel::Open => None,
        Sequel::Changed => Some(Say::Change(better)),
        Sequel::Agreed => Some(Say::Group(ReviewGroup::AgreedToChange, "电话里讲清楚了，买家说周末改。")),
        Sequel::Unreachable => Some(Say::Group(ReviewGroup::Unreachable, "打了两次没人接，聊天已读未回。")),
        Sequel::Removed => Some(Say::Remove),
    }
}
