//! Offers of every kind.

use super::*;
use kefu_contract::{OfferKind, ProductCard};
use proptest::prelude::*;

const NOW: Timestamp = Timestamp::from_unix_ms(1_800_000_000_000);

fn offer(kind: OfferKind) -> Offer {
    Offer {
        id: "of-1".into(),
        version: 1,
        kind,
        title: String::new(),
        terms: None,
        threshold: None,
        saving: None,
        saving_basis_points: None,
        price: None,
        deposit: None,
        products: Vec::new(),
        gifts: Vec::new(),
        starts_at: None,
        ends_at: None,
        remaining: None,
        eligible: true,
        ineligible_reason: None,
    }
}

fn card(id: &str, fen: i64) -> ProductCard {
    ProductCard { id: id.into(), title: id.to_owned(), price: Money::cny(fen), image_url: None, url: None }
}

fn basket(lines: &[(&str, u32, i64)]) -> Basket {
    let line = |(id, quantity, fen): &(&str, u32, i64)| BasketLine {
        product: (*id).into(),
        quantity: *quantity,
        total: Money::cny(*fen),
    };
    Basket { lines: lines.iter().map(line).collect(), ..Basket::default() }
}

fn saves(offer: &Offer, basket: Option<&Basket>) -> i64 {
    saving(offer, basket, &Money::cny(0)).unwrap().amount
}

/// 20 off from 199 on.
fn twenty() -> Offer {
    Offer {
        threshold: Some(Money::cny(19_900)),
        saving: Some(Money::cny(2_000)),
        ..offer(OfferKind::SpendAndSave)
    }
}

fn judged(
    offer: &Offer,
    audience: &Audience,
    buyer: Option<&Buyer>,
    basket: Option<&Basket>,
) -> Option<Ineligible> {
    eligible(offer, audience, &Occasion { now: NOW, buyer, basket }).err()
}

#[test]
fn windows_are_half_open_and_stock_runs_out() {
    let everyone = |offer: &Offer| judged(offer, &Audience::Everyone, None, None);
    assert_eq!(everyone(&Offer { starts_at: Some(NOW), ..twenty() }), None);
    assert_eq!(everyone(&Offer { starts_at: Some(NOW.plus_ms(1)), ..twenty() }), Some(Ineligible::NotBegun));
    assert_eq!(everyone(&Offer { ends_at: Some(NOW.plus_ms(1)), ..twenty() }), None);
    assert_eq!(everyone(&Offer { ends_at: Some(NOW), ..twenty() }), Some(Ineligible::Over));
    assert_eq!(everyone(&Offer { remaining: Some(1), ..twenty() }), None);
    assert_eq!(everyone(&Offer { remaining: Some(0), ..twenty() }), Some(Ineligible::SoldOut));
}

#[test]
fn an_audience_admits_by_purchases_and_tier() {
    let buyer = |tier, orders| Buyer { tier, orders };
    let admitted = |audience: &Audience, buyer: Buyer| judged(&twenty(), audience, Some(&buyer), None);
    assert_eq!(admitted(&Audience::Newcomers, buyer(Tier::Regular, 0)), None);
    assert_eq!(admitted(&Audience::Newcomers, buyer(Tier::Regular, 1)), Some(Ineligible::NewcomersOnly));
    let vip = Audience::Members(Tier::Vip);
    assert_eq!(admitted(&vip, buyer(Tier::SupremeVip, 9)), None);
    assert_eq!(admitted(&vip, buyer(Tier::Vip, 9)), None);
    for lower in [Tier::Senior, Tier::Regular, Tier::Other("founder".to_owned())] {
        assert_eq!(admitted(&vip, buyer(lower, 9)), Some(Ineligible::MembersOnly(Tier::Vip)));
    }
    assert_eq!(judged(&twenty(), &vip, None, None), None, "nobody in particular");
}

#[test]
fn a_threshold_counts_what_the_offer_is_for() {
    let judge = |offer: &Offer, basket: &Basket| judged(offer, &Audience::Everyone, None, Some(basket));
    let mixed = basket(&[("mug", 2, 11_800), ("lamp", 1, 8_100)]);
    assert_eq!(judge(&twenty(), &mixed), None);
    let mugs = Offer { products: vec![card("mug", 5_900)], ..twenty() };
    assert_eq!(judge(&mugs, &mixed), Some(Ineligible::Below(Money::cny(8_100))));
    assert_eq!(judge(&twenty(), &Basket { paid: true, ..mixed }), Some(Ineligible::Paid));
    assert!(fits(&mugs, &basket(&[("mug", 1, 5_900)])) && !fits(&mugs, &basket(&[("lamp", 1, 1)])));
    assert!(fits(&twenty(), &basket(&[])));
}

