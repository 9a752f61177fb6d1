//! What is painted on turned things.

use super::{drawing::Motif, hue::Palette, pen::Pen};
use std::f64::consts::TAU;

/// Paints a motif on a body between `top` and `foot`, cut to its outline.
pub(super) fn paint(pen: &mut Pen, outline: &str, motif: Motif, p: &Palette, top: f64, foot: f64) {
    let height = foot - top;
    pen.inside(outline, |pen| match motif {
        Motif::Stripe => {
            let y = top + height * 0.3;
            pen.stroke(&format!("M150,{y:.0}Q500,{:.0} 850,{y:.0}", y + 60.0), p.accent, 22.0, 0.9);
            pen.stroke(
                &format!("M150,{:.0}Q500,{:.0} 850,{:.0}", y + 40.0, y + 100.0, y + 40.0),
                p.accent,
                6.0,
                0.7,
            );
        }
        Motif::Dip => {
            let y = top + height * 0.58;
            pen.tint(
                &format!(
                    "M100,{y:.0}C240,{:.0} 320,{:.0} 430,{:.0}S640,{:.0} 900,{y:.0}V1000H100Z",
                    y + 70.0,
                    y + 10.0,
                    y + 56.0,
                    y + 84.0
                ),
                p.accent,
                0.85,
            );
        }
        Motif::Sprig => sprig(pen, 470.0, top + height * 0.86, height * 0.66, p.accent),
        Motif::Speckle => speckle(pen, 500.0, (top + foot) / 2.0, 360.0, height, p.accent),
        Motif::Grain => {
            for step in 0..7 {
                let y = top + height * (0.1 + 0.14 * f64::from(step));
                let sway = if step % 2 == 0 { 26.0 } else { -20.0 };
                pen.stroke(
                    &format!("M100,{y:.0}C350,{:.0} 620,{:.0} 900,{y:.0}", y + 60.0 + sway, y + 64.0 - sway),
                    p.deep,
                    5.0,
                    0.28,
                );
            }
        }
        _ => {}
    });
}

/// A stem with leaves, growing upwards from (x, y).
pub(super) fn sprig(pen: &mut Pen, x: f64, y: f64, height: f64, colour: &str) {
    let top = y - height;
    pen.line(
        &format!(
            "M{x:.0},{y:.0}C{:.0},{:.0} {:.0},{:.0} {:.0},{top:.0}",
            x - 6.0,
            y - height * 0.4,
            x + 26.0,
            y - height * 0.7,
            x + 34.0
        ),
        colour,
        6.0,
    );
    for step in 1..=5 {
        let t = f64::from(step) / 5.6;
        let (sx, sy) = (x + 34.0 * t * t, y - height * t);
        let length = height * 0.26 * (1.15 - t * 0.5);
        for side in [-1.0, 1.0] {
            let (tip_x, tip_y) = (sx + side * length * 0.86, sy - length * 0.62);
            pen.area(
                &format!(
                    "M{sx:.1},{sy:.1}Q{:.1},{:.1} {tip_x:.1},{tip_y:.1}Q{:.1},{:.1} {sx:.1},{sy:.1}Z",
                    sx + side * length * 0.2,
                    sy - length * 0.72,
                    sx + side * length * 0.78,
                    sy - length * 0.02
                ),
                colour,
            );
        }
    }
}

/// Fine specks, spread without a pattern that the eye could find.
pub(super) fn speckle(pen: &mut Pen, cx: f64, cy: f64, width: f64, height: f64, colour: &str) {
    for step in 0..90 {
        let n = f64::from(step);
        // Golden-angle spiral: even, but never in rows.
        let (angle, radius) = (n * 2.399_963, (n / 90.0).sqrt());
        let size = 2.2 + (n * 7.0) % 4.0;
        pen.veil(
            cx + radius * width * angle.cos(),
            cy + radius * height * 0.5 * angle.sin(),
            size,
            size * 0.8,
            colour,
            0.55,
        );
    }
}

/// A persimmon with its calyx.
pub(super) fn persimmon(pen: &mut Pen, cx: f64, cy: f64, r: f64) {
    let (wide, high) = (r * 1.12, r * 0.92);
    pen.oval(cx, cy, wide, high, "#DE7A45");
    pen.veil(cx - r * 0.3, cy - r * 0.2, r * 0.5, r * 0.36, "#F5B48A", 0.55);
    for step in 0..4 {
        let angle = TAU * (f64::from(step) / 4.0) + 0.5;
        let (x, y) = (cx + angle.cos() * r * 0.46, cy - high * 0.72 + angle.sin() * r * 0.17);
        pen.area(
            &format!(
                "M{cx:.1},{:.1}Q{:.1},{:.1} {x:.1},{y:.1}Q{:.1},{:.1} {cx:.1},{:.1}Z",
                cy - high * 0.78,
                x - r * 0.1,
                y - r * 0.22,
                x + r * 0.14,
                y + r * 0.2,
                cy - high * 0.66
            ),
            "#6B7A4B",
        );
    }
    pen.line(
        &format!(
            "M{cx:.1},{:.1}q{:.1},{:.1} {:.1},{:.1}",
            cy - high * 0.76,
            r * 0.04,
            -r * 0.2,
            r * 0.16,
            -r * 0.3
        ),
        "#6B5136",
        r * 0.1,
    );
}
