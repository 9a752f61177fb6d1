//! Cups and mugs.

use super::{
    drawing::{GROUND, Motif},
    hue::Palette,
    motif,
    pen::{Pen, turned},
};

/// The opening: the lip, and the inside falling into shade.
fn rim(pen: &mut Pen, cx: f64, y: f64, r: f64, p: &Palette) {
    pen.oval(cx, y, r, r * 0.2, p.light);
    pen.oval(cx, y + 3.0, r - 13.0, (r - 13.0) * 0.18, p.deep);
    pen.veil(cx - r * 0.1, y + 9.0, r * 0.72, r * 0.1, p.body, 0.45);
}

pub(super) fn mug(pen: &mut Pen, p: &Palette, motif: Motif) {
    pen.shade(490.0, GROUND, 190.0);
    let handle = "M640,470C790,440 800,660 636,676";
    pen.line(handle, p.body, 46.0);
    pen.stroke(handle, "#2A1B10", 46.0, 0.14);
    pen.stroke("M644,460C776,440 786,596 740,640", p.light, 12.0, 0.7);
    let body = turned(470.0, &[(400.0, 192.0), (560.0, 190.0), (720.0, 176.0), (782.0, 142.0)], 0.2);
    pen.solid(&body, p.body);
    motif::paint(pen, &body, motif, p, 400.0, 790.0);
    pen.stroke("M338,786Q470,822 602,786", p.deep, 5.0, 0.5);
    rim(pen, 470.0, 400.0, 192.0, p);
}

pub(super) fn tumbler(pen: &mut Pen, p: &Palette, motif: Motif) {
    pen.shade(500.0, GROUND, 190.0);
    let body = turned(
        500.0,
        &[(430.0, 208.0), (500.0, 204.0), (590.0, 212.0), (690.0, 196.0), (760.0, 160.0), (786.0, 132.0)],
        0.19,
    );
    pen.solid(&body, p.body);
    motif::paint(pen, &body, motif, p, 430.0, 790.0);
    // The marks of the potter's fingers.
    pen.inside(&body, |pen| {
        for (x, y, r) in
            [(380.0, 540.0, 46.0), (470.0, 590.0, 52.0), (585.0, 560.0, 50.0), (660.0, 620.0, 40.0)]
        {
            pen.veil(x, y, r, r * 1.25, "#2A1B10", 0.06);
            pen.veil(x - 8.0, y - 10.0, r * 0.7, r * 0.9, "#FFF3E4", 0.06);
        }
    });
    rim(pen, 500.0, 430.0, 208.0, p);
}

pub(super) fn lidded(pen: &mut Pen, p: &Palette) {
    pen.shade(490.0, GROUND, 196.0);
    let handle = "M646,500C786,480 786,690 634,700";
    pen.line(handle, p.body, 42.0);
    pen.stroke(handle, "#2A1B10", 42.0, 0.14);
    let body = turned(
        480.0,
        &[(420.0, 186.0), (520.0, 192.0), (660.0, 186.0), (752.0, 160.0), (786.0, 130.0)],
        0.19,
    );
    pen.solid(&body, p.body);
    for x in [360.0, 420.0, 480.0, 540.0, 600.0] {
        pen.stroke(
            &format!("M{x},470Q{:.0},620 {:.0},760", x + (480.0 - x) * 0.04, 480.0 + (x - 480.0) * 0.76),
            p.light,
            4.0,
            0.4,
        );
    }
    let lid = turned(480.0, &[(356.0, 40.0), (372.0, 120.0), (396.0, 182.0), (420.0, 200.0)], 0.17);
    pen.solid(&lid, p.body);
    pen.stroke("M282,424Q480,486 678,424", p.deep, 6.0, 0.45);
    pen.solid(&turned(480.0, &[(312.0, 34.0), (332.0, 40.0), (352.0, 24.0), (364.0, 30.0)], 0.3), p.body);
    pen.oval(480.0, 312.0, 33.0, 11.0, p.light);
}

pub(super) fn glass(pen: &mut Pen, p: &Palette) {
    pen.shade(500.0, GROUND, 170.0);
    let outer = turned(
        500.0,
        &[(360.0, 180.0), (520.0, 186.0), (680.0, 172.0), (770.0, 136.0), (786.0, 110.0)],
        0.19,
    );
    pen.tint(&outer, p.body, 0.9);
    pen.area(&outer, "url(#round)");
    let inner = turned(500.0, &[(366.0, 160.0), (520.0, 160.0), (640.0, 142.0), (716.0, 92.0)], 0.19);
    pen.tint(&inner, "#FFFFFF", 0.55);
    let drink = turned(500.0, &[(470.0, 161.0), (540.0, 158.0), (640.0, 142.0), (716.0, 92.0)], 0.17);
    pen.tint(&drink, "#B5713A", 0.82);
    pen.oval(500.0, 470.0, 161.0, 27.0, "#D59A5F");
    pen.veil(470.0, 468.0, 90.0, 12.0, "#F0C793", 0.6);
    pen.ring(500.0, 362.0, 178.0, 33.0, "#FFFFFF", 8.0);
    pen.ring(500.0, 362.0, 172.0, 30.0, p.deep, 2.5);
    pen.stroke("M352,430C346,560 362,660 392,726", "#FFFFFF", 16.0, 0.75);
}
