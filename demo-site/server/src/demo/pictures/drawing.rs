//! Which shape is drawn, in which colours, with what on it.

use super::{Hue, cups, glow, hue::Palette, paper, pen::Pen, soft, storage, tableware, teaware, vases};

/// A kind of product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Mug,
    Tumbler,
    LiddedMug,
    Glass,
    TeapotSide,
    TeapotOver,
    TeapotGlass,
    Gaiwan,
    Bowl,
    BowlStack,
    Plate,
    VaseMoon,
    VaseBottle,
    VaseRibbed,
    VaseHill,
    LampTable,
    LampPaper,
    LampMushroom,
    CandleJar,
    CandlePillars,
    Incense,
    Notebook,
    Booklet,
    Postcards,
    Tote,
    Scarf,
    Cushion,
    Basket,
    Crate,
}

/// What is painted on, woven in or hammered into it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Motif {
    None,
    Stripe,
    Dip,
    Sprig,
    Speckle,
    Hills,
    Grain,
    Check,
    Quilt,
    Fruit,
    Hammered,
}

/// A product's looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Drawing {
    pub(crate) shape: Shape,
    pub(crate) hue: Hue,
    pub(crate) motif: Motif,
}

/// Where everything stands.
pub(super) const GROUND: f64 = 800.0;

impl Drawing {
    pub(super) fn palette(&self) -> Palette {
        self.hue.palette()
    }

    /// Draws the product in a field of 1000 × 1000, standing on the ground.
    pub(super) fn draw(&self, pen: &mut Pen) {
        let (p, motif) = (&self.palette(), self.motif);
        match self.shape {
            Shape::Mug => cups::mug(pen, p, motif),
            Shape::Tumbler => cups::tumbler(pen, p, motif),
            Shape::LiddedMug => cups::lidded(pen, p),
            Shape::Glass => cups::glass(pen, p),
            Shape::TeapotSide => teaware::side_handle(pen, p),
            Shape::TeapotOver => teaware::overhead(pen, p),
            Shape::TeapotGlass => teaware::glass_pot(pen, p),
            Shape::Gaiwan => teaware::gaiwan(pen, p, motif),
            Shape::Bowl => tableware::bowl(pen, p, motif),
            Shape::BowlStack => tableware::bowl_stack(pen, p),
            Shape::Plate => tableware::plate(pen, p, motif),
            Shape::VaseMoon => vases::moon(pen, p),
            Shape::VaseBottle => vases::bottle(pen, p),
            Shape::VaseRibbed => vases::ribbed(pen, p),
            Shape::VaseHill => vases::hill(pen, p),
            Shape::LampTable => glow::table_lamp(pen, p),
            Shape::LampPaper => glow::paper_lantern(pen, p),
            Shape::LampMushroom => glow::mushroom(pen, p),
            Shape::CandleJar => glow::candle_jar(pen, p),
            Shape::CandlePillars => glow::pillars(pen, p),
            Shape::Incense => glow::incense(pen, p),
            Shape::Notebook => paper::notebook(pen, p),
            Shape::Booklet => paper::booklet(pen, p),
            Shape::Postcards => paper::postcards(pen, p),
            Shape::Tote => soft::tote(pen, p, motif),
            Shape::Scarf => soft::scarf(pen, p, motif),
            Shape::Cushion => soft::cushion(pen, p, motif),
            Shape::Basket => storage::basket(pen, p),
            Shape::Crate => storage::crate_box(pen, p),
        }
    }

    /// How much small things grow so that all fill their picture alike.
    pub(super) fn growth(&self) -> f64 {
        match self.shape {
            Shape::Mug | Shape::Tumbler | Shape::Glass | Shape::CandleJar => 1.34,
            Shape::LiddedMug | Shape::Gaiwan | Shape::Crate | Shape::Basket => 1.2,
            Shape::TeapotSide | Shape::TeapotGlass | Shape::Bowl => 1.16,
            Shape::Cushion | Shape::Incense | Shape::TeapotOver | Shape::VaseHill | Shape::LampMushroom => {
                1.08
            }
            _ => 1.02,
        }
    }

    /// What the detail view looks at.
    pub(super) fn focus(&self) -> (f64, f64) {
        match self.shape {
            Shape::Mug | Shape::LiddedMug => (600.0, 500.0),
            Shape::Tumbler | Shape::Glass | Shape::Bowl | Shape::BowlStack => (560.0, 520.0),
            Shape::Plate => (600.0, 560.0),
            Shape::TeapotSide | Shape::TeapotOver | Shape::TeapotGlass => (560.0, 560.0),
            Shape::Gaiwan | Shape::Incense => (470.0, 600.0),
            Shape::VaseMoon | Shape::VaseRibbed | Shape::VaseHill => (560.0, 520.0),
            Shape::VaseBottle => (520.0, 420.0),
            Shape::LampTable | Shape::LampPaper | Shape::LampMushroom => (540.0, 460.0),
            Shape::CandleJar | Shape::CandlePillars => (540.0, 480.0),
            Shape::Notebook | Shape::Booklet | Shape::Postcards => (580.0, 480.0),
            Shape::Tote | Shape::Scarf | Shape::Cushion => (540.0, 540.0),
            Shape::Basket | Shape::Crate => (560.0, 560.0),
        }
    }
}
