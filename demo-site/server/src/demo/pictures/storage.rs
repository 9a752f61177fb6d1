//! Baskets and boxes.

use super::{
    drawing::GROUND,
    hue::Palette,
    pen::{Pen, turned},
};

pub(super) fn basket(pen: &mut Pen, p: &Palette) {
    pen.shade(500.0, GROUND, 250.0);
    let body = turned(500.0, &[(390.0, 280.0), (520.0, 276.0), (680.0, 252.0), (788.0, 220.0)], 0.18);
    pen.area(&body, p.body);
    pen.inside(&body, |pen| {
        for row in 0..18 {
            let y = 396.0 + f64::from(row) * 25.0;
            pen.stroke(&format!("M210,{y}Q500,{:.0} 790,{y}", y + 96.0), p.deep, 3.0, 0.4);
            let shift = if row % 2 == 0 { 0.0 } else { 17.0 };
            for column in 0..18 {
                let x = 205.0 + f64::from(column) * 34.0 + shift;
                let t = (x - 500.0) / 290.0;
                let sag = 48.0 * (1.0 - t * t);
                pen.veil(x, y + sag + 12.0, 15.0, 10.0, p.light, 0.55);
            }
        }
    });
    pen.area(&body, "url(#round)");
    pen.oval(500.0, 390.0, 280.0, 50.0, p.deep);
    pen.oval(500.0, 396.0, 256.0, 42.0, "#7A5526");
    pen.area("M262,396C300,330 420,300 520,340C600,300 700,330 742,392C700,430 300,440 262,396Z", "#F3E9DA");
    pen.tint(
        "M420,330C470,360 480,400 470,424C400,424 320,420 280,404C330,400 400,380 420,330Z",
        "#C9A98A",
        0.35,
    );
    pen.ring(500.0, 390.0, 276.0, 48.0, p.light, 10.0);
    pen.tint("M221,396Q500,500 779,396Q500,470 221,396Z", p.body, 1.0);
    for (x, way) in [(226.0, -1.0), (774.0, 1.0)] {
        pen.line(&format!("M{x},440c{:.0},-20 {:.0},90 0,96", way * 80.0, way * 80.0), "#F3EAD8", 18.0);
    }
}

/// Two boxes, one on the other.
pub(super) fn crate_box(pen: &mut Pen, p: &Palette) {
    pen.shade(500.0, GROUND, 320.0);
    for y in [586.0, 386.0] {
        one_crate(pen, p, y);
    }
    pen.tint("M236,386L330,330H770L676,386Z", "#5F4222", 0.9);
    pen.area("M330,330H770L790,338L764,354H348Z", p.light);
    for (x, w, colour) in [
        (380.0, 70.0, "#D9703F"),
        (456.0, 60.0, "#F7F2E8"),
        (522.0, 76.0, "#8C9468"),
        (606.0, 64.0, "#E3C391"),
    ] {
        pen.solid(&format!("M{x},386V270q0,-14 14,-14h{:.0}q14,0 14,14V386Z", w - 28.0), colour);
    }
    pen.area("M196,380H706V408H196Z", p.light);
    pen.area("M676,386L770,330H802L706,390Z", p.light);
}

fn one_crate(pen: &mut Pen, p: &Palette, y: f64) {
    let side = format!("M700,{y}L800,{:.0}V{:.0}L700,{:.0}Z", y - 56.0, y + 150.0, y + 204.0);
    pen.area(&side, p.deep);
    pen.tint(&side, p.body, 0.35);
    pen.area(&format!("M200,{y}H700v200H200Z"), p.deep);
    for (offset, colour) in [(0.0, p.body), (104.0, p.body)] {
        let board = format!("M200,{:.0}H700V{:.0}H200Z", y + offset, y + offset + 96.0);
        pen.area(&board, colour);
        pen.inside(&board, |pen| {
            for step in 0..4 {
                let line = y + offset + 16.0 + f64::from(step) * 22.0;
                pen.stroke(
                    &format!(
                        "M190,{line}C340,{:.0} 520,{:.0} 710,{line}",
                        line + 14.0 - f64::from(step) * 5.0,
                        line - 12.0 + f64::from(step) * 6.0
                    ),
                    p.accent,
                    3.0,
                    0.6,
                );
            }
        });
        pen.tint(&format!("M200,{:.0}H700v6H200Z", y + offset), "#FFFFFF", 0.25);
    }
    for x in [200.0, 652.0] {
        pen.area(&format!("M{x},{y}h48v200h-48Z"), p.light);
        for dy in [34.0, 70.0, 134.0, 170.0] {
            pen.oval(x + 24.0, y + dy, 5.0, 5.0, p.deep);
        }
    }
    pen.area(&format!("M400,{:.0}h100q12,0 12,13t-12,13h-100q-12,0 -12,-13t12,-13Z", y + 38.0), "#5F4222");
}