#[test]
fn another_currency_reaches_no_threshold() {
    let mut yen = basket(&[("mug", 1, 0)]);
    yen.lines[0].total = Money { amount: 99_999, currency: "JPY".to_owned(), exponent: 0 };
    let judged = judged(&twenty(), &Audience::Everyone, None, Some(&yen));
    assert_eq!(judged, Some(Ineligible::Below(Money::cny(19_900))));
    assert!(saving(&twenty(), Some(&yen), &Money::cny(0)).is_err());
}

#[test]
fn every_kind_saves_in_its_way() {
    let two_mugs = basket(&[("mug", 2, 11_800), ("lamp", 1, 30_000)]);
    let with_postage = Basket { postage: Some(Money::cny(1_000)), ..two_mugs.clone() };
    let mug = || vec![card("mug", 5_900)];
    let cases = [
        (twenty(), 2_000),
        (Offer { saving: Some(Money::cny(99_000)), threshold: None, ..twenty() }, 41_800),
        (
            Offer { products: mug(), saving_basis_points: Some(1_500), ..offer(OfferKind::ItemDiscount) },
            1_770,
        ),
        (Offer { products: mug(), price: Some(Money::cny(4_900)), ..offer(OfferKind::FlashSale) }, 2_000),
        (Offer { products: mug(), price: Some(Money::cny(6_900)), ..offer(OfferKind::MemberPrice) }, 0),
        (
            Offer {
                products: vec![card("mug", 5_900), card("mat", 3_000)],
                price: Some(Money::cny(7_900)),
                ..offer(OfferKind::Bundle)
            },
            1_000,
        ),
        (Offer { gifts: vec![card("spoon", 1_200)], ..offer(OfferKind::Gift) }, 1_200),
        (offer(OfferKind::FreePostage), 1_000),
        (
            Offer {
                products: mug(),
                deposit: Some(Money::cny(1_000)),
                saving: Some(Money::cny(2_000)),
                ..offer(OfferKind::PresaleDeposit)
            },
            2_000,
        ),
        (offer(OfferKind::Other("lottery".to_owned())), 0),
    ];
    for (offer, expected) in cases {
        assert_eq!(saves(&offer, Some(&with_postage)), expected, "{:?}", offer.kind);
    }
    assert_eq!(saves(&offer(OfferKind::FreePostage), Some(&two_mugs)), 0, "postage unknown");
}

#[test]
fn without_goods_an_offer_is_worth_what_it_promises() {
    assert_eq!(saves(&twenty(), None), 2_000);
    let tenth = Offer { saving: None, saving_basis_points: Some(1_000), ..twenty() };
    assert_eq!(saves(&tenth, None), 1_990);
    let flash = Offer {
        products: vec![card("mug", 5_900)],
        price: Some(Money::cny(4_900)),
        ..offer(OfferKind::FlashSale)
    };
    assert_eq!(saves(&flash, None), 1_000);
}

#[test]
fn reasons_are_told_in_both_languages() {
    let reasons = [
        Ineligible::Over,
        Ineligible::NotBegun,
        Ineligible::SoldOut,
        Ineligible::Paid,
        Ineligible::NewcomersOnly,
        Ineligible::MembersOnly(Tier::Vip),
        Ineligible::Below(Money { amount: 500, currency: "JPY".to_owned(), exponent: 0 }),
    ];
    for reason in reasons {
        assert!(!reason.text(Language::Chinese).is_ascii() && reason.text(Language::English).is_ascii());
    }
    assert_eq!(Ineligible::Below(Money::cny(14_000)).text(Language::Chinese), "还差 ¥140.00");
}

proptest! {
    #[test]
    fn no_offer_saves_more_than_the_goods_cost(
        lines in prop::collection::vec((0usize..3, 1u32..5, 0i64..50_000), 0..5), flat in 0i64..90_000,
        bp in 0u32..20_000, price in 0i64..9_000, threshold in 0i64..60_000,
    ) {
        let ids = ["mug", "lamp", "mat"];
        let lines: Vec<_> = lines.into_iter().map(|(id, n, fen)| (ids[id], n, fen)).collect();
        let basket = basket(&lines);
        let total: i64 = lines.iter().map(|line| line.2).sum();
        let offer = Offer {
            saving: Some(Money::cny(flat)),
            saving_basis_points: Some(bp),
            price: Some(Money::cny(price)),
            threshold: Some(Money::cny(threshold)),
            ..offer(OfferKind::Coupon)
        };
        let saved = saves(&offer, Some(&basket));
        prop_assert!((0..=total.max(threshold)).contains(&saved));
    }
}
