//! Reviews, walked the way orders are: written, answered, added to, changed and worked on, all by the rules.

mod deck;
mod script;

pub(super) use deck::Deck;
pub(in crate::demo) use script::Words;

use super::{photo::Photo, step::By, walk::Walk};
use crate::{
    demo::{chance::uuid_at, people::writes_english, products},
    desk,
    store::ReviewRecord,
};
use kefu_contract::{
    ActOnReview, ClientId, LineId, Person, Rating, ReplyToReview, Review, ReviewActionCode as Code,
    ReviewGroup, ReviewId, Scores, Timestamp, Upload, WriteReview,
};
use kefu_rules::{
    language::Language,
    order::{self, Refused},
    review::{self, Applied, Context, Fact},
};

/// Something said of a line, so many milliseconds after the order was completed.
#[derive(Debug, Clone)]
pub(super) struct Opinion {
    pub(super) line: usize,
    pub(super) after: i64,
    pub(super) say: Say,
}

/// What is said.
#[derive(Debug, Clone)]
pub(super) enum Say {
    Write(Written),
    /// The shop explains itself.
    Reply(&'static str),
    FollowUp(&'static str),
    /// To a good one, with other words or the same.
    Change(Option<&'static str>),
    Remove,
    Group(ReviewGroup, &'static str),
    Report(&'static str),
}

impl Say {
    pub(super) fn by(&self) -> By {
        match self {
            Self::Reply(_) | Self::Group(..) | Self::Report(_) => By::Agent,
            Self::Write(_) | Self::FollowUp(_) | Self::Change(_) | Self::Remove => By::Buyer,
        }
    }
}

/// A review as it is first written.
#[derive(Debug, Clone)]
pub(super) struct Written {
    /// What it says; nothing where it is a rating alone.
    pub(super) words: Option<&'static Words>,
    pub(super) english: bool,
    pub(super) scores: Scores,
    pub(super) anonymous: bool,
    pub(super) photos: &'static [Photo],
}

/// A review, and what was filed beside it.
#[derive(Debug)]
pub(in crate::demo) struct Opined {
    pub(in crate::demo) record: ReviewRecord,
    /// What it says in both languages, if anything.
    pub(in crate::demo) words: Option<&'static Words>,
    /// Place of the value chosen of each of the product's options.
    pub(in crate::demo) sku: Vec<usize>,
    /// What staff noted or reported, with the review as it was then.
    pub(in crate::demo) filed: Vec<(Review, Person, Fact)>,
}

impl Walk<'_> {
    /// Says something of a line.
    pub(super) fn opine(&mut self, line: usize, say: &Say, at: Timestamp) -> Result<(), Refused> {
        let Some(line_id) = self.record.order.lines.get(line).map(|line| line.id.clone()) else {
            return Ok(());
        };
        if let Say::Write(written) = say {
            return self.write(&line_id, written, at);
        }
        let about = |opined: &Opined| opined.record.review.line_id.as_ref() == Some(&line_id);
        let Some(place) = self.opinions.iter().position(about) else { return Ok(()) };
        let record = self.opinions[place].record.clone();
        let client_id = ClientId(uuid_at(at, &mut self.rng).to_string());
        let viewer = self.speaker(say);
        let order = self.record.order.clone();
        let context = Context {
            changes: record.changes,
            order: Some(&order),
            ..Context::new(&viewer, at, self.world.policy)
        };
        let version = record.review.version;
        let mut request = ActOnReview { code: Code::Remove, ..blank(client_id.clone(), version) };
        let applied = match say {
            Say::Reply(text) => {
                let request = ReplyToReview { client_id, version, text: (*text).to_owned() };
                review::reply(&record.review, &request, &context)?
            }
            Say::FollowUp(text) => {
                request.code = Code::FollowUp;
                request.text = Some((*text).to_owned());
                review::act(&record.review, &request, &context)?
            }
            Say::Change(text) => {
                request.code = Code::Change;
                request.rating = Some(Rating::Good);
                request.text = text.map(str::to_owned);
                review::act(&record.review, &request, &context)?
            }
            Say::Group(group, note) => {
                request.code = Code::SetGroup;
                request.group = Some(group.clone());
                request.text = Some((*note).to_owned());
                review::act(&record.review, &request, &context)?
            }
            Say::Report(note) => {
                request.code = Code::Report;
                request.text = Some((*note).to_owned());
                review::act(&record.review, &request, &context)?
            }
            Say::Write(_) | Say::Remove => review::act(&record.review, &request, &context)?,
        };
        self.keep(place, applied, viewer);
        Ok(())
    }

    fn keep(&mut self, place: usize, applied: Applied, by: Person) {
        let Applied { review, changes, removed, facts, .. } = applied;
        let opined = &mut self.opinions[place];
        opined.filed.extend(facts.into_iter().map(|fact| (review.clone(), by.clone(), fact)));
        opined.record = ReviewRecord { review, changes, removed, ..opined.record.clone() };
    }

    fn speaker(&self, say: &Say) -> Person {
        let staff = &self.world.cast.staff;
        match say.by() {
            By::Buyer => self.wanted.buyer.clone(),
            _ if writes_english(&self.wanted.buyer.name) => staff[2].clone(),
            _ => staff[1].clone(),
        }
    }

    fn write(&mut self, line_id: &LineId, written: &Written, at: Timestamp) -> Result<(), Refused> {
        let order = self.record.order.clone();
        let buyer = self.wanted.buyer;
        let Some(line) = order.lines.iter().find(|line| line.id == *line_id) else { return Ok(()) };
        let Some(item) = products::all().find(|item| line.product_id.as_str() == item.id) else {
            return Ok(());
        };
        let images = self.snapshots(written.photos, item.id, &buyer.id, at);
        let request = WriteReview {
            client_id: ClientId(uuid_at(at, &mut self.rng).to_string()),
            order_id: order.id.clone(),
            line_id: line_id.clone(),
            rating: written.words.map_or(Rating::Good, |words| words.rating.clone()),
            scores: written.scores.clone(),
            text: written.words.and_then(|words| words.text.by(written.english)).map(str::to_owned),
            images: ids(&images),
            anonymous: written.anonymous,
        };
        let new_id = format!("r-{}", uuid_at(at, &mut self.rng));
        let context =
            Context { new_id: &new_id, images: &images, ..Context::new(buyer, at, self.world.policy) };
        let again = self.has_opinion(line_id);
        let applied = review::write(&request, &order, item.card(), again, &context)?;
        let record = ReviewRecord::new(applied.review);
        let sku = self.values(line_id);
        self.opinions.push(Opined { record, words: written.words, sku, filed: Vec::new() });
        if order.lines.iter().all(|line| self.has_opinion(&line.id)) {
            self.record.reviewed = true;
            let context = order::Context::new(buyer, at, self.world.policy);
            let applied = order::record_reviews(&order, &context);
            self.take(applied, at, Code::Change.as_str());
        }
        Ok(())
    }

    /// The variant of a line.
    fn values(&self, line: &LineId) -> Vec<usize> {
        let place = self.record.order.lines.iter().position(|other| other.id == *line);
        place
            .and_then(|place| self.wanted.choices.get(place))
            .map_or_else(Vec::new, |choice| choice.values.clone())
    }

    fn has_opinion(&self, line: &LineId) -> bool {
        self.opinions.iter().any(|opined| opined.record.review.line_id.as_ref() == Some(line))
    }

    /// The time to write is over: what nobody has said anything of counts as good.
    pub(super) fn opine_by_default(&mut self, at: Timestamp) {
        self.record.reviewed = true;
        let order = self.record.order.clone();
        let platform = desk::orders::platform();
        for line in &order.lines {
            let item = products::all().find(|item| line.product_id.as_str() == item.id);
            let Some(item) = item.filter(|_| !self.has_opinion(&line.id)) else { continue };
            let new_id = format!("r-{}", uuid_at(at, &mut self.rng));
            let context = Context { new_id: &new_id, ..Context::new(&platform, at, self.world.policy) };
            let record = ReviewRecord::new(review::default_review(&order, line, item.card(), &context));
            let sku = self.values(&line.id);
            self.opinions.push(Opined { record, words: None, sku, filed: Vec::new() });
        }
    }

    /// What the clock does to a review next.
    pub(super) fn next_of_reviews(&self) -> Option<(ReviewId, String, Timestamp)> {
        let next = self.opinions.iter().flat_map(|opined| {
            let review = &opined.record.review;
            let dues = desk::reviews::dues(self.world.policy, &opined.record, review.updated_at);
            dues.into_iter().map(|(what, at)| (review.id.clone(), what, at))
        });
        next.min_by_key(|due| due.2)
    }

    /// Lets the clock do it.
    pub(super) fn pass_review(&mut self, id: &ReviewId, what: &str, at: Timestamp) -> Result<(), Refused> {
        let Some(place) = self.opinions.iter().position(|opined| opined.record.review.id == *id) else {
            return Ok(());
        };
        let policy = self.world.policy;
        let record = &mut self.opinions[place].record;
        if what == desk::reviews::MODERATION {
            let platform = desk::orders::platform();
            let context = Context { changes: record.changes, ..Context::new(&platform, at, policy) };
            record.review = review::moderate(&record.review, Ok(()), &context)?.review;
        } else {
            review::refresh(&mut record.review, record.changes, at, policy, Language::Chinese);
            record.review.version += 1;
            record.review.updated_at = at;
        }
        Ok(())
    }
}

fn ids(uploads: &[Upload]) -> Vec<kefu_contract::UploadId> {
    uploads.iter().map(|upload| upload.id.clone()).collect()
}

fn blank(client_id: ClientId, version: u64) -> ActOnReview {
    ActOnReview {
        client_id,
        version,
        code: Code::Remove,
        rating: None,
        text: None,
        images: Vec::new(),
        group: None,
    }
}
