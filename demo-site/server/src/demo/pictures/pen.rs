//! Writing SVG.

use std::fmt::Write;

/// Collects shapes.
#[derive(Debug, Default)]
pub(super) struct Pen {
    out: String,
    clips: usize,
}

impl Pen {
    pub(super) fn finish(self) -> String {
        self.out
    }

    /// Markup as it is.
    pub(super) fn raw(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    fn put(&mut self, markup: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.out.write_fmt(markup);
    }

    /// An area in one colour.
    pub(super) fn area(&mut self, path: &str, colour: &str) {
        self.put(format_args!(r#"<path d="{path}" fill="{colour}"/>"#));
    }

    /// An area one can see through.
    pub(super) fn tint(&mut self, path: &str, colour: &str, opacity: f64) {
        self.put(format_args!(r#"<path d="{path}" fill="{colour}" fill-opacity="{opacity}"/>"#));
    }

    /// An area that looks round: lit from the left, darker towards the right.
    pub(super) fn solid(&mut self, path: &str, colour: &str) {
        self.area(path, colour);
        self.area(path, "url(#round)");
    }

    /// A line.
    pub(super) fn line(&mut self, path: &str, colour: &str, width: f64) {
        self.stroke(path, colour, width, 1.0);
    }

    /// A line one can see through.
    pub(super) fn stroke(&mut self, path: &str, colour: &str, width: f64, opacity: f64) {
        self.put(format_args!(
            r#"<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}" stroke-opacity="{opacity}" stroke-linecap="round" stroke-linejoin="round"/>"#
        ));
    }

    /// An ellipse.
    pub(super) fn oval(&mut self, cx: f64, cy: f64, rx: f64, ry: f64, colour: &str) {
        self.veil(cx, cy, rx, ry, colour, 1.0);
    }

    /// An ellipse one can see through.
    pub(super) fn veil(&mut self, cx: f64, cy: f64, rx: f64, ry: f64, colour: &str, opacity: f64) {
        self.put(format_args!(
            r#"<ellipse cx="{cx:.1}" cy="{cy:.1}" rx="{rx:.1}" ry="{ry:.1}" fill="{colour}" fill-opacity="{opacity}"/>"#
        ));
    }

    /// A ring.
    pub(super) fn ring(&mut self, cx: f64, cy: f64, rx: f64, ry: f64, colour: &str, width: f64) {
        self.put(format_args!(
            r#"<ellipse cx="{cx:.1}" cy="{cy:.1}" rx="{rx:.1}" ry="{ry:.1}" fill="none" stroke="{colour}" stroke-width="{width}"/>"#
        ));
    }

    /// Everything drawn inside is cut to `path`.
    pub(super) fn inside(&mut self, path: &str, draw: impl FnOnce(&mut Self)) {
        self.clips += 1;
        let clip = self.clips;
        self.put(format_args!(
            r#"<clipPath id="c{clip}"><path d="{path}"/></clipPath><g clip-path="url(#c{clip})">"#
        ));
        draw(self);
        self.raw("</g>");
    }

    /// Everything drawn inside is moved.
    pub(super) fn moved(&mut self, transform: &str, draw: impl FnOnce(&mut Self)) {
        self.put(format_args!(r#"<g transform="{transform}">"#));
        draw(self);
        self.raw("</g>");
    }

    /// The soft shade of something standing on the ground.
    pub(super) fn shade(&mut self, cx: f64, y: f64, rx: f64) {
        self.veil(cx + rx * 0.16, y, rx * 1.22, rx * 0.13, "#3A2A1C", 0.07);
        self.veil(cx + rx * 0.08, y, rx * 1.06, rx * 0.085, "#3A2A1C", 0.12);
        self.veil(cx, y, rx * 0.92, rx * 0.05, "#3A2A1C", 0.18);
    }
}

/// The outline of something turned on a wheel: `profile` goes from rim to foot as (height, radius).
/// `flat` is how much of an ellipse is seen of a circle.
pub(super) fn turned(cx: f64, profile: &[(f64, f64)], flat: f64) -> String {
    let (Some(&(top, top_r)), Some(&(foot, foot_r))) = (profile.first(), profile.last()) else {
        return String::new();
    };
    let right: Vec<(f64, f64)> = profile.iter().map(|(y, r)| (cx + r, *y)).collect();
    let left: Vec<(f64, f64)> = profile.iter().rev().map(|(y, r)| (cx - r, *y)).collect();
    format!(
        "M{:.1},{top:.1}A{top_r:.1},{:.1} 0 0 1 {:.1},{top:.1}{}A{foot_r:.1},{:.1} 0 0 1 {:.1},{foot:.1}{}Z",
        cx - top_r,
        top_r * flat,
        cx + top_r,
        smooth(&right),
        foot_r * flat,
        cx - foot_r,
        smooth(&left),
    )
}

/// A smooth curve through points (Catmull–Rom, as Bézier segments), without the first move.
pub(super) fn smooth(points: &[(f64, f64)]) -> String {
    let at = |index: usize| points[index.min(points.len() - 1)];
    let mut path = String::new();
    for index in 0..points.len().saturating_sub(1) {
        let (before, from, to, beyond) =
            (at(index.saturating_sub(1)), at(index), at(index + 1), at(index + 2));
        let (c1, c2) = (
            (from.0 + (to.0 - before.0) / 6.0, from.1 + (to.1 - before.1) / 6.0),
            (to.0 - (beyond.0 - from.0) / 6.0, to.1 - (beyond.1 - from.1) / 6.0),
        );
        // Writing to a string cannot fail.
        let _ = write!(path, "C{:.1},{:.1} {:.1},{:.1} {:.1},{:.1}", c1.0, c1.1, c2.0, c2.1, to.0, to.1);
    }
    path
}
