//! Who orders what, and what becomes of it.

use super::{
    scenes::{self, Scene, Who},
    step::{By, Step},
};
use crate::demo::{
    addresses,
    chance::{Purpose, rng},
    customers::is_left_alone,
    people::{BUYERS, Cast, Standing, writes_english},
    products,
};
use kefu_contract::{Address, Person};
use kefu_rules::rfm::Tier;
use rand::{RngExt, seq::IndexedRandom};
use std::ops::RangeInclusive;

/// Orders of those nobody has stated anything about, over and over.
const ORDERS: [usize; 21] = [2, 1, 3, 1, 2, 4, 1, 2, 3, 1, 6, 2, 1, 2, 5, 1, 3, 2, 1, 4, 2];

/// What they spend on one order, in fen.
const BUDGETS: [i64; 9] = [4_000, 6_500, 9_000, 12_000, 14_500, 19_000, 24_000, 33_000, 48_000];

/// How far back orders go, in days.
const OLDEST: u32 = 118;

/// Somebody who orders.
#[derive(Debug)]
pub(super) struct Customer<'a> {
    pub(super) person: &'a Person,
    pub(super) home: Address,
    pub(super) other: Address,
    standing: Option<Standing>,
}

/// One order to be placed.
#[derive(Debug)]
pub(super) struct Errand {
    /// Place of the customer in the list.
    pub(super) who: usize,
    /// In fen.
    pub(super) budget: i64,
    /// What they came for, where it matters: everything finds somebody.
    pub(super) item: Option<&'static str>,
    pub(super) course: Course,
}

#[derive(Debug)]
pub(super) enum Course {
    /// Placed so many days ago, and nothing unusual happened.
    Ordinary(RangeInclusive<u32>),
    Scene(&'static Scene),
}

pub(super) fn customers(cast: &Cast) -> Vec<Customer<'_>> {
    let people = || cast.buyers.iter().chain(&cast.customers);
    let homes = addresses::homes(people().map(|one| one.name.as_str()));
    let standings = BUYERS.iter().map(|(_, standing)| Some(*standing)).chain(std::iter::repeat(None));
    let customer = |(((index, person), home), standing)| {
        let other = addresses::other(index, &home);
        Customer { person, home, other, standing }
    };
    people().enumerate().zip(homes).zip(standings).map(customer).collect()
}

/// Every order there is going to be; the same whatever the clock says.
pub(super) fn errands(customers: &[Customer]) -> Vec<Errand> {
    let mut errands = Vec::new();
    let items: Vec<&'static str> = products::all().map(|item| item.id).collect();
    let mut favourites = items.into_iter().cycle();
    let wanted: Vec<usize> =
        customers.iter().enumerate().map(|(index, customer)| orders(index, customer)).collect();
    let taken = hand_out(customers, &wanted);
    for (who, customer) in customers.iter().enumerate() {
        let mine: Vec<_> = taken.iter().filter(|(owner, _)| *owner == who).map(|(_, scene)| *scene).collect();
        let ages = (mine.len()..wanted[who]).map(|nth| age(customer, nth));
        let courses = mine.iter().map(|scene| Course::Scene(scene)).chain(ages.map(Course::Ordinary));
        let dear: Vec<i64> = mine.iter().map(|scene| price(scene)).collect();
        let budgets = budgets(who, customer, wanted[who], &dear);
        for (course, budget) in courses.zip(budgets) {
            let item = match &course {
                Course::Scene(scene) => scene.item,
                Course::Ordinary(_) => customer.standing.is_none().then(|| favourites.next()).flatten(),
            };
            errands.push(Errand { who, budget, item, course });
        }
    }
    errands.extend(unpaid(customers));
    errands
}

/// How many orders somebody pays.
fn orders(index: usize, customer: &Customer) -> usize {
    match customer.standing {
        Some(Standing::FirstVisit | Standing::Newcomer) => 0,
        Some(Standing::Member(_, count)) => usize::try_from(count).unwrap_or_default(),
        // There are few of them, and much that happens only to them.
        None if writes_english(&customer.person.name) => ORDERS[index % ORDERS.len()].max(3),
        None => ORDERS[index % ORDERS.len()],
    }
}

/// What somebody may spend, in fen, on things that scenes are about, without outgrowing their tier.
fn allowance(customer: &Customer) -> i64 {
    match customer.standing {
        Some(Standing::Member(Tier::Regular, _)) => 12_000,
        Some(Standing::Member(Tier::Senior, 4..)) => 24_000,
        Some(Standing::Member(Tier::Senior, _)) => 40_000,
        _ => i64::MAX,
    }
}

/// The price of what a scene is about.
fn price(scene: &Scene) -> i64 {
    let item = products::all().find(|item| scene.item == Some(item.id));
    item.map_or(0, |item| item.price)
}

/// How many unusual orders of late somebody may have without their tier becoming untrue.
fn patience(customer: &Customer, wanted: usize) -> usize {
    match customer.standing {
        Some(Standing::FirstVisit | Standing::Newcomer) => 0,
        Some(Standing::Member(Tier::Supreme, _)) => 5,
        Some(Standing::Member(Tier::Vip, _)) => 3,
        Some(Standing::Member(Tier::Senior, _)) => 2,
        Some(Standing::Member(Tier::Regular, 1)) => 1,
        // Two orders and one of them of late would make them senior.
        Some(Standing::Member(Tier::Regular, _)) => 0,
        None => wanted.min(3),
    }
}

