//! How the demo's products are written down.

use crate::{
    demo::pictures::{Drawing, View},
    locale::Text,
};
use kefu_contract::{Money, ProductCard};

/// A text in Chinese and English.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pair(pub(crate) &'static str, pub(crate) &'static str);

impl Pair {
    pub(crate) fn text(self) -> Text {
        Text::new(self.0, self.1)
    }
}

/// A shelf of the shop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shelf {
    Cups,
    Tea,
    Table,
    Vases,
    Light,
    Scent,
    Paper,
    Textiles,
    Storage,
}

impl Shelf {
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Cups => "cups",
            Self::Tea => "tea",
            Self::Table => "tableware",
            Self::Vases => "vases",
            Self::Light => "lighting",
            Self::Scent => "scent",
            Self::Paper => "paper",
            Self::Textiles => "textiles",
            Self::Storage => "storage",
        }
    }

    pub(crate) fn name(self) -> Pair {
        match self {
            Self::Cups => Pair("杯子", "Cups & mugs"),
            Self::Tea => Pair("茶具", "Tea"),
            Self::Table => Pair("碗盘", "Bowls & plates"),
            Self::Vases => Pair("花器", "Vases"),
            Self::Light => Pair("灯具", "Lighting"),
            Self::Scent => Pair("香氛", "Candles & scent"),
            Self::Paper => Pair("纸品", "Paper goods"),
            Self::Textiles => Pair("布艺", "Textiles"),
            Self::Storage => Pair("收纳", "Storage"),
        }
    }

    /// Whether it may break on its way.
    pub(crate) fn is_fragile(self) -> bool {
        matches!(self, Self::Cups | Self::Tea | Self::Table | Self::Vases | Self::Light | Self::Scent)
    }
}

/// A product of the demo shop.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Item {
    pub(crate) id: &'static str,
    pub(crate) shelf: Shelf,
    pub(crate) title: Pair,
    /// What people call it while talking.
    pub(crate) short: Pair,
    pub(crate) subtitle: Pair,
    /// In fen.
    pub(crate) price: i64,
    /// In fen; the price before, when it is on offer.
    pub(crate) list_price: Option<i64>,
    pub(crate) material: Pair,
    pub(crate) size: Pair,
    pub(crate) care: Pair,
    /// Further facts: name and value.
    pub(crate) facts: &'static [(Pair, Pair)],
    /// What there is to choose: name and values.
    pub(crate) options: &'static [(Pair, &'static [Pair])],
    pub(crate) about: Pair,
    pub(crate) drawing: Drawing,
}

impl Item {
    /// The colours there are to choose from, if any.
    pub(crate) fn colours(&self) -> Option<&'static [Pair]> {
        self.options.iter().find(|(name, _)| name.0 == "颜色").map(|(_, values)| *values)
    }

    /// The product as it is shown in messages and reviews, in the shop's own language.
    pub(crate) fn card(&self) -> ProductCard {
        ProductCard {
            id: self.id.into(),
            title: self.title.0.to_owned(),
            price: Money::cny(self.price),
            image_url: Some(View::Front.url(self.id)),
            url: Some(format!("/p/{}", self.id)),
        }
    }
}
