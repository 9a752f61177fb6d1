//! Bowls and plates.

use super::{
    drawing::{GROUND, Motif},
    hue::{Hue, Palette},
    motif,
    pen::{Pen, turned},
};
use std::f64::consts::TAU;

/// A bowl with its foot on `ground`.
fn one_bowl(pen: &mut Pen, cx: f64, ground: f64, r: f64, p: &Palette, motif: Motif) {
    let top = ground - r * 0.98;
    pen.solid(&turned(cx, &[(ground - r * 0.16, r * 0.4), (ground - 6.0, r * 0.42)], 0.18), p.deep);
    let body = turned(
        cx,
        &[
            (top, r),
            (top + r * 0.3, r * 0.95),
            (top + r * 0.6, r * 0.76),
            (top + r * 0.8, r * 0.5),
            (top + r * 0.86, r * 0.38),
        ],
        0.2,
    );
    pen.solid(&body, p.body);
    motif::paint(pen, &body, motif, p, top + r * 0.1, ground - r * 0.1);
    pen.oval(cx, top, r, r * 0.2, p.light);
    pen.oval(cx, top + 5.0, r - 14.0, (r - 14.0) * 0.185, p.deep);
    pen.veil(cx - r * 0.06, top + r * 0.07, r * 0.8, r * 0.11, p.body, 0.75);
}

pub(super) fn bowl(pen: &mut Pen, p: &Palette, motif: Motif) {
    pen.shade(500.0, GROUND, 190.0);
    one_bowl(pen, 500.0, GROUND - 4.0, 320.0, p, motif);
}

pub(super) fn bowl_stack(pen: &mut Pen, p: &Palette) {
    pen.shade(480.0, GROUND, 220.0);
    pen.shade(770.0, GROUND, 90.0);
    let (moss, oat) = (Hue::Moss.palette(), Hue::Oat.palette());
    one_bowl(pen, 430.0, GROUND - 4.0, 230.0, &moss, Motif::None);
    one_bowl(pen, 430.0, GROUND - 92.0, 226.0, &oat, Motif::None);
    one_bowl(pen, 430.0, GROUND - 180.0, 222.0, p, Motif::None);
    motif::persimmon(pen, 770.0, 726.0, 74.0);
}

/// A plate, leaning so that its face is seen.
pub(super) fn plate(pen: &mut Pen, p: &Palette, motif: Motif) {
    pen.shade(500.0, GROUND - 6.0, 300.0);
    let (cx, cy, r) = (500.0, 500.0, 316.0);
    pen.oval(cx + 10.0, cy + 12.0, r, r * 0.98, p.deep);
    pen.oval(cx, cy, r, r * 0.98, p.body);
    pen.ring(cx, cy, r - 6.0, r * 0.98 - 6.0, p.light, 10.0);
    let (well, depth) = (r * 0.74, r * 0.725);
    pen.veil(cx, cy, well + 10.0, depth + 10.0, p.deep, 0.22);
    pen.oval(cx + 3.0, cy + 4.0, well, depth, p.body);
    pen.veil(cx - 60.0, cy - 70.0, well * 0.7, depth * 0.62, "#FFFFFF", 0.16);
    let face = format!(
        "M{:.0},{cy}a{well:.0},{depth:.0} 0 1 0 {:.0},0a{well:.0},{depth:.0} 0 1 0 -{:.0},0Z",
        cx - well,
        well * 2.0,
        well * 2.0
    );
    pen.inside(&face, |pen| match motif {
        Motif::Speckle => motif::speckle(pen, cx, cy, well, depth * 2.0, p.accent),
        Motif::Hills => hills(pen, p),
        Motif::Hammered => hammered(pen, p),
        _ => {}
    });
    if motif == Motif::Speckle {
        motif::speckle(pen, cx, cy, r * 0.95, r * 1.86, p.accent);
    }
}

fn hills(pen: &mut Pen, p: &Palette) {
    pen.oval(590.0, 400.0, 38.0, 38.0, "#E2A071");
    for (y, colour, opacity) in [(500.0, p.light, 0.9), (550.0, p.deep, 0.45), (610.0, p.deep, 0.75)] {
        pen.tint(
            &format!(
                "M200,{:.0}C300,{:.0} 360,{:.0} 440,{:.0}S600,{:.0} 660,{:.0}S760,{:.0} 820,{:.0}V900H200Z",
                y + 40.0,
                y - 50.0,
                y - 30.0,
                y + 20.0,
                y - 70.0,
                y - 10.0,
                y + 30.0,
                y + 10.0
            ),
            colour,
            opacity,
        );
    }
}

/// Rows of small dents around the middle.
fn hammered(pen: &mut Pen, p: &Palette) {
    for ring in 1..=6 {
        let radius = f64::from(ring) * 36.0;
        let count = ring * 7;
        for step in 0..count {
            let angle = TAU * f64::from(step) / f64::from(count) + f64::from(ring) * 0.4;
            let (x, y) = (500.0 + radius * angle.cos(), 500.0 + radius * angle.sin() * 0.98);
            pen.veil(x, y, 15.0, 14.0, p.deep, 0.2);
            pen.veil(x - 3.5, y - 4.0, 9.0, 8.0, p.accent, 0.5);
        }
    }
}