/// Gives every paid scene to somebody it suits, by turns to those on the list and those not on it.
fn hand_out(customers: &[Customer], wanted: &[usize]) -> Vec<(usize, &'static Scene)> {
    let mut left = scenes::paid();
    let (known, strangers): (Vec<usize>, Vec<usize>) =
        (0..customers.len()).partition(|who| customers[*who].standing.is_some());
    let mut taken: Vec<(usize, &'static Scene)> = Vec::new();
    for round in 0..5 {
        for place in 0..known.len().max(strangers.len()) {
            for who in [known.get(place), strangers.get(place)].into_iter().flatten() {
                let customer = &customers[*who];
                if round >= patience(customer, wanted[*who]) {
                    continue;
                }
                let mine = taken.iter().filter(|(owner, _)| owner == who);
                let spent: i64 = mine.map(|(_, scene)| price(scene)).sum();
                let fits =
                    |scene: &&Scene| suits(scene, customer) && spent + price(scene) <= allowance(customer);
                if let Some(found) = left.iter().position(fits) {
                    taken.push((*who, left.remove(found)));
                }
            }
        }
    }
    taken
}

fn suits(scene: &Scene, customer: &Customer) -> bool {
    let abroad = addresses::is_abroad(&customer.home);
    let fits = match scene.who {
        Who::Anyone => !abroad,
        Who::Stranger => !abroad && customer.standing.is_none(),
        Who::Abroad => abroad,
    };
    fits && understands(scene, customer)
}

/// Whether the buyer's words in a scene are in their language.
fn understands(scene: &Scene, customer: &Customer) -> bool {
    let later = scene.steps.iter().filter_map(|(_, step)| match step {
        Step::Close(By::Buyer, _, words) => Some(*words),
        Step::Claim(deed) if deed.by() == By::Buyer => Some(deed.words()),
        _ => None,
    });
    let mut said = scene.said.into_iter().chain(later).filter(|words| !words.is_empty());
    let english = writes_english(&customer.person.name);
    said.all(|words| words.chars().any(is_chinese) != english)
}

fn is_chinese(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// How long ago the `nth` order was placed, the latest first.
fn age(customer: &Customer, nth: usize) -> RangeInclusive<u32> {
    match (customer.standing, nth) {
        // The shop has more customers than it used to have.
        (None, nth) if nth % 2 == 0 => 5..=30,
        (None, _) => 3..=OLDEST,
        (Some(Standing::Member(Tier::Regular, 2..)), 0) => 35..=80,
        (Some(Standing::Member(Tier::Regular, 2..)), _) => 86..=OLDEST,
        (_, 0) => 2..=22,
        _ => 24..=OLDEST,
    }
}

/// What somebody spends on each order. What the first ones cost of themselves is `dear`.
fn budgets(who: usize, customer: &Customer, orders: usize, dear: &[i64]) -> Vec<i64> {
    let mut rng = rng(Purpose::Calendar, who + 1_000);
    let total = match customer.standing {
        Some(Standing::Member(tier, count)) => spending(tier, count) - dear.iter().sum::<i64>(),
        _ => return (0..orders).map(|_| BUDGETS.choose(&mut rng).copied().unwrap_or(9_000)).collect(),
    };
    let fixed = |place: usize| dear.get(place).is_some_and(|price| *price > 0);
    let weights: Vec<i64> =
        (0..orders).map(|place| if fixed(place) { 0 } else { rng.random_range(7..=13) }).collect();
    let whole: i64 = weights.iter().sum::<i64>().max(1);
    weights.into_iter().map(|weight| total * weight / whole).collect()
}

/// What a member has spent in all, in fen: well within what their tier asks for, since small things cost postage and
/// dear ones are discounted.
fn spending(tier: Tier, orders: u32) -> i64 {
    match (tier, orders) {
        (Tier::Regular, 1) => 10_000,
        (Tier::Regular, _) => 13_000,
        (Tier::Senior, ..=3) => 42_000,
        (Tier::Senior, _) => 39_000,
        (Tier::Vip, ..=7) => 150_000,
        (Tier::Vip, _) => 170_000,
        (Tier::Supreme, _) => 420_000,
    }
}

/// Orders nobody has paid; the first customer, who has never been here, has none.
fn unpaid(customers: &[Customer]) -> Vec<Errand> {
    let mut busy = vec![0];
    let mut errands = Vec::new();
    for (place, scene) in scenes::unpaid().enumerate() {
        let mut turn = (0..customers.len()).map(|step| (place * 7 + 8 + step) % customers.len());
        let reminded = scene.steps.iter().any(|(_, step)| matches!(step, Step::Remind(_)));
        let found = turn.find(|who| {
            let bothered = reminded && is_left_alone(*who);
            !bothered && !busy.contains(who) && understands(scene, &customers[*who])
        });
        let Some(who) = found else { continue };
        busy.push(who);
        let budget = BUDGETS[place % BUDGETS.len()];
        errands.push(Errand { who, budget, item: scene.item, course: Course::Scene(scene) });
    }
    errands
}
