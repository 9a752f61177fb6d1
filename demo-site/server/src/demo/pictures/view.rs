//! The three views of a product: whole, close, and at home.

use super::{Drawing, drawing::GROUND, hue::Palette, pen::Pen, vases};

/// A view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum View {
    Front,
    Detail,
    Scene,
}

/// Light from the left on everything round.
const DEFINITIONS: &str = r##"<defs><linearGradient id="round"><stop offset="0" stop-color="#2A1B10" stop-opacity=".13"/><stop offset=".16" stop-color="#FFF" stop-opacity=".3"/><stop offset=".42" stop-color="#FFF" stop-opacity="0"/><stop offset=".7" stop-color="#2A1B10" stop-opacity=".05"/><stop offset="1" stop-color="#2A1B10" stop-opacity=".3"/></linearGradient><radialGradient id="glow"><stop offset="0" stop-color="#FFE9B8" stop-opacity=".95"/><stop offset=".5" stop-color="#FFDFA0" stop-opacity=".35"/><stop offset="1" stop-color="#FFDFA0" stop-opacity="0"/></radialGradient><radialGradient id="shine"><stop offset="0" stop-color="#FFF" stop-opacity=".75"/><stop offset="1" stop-color="#FFF" stop-opacity="0"/></radialGradient></defs>"##;

impl View {
    pub(crate) const ALL: [Self; 3] = [Self::Front, Self::Detail, Self::Scene];

    fn suffix(self) -> &'static str {
        match self {
            Self::Front => "",
            Self::Detail => "-detail",
            Self::Scene => "-scene",
        }
    }

    /// Where the picture of a product is found.
    pub(crate) fn url(self, product: &str) -> String {
        format!("/demo/pictures/{product}{}.svg", self.suffix())
    }

    /// The view a picture's name asks for, if it is one of this product.
    pub(super) fn of(name: &str, product: &str) -> Option<Self> {
        let suffix = name.strip_prefix(product)?;
        Self::ALL.into_iter().find(|view| view.suffix() == suffix)
    }

    pub(super) fn draw(self, drawing: &Drawing) -> String {
        let mut pen = Pen::default();
        let palette = drawing.palette();
        pen.raw(
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 1000" width="1000" height="1000">"#,
        );
        pen.raw(DEFINITIONS);
        match self {
            Self::Front => front(&mut pen, drawing, &palette),
            Self::Detail => detail(&mut pen, drawing, &palette),
            Self::Scene => scene(&mut pen, drawing, &palette),
        }
        pen.raw("</svg>");
        pen.finish()
    }
}

/// A plain backdrop without a horizon.
fn front(pen: &mut Pen, drawing: &Drawing, p: &Palette) {
    pen.area("M0,0H1000V1000H0Z", p.wall);
    pen.tint("M0,770C300,742 700,742 1000,770V1000H0Z", p.table, 0.6);
    standing(pen, drawing, 500.0, 836.0, drawing.growth());
}

/// The product, its foot at (x, y).
fn standing(pen: &mut Pen, drawing: &Drawing, x: f64, y: f64, scale: f64) {
    let transform =
        format!("translate({:.1} {:.1}) scale({scale:.3})", x - 500.0 * scale, y - GROUND * scale);
    pen.moved(&transform, |pen| drawing.draw(pen));
}

fn detail(pen: &mut Pen, drawing: &Drawing, p: &Palette) {
    pen.area("M0,0H1000V1000H0Z", p.table);
    let (x, y) = drawing.focus();
    let scale = 2.05;
    let transform = format!("translate({:.1} {:.1}) scale({scale})", 500.0 - x * scale, 500.0 - y * scale);
    pen.moved(&transform, |pen| {
        pen.area("M-1000,-1000H2000V770H-1000Z", p.wall);
        drawing.draw(pen);
    });
}

/// A corner of a room: wall, window light, table, and something beside the product.
fn scene(pen: &mut Pen, drawing: &Drawing, p: &Palette) {
    pen.area("M0,0H1000V1000H0Z", p.wall);
    for pane in [
        "M60,60L330,20L390,330L120,370Z",
        "M360,16L600,-20L660,292L420,326Z",
        "M126,400L396,360L450,640L180,680Z",
        "M426,356L666,320L720,600L480,636Z",
    ] {
        pen.tint(pane, "#FFFFFF", 0.34);
    }
    pen.area("M0,700H1000V1000H0Z", p.table);
    pen.tint("M0,700H1000V712H0Z", "#3A2A1C", 0.07);
    companion(pen, drawing, p);
    pen.tint("M150,868C320,838 700,838 900,872L930,960C700,930 330,930 120,962Z", p.accent, 0.5);
    standing(pen, drawing, 480.0, 900.0, drawing.growth() * 0.86);
}

/// Books or a branch in a small jug; never the same thing beside itself.
fn companion(pen: &mut Pen, drawing: &Drawing, p: &Palette) {
    let with_books = matches!(drawing.focus(), (x, _) if x as i64 % 40 == 0);
    if with_books {
        for (y, width, colour) in
            [(700.0, 250.0, "#8E5B41"), (664.0, 220.0, "#D8C3A5"), (630.0, 236.0, "#6E7A5E")]
        {
            let x = 720.0;
            pen.area(&format!("M{x},{:.0}h{width}v{:.0}h-{width}Z", y - 2.0, 34.0 + 12.0), colour);
            pen.tint(
                &format!("M{:.0},{:.0}h{:.0}v26h-{:.0}Z", x + 8.0, y + 8.0, width - 16.0, width - 16.0),
                "#FFF8EC",
                0.35,
            );
        }
        pen.tint("M720,744h262v10h-262Z", "#3A2A1C", 0.12);
        return;
    }
    pen.moved("translate(640 258) scale(.52)", |pen| {
        vases::branch(pen, 430.0, 470.0, p.deep);
        pen.shade(430.0, GROUND + 40.0, 110.0);
        pen.solid("M370,560C320,640 320,800 380,850H480C540,800 540,640 490,560Z", p.light);
        pen.oval(430.0, 560.0, 60.0, 14.0, p.deep);
    });
}
