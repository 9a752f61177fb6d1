//! Figures by slice while they are being counted.

use super::{Breakdown, Figures, Slice};
use kefu_contract::{ShopId, Timestamp, UserId};
use std::collections::{BTreeMap, HashMap};

/// What is counted once per slice however often it occurs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Once {
    Asked,
    Converted,
    Paying,
    Conversation,
    Handled,
    Waiting,
}

/// A [`Slice`] of borrowed ids.
type Key<'a> = (Option<&'a ShopId>, Option<&'a UserId>, Option<Timestamp>);

/// Where everything goes that happened outside of the steps; never told.
const NOWHERE: usize = 0;

/// Figures of all slices. Ids are borrowed from the log; keys are copied only at the end.
pub(super) struct Tally<'a> {
    by: Breakdown<'a>,
    places: HashMap<Key<'a>, usize>,
    figures: Vec<Figures>,
    once: Vec<(Once, usize, &'a str, &'a str)>,
}

impl<'a> Tally<'a> {
    pub fn new(by: Breakdown<'a>) -> Self {
        Self { by, places: HashMap::new(), figures: vec![Figures::default()], once: Vec::new() }
    }

    /// Where the step an instant lies in begins; nothing within where there are no steps, nothing at all outside.
    fn step(&self, at: Timestamp) -> Option<Option<Timestamp>> {
        let Some((end, begins)) = self.by.steps.split_last() else { return Some(None) };
        let begun = begins.partition_point(|begin| *begin <= at);
        (begun > 0 && at < *end).then(|| Some(begins[begun - 1]))
    }

    /// The place of the slice something belongs to.
    pub fn place(&mut self, shop: &'a ShopId, agent: Option<&'a UserId>, at: Timestamp) -> usize {
        let Some(step) = self.step(at) else { return NOWHERE };
        let key = (self.by.shop.then_some(shop), agent.filter(|_| self.by.agent), step);
        *self.places.entry(key).or_insert_with(|| {
            self.figures.push(Figures::default());
            self.figures.len() - 1
        })
    }

    pub fn at(&mut self, place: usize) -> &mut Figures {
        &mut self.figures[place]
    }

    /// Counts something once per slice; ids are unique within a shop.
    pub fn once(&mut self, what: Once, place: usize, shop: &'a ShopId, id: &'a str) {
        self.once.push((what, place, shop.as_str(), id));
    }

    pub fn finish(mut self) -> BTreeMap<Slice, Figures> {
        self.once.sort_unstable();
        self.once.dedup();
        for (what, place, _, _) in &self.once {
            let figures = &mut self.figures[*place];
            match what {
                Once::Asked => figures.conversion.whole += 1,
                Once::Converted => figures.conversion.part += 1,
                Once::Paying => figures.sales.buyers += 1,
                Once::Conversation => figures.conversations += 1,
                Once::Handled => figures.handled += 1,
                Once::Waiting => figures.waiting += 1,
            }
        }
        let mut figures = self.figures;
        let slice = |(shop, agent, step): Key| Slice { shop: shop.cloned(), agent: agent.cloned(), step };
        self.places
            .into_iter()
            .map(|(key, place)| (slice(key), std::mem::take(&mut figures[place])))
            .collect()
    }
}
