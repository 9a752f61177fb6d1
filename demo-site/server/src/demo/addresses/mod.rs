//! Where the demo's customers live. Cities and districts are real, whatever leads to a door is invented, and numbers
//! begin the way examples do.

mod abroad;
mod cities;

use super::{
    chance::{Purpose, rng},
    people::writes_english,
};
use cities::{CITIES, ESTATES, GIVEN, OFFICES, REMOTE, STREETS, SURNAMES};
use kefu_contract::Address;
use rand::{RngExt, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;

const PHONES: [&str; 6] = ["1380000", "1390000", "1500000", "1580000", "1860000", "1880000"];

/// Everybody's home, in the order of the names.
pub(super) fn homes<'a>(names: impl Iterator<Item = &'a str>) -> Vec<Address> {
    let mut foreigners = 0;
    let home = |(index, name): (usize, &str)| {
        if !writes_english(name) {
            return home(index);
        }
        foreigners += 1;
        abroad::address(foreigners - 1, name)
    };
    names.enumerate().map(home).collect()
}

fn home(index: usize) -> Address {
    let mut rng = rng(Purpose::Addresses, index);
    let place = index * 7 + index / CITIES.len();
    let mut address = chinese(place, &mut rng);
    address.street = format!("{}{}", street(&mut rng), door(&mut rng));
    address
}

/// Another place the same customer has things sent to: the office, the parents, the one just moved into.
pub(super) fn other(index: usize, home: &Address) -> Address {
    let mut rng = rng(Purpose::Addresses, index + 1_000);
    let place = CITIES.iter().position(|city| city.1 == home.city).unwrap_or(index);
    if home.country != "CN" || rng.random_bool(0.5) {
        let mut address = chinese(place + 5, &mut rng);
        address.street = format!("{}{}", street(&mut rng), door(&mut rng));
        return address;
    }
    let office = OFFICES[index % OFFICES.len()];
    Address { street: format!("{}{office}", street(&mut rng)), ..home.clone() }
}

/// Whether couriers take longer to get there and ask for more.
pub(super) fn is_remote(address: &Address) -> bool {
    address.region.as_deref().is_some_and(|region| REMOTE.contains(&region))
}

pub(super) fn is_abroad(address: &Address) -> bool {
    address.country != "CN"
}

/// Somebody in a city, without street.
fn chinese(place: usize, rng: &mut ChaCha8Rng) -> Address {
    let (region, city, postal_code, districts) = CITIES[place % CITIES.len()];
    let pick =
        |list: &'static [&'static str], rng: &mut ChaCha8Rng| list.choose(rng).copied().unwrap_or_default();
    let recipient = format!("{}{}", pick(&SURNAMES, rng), pick(&GIVEN, rng));
    Address {
        recipient,
        phone: format!("{}{:04}", pick(&PHONES, rng), rng.random_range(0..10_000)),
        country: "CN".to_owned(),
        region: Some(region.to_owned()),
        city: city.to_owned(),
        district: Some(pick(districts, rng).to_owned()),
        street: String::new(),
        postal_code: rng.random_bool(0.4).then(|| format!("{postal_code}{:02}", rng.random_range(0..60))),
        masked: false,
    }
}

fn street(rng: &mut ChaCha8Rng) -> String {
    format!("{} {} 号", STREETS.choose(rng).copied().unwrap_or_default(), rng.random_range(1..480))
}

/// The way from the street to the door.
fn door(rng: &mut ChaCha8Rng) -> String {
    let estate = ESTATES.choose(rng).copied().unwrap_or_default();
    let (house, unit) = (rng.random_range(1..29), rng.random_range(1..5));
    let room = rng.random_range(1..27) * 100 + rng.random_range(1..5);
    match rng.random_range(0..4) {
        0 => format!("{estate} {house} 幢 {unit} 单元 {room} 室"),
        1 => format!("{estate} {house} 号楼 {room}"),
        2 => format!("{estate} {house}-{unit}-{room}"),
        _ => format!("{estate} {house} 栋 {room}（放门口鞋柜上）"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::people::Cast;
    use std::collections::HashSet;

    fn everybodys() -> Vec<Address> {
        let cast = Cast::new();
        homes(cast.buyers.iter().chain(&cast.customers).map(|one| one.name.as_str()))
    }

    #[test]
    fn everybody_lives_somewhere_else() {
        let homes = everybodys();
        let streets: HashSet<_> = homes.iter().map(|home| &home.street).collect();
        let phones: HashSet<_> = homes.iter().map(|home| &home.phone).collect();
        assert_eq!((streets.len(), phones.len()), (homes.len(), homes.len()));
        assert!(homes.len() >= 110);
        let cities: HashSet<_> = homes.iter().map(|home| &home.city).collect();
        assert!(cities.len() >= 30, "{}", cities.len());
        for (i, home) in homes.iter().enumerate() {
            assert!(!home.phone.contains('#') && home.country.len() == 2, "{home:?}");
            assert_ne!(other(i, home), *home);
        }
    }

    #[test]
    fn some_live_far_away() {
        let homes = everybodys();
        let count = |far: fn(&Address) -> bool| homes.iter().filter(|home| far(home)).count();
        assert!(count(is_abroad) >= 6 && count(is_remote) >= 4);
    }
}
