//! Bags, scarves and cushions.

use super::{
    drawing::{GROUND, Motif},
    hue::Palette,
    motif,
    pen::Pen,
};

pub(super) fn tote(pen: &mut Pen, p: &Palette, motif: Motif) {
    pen.shade(500.0, GROUND, 260.0);
    let back = "M390,400C380,120 620,120 610,400";
    pen.stroke(back, p.deep, 30.0, 0.8);
    let bag = "M250,390Q500,372 750,390L784,770Q786,794 760,796Q500,812 240,796Q214,794 216,770Z";
    pen.solid(bag, p.body);
    pen.inside(bag, |pen| {
        pen.tint("M200,390Q500,372 800,390V436Q500,418 200,436Z", "#2A1B10", 0.08);
        pen.stroke("M200,432Q500,414 800,432", p.deep, 3.0, 0.5);
        for path in [
            "M330,480C320,600 350,700 320,800",
            "M700,520C680,620 710,700 690,800",
            "M560,640C590,700 570,760 590,800",
        ] {
            pen.stroke(path, p.deep, 12.0, 0.13);
        }
    });
    let front = "M370,420C360,96 640,96 630,420";
    pen.line(front, p.body, 32.0);
    pen.stroke(front, "#2A1B10", 32.0, 0.1);
    for x in [370.0, 630.0] {
        pen.area(&format!("M{:.0},398h44v70h-44Z", x - 22.0), p.body);
        pen.stroke(
            &format!("M{:.0},404h32v58h-32ZM{:.0},404l32,58m0,-58l-32,58", x - 16.0, x - 16.0),
            p.deep,
            2.6,
            0.6,
        );
    }
    match motif {
        Motif::Fruit => {
            motif::persimmon(pen, 440.0, 624.0, 84.0);
            motif::persimmon(pen, 580.0, 650.0, 66.0);
        }
        _ => motif::sprig(pen, 486.0, 730.0, 220.0, p.accent),
    }
}

/// A scarf folded over a peg.
pub(super) fn scarf(pen: &mut Pen, p: &Palette, motif: Motif) {
    pen.line("M270,170H730", "#B98D57", 26.0);
    pen.stroke("M280,164H720", "#E3C391", 7.0, 0.8);
    for x in [270.0, 730.0] {
        pen.oval(x, 170.0, 20.0, 20.0, "#9A6B3F");
    }
    tail(pen, p, motif, "M470,150H650L668,690H486Z", (486.0, 668.0, 690.0), 0.22);
    tail(pen, p, motif, "M356,150Q440,132 560,150L548,740H340Z", (340.0, 548.0, 740.0), 0.0);
    pen.tint("M356,150Q440,132 652,150L650,196Q470,176 354,196Z", "#FFFFFF", 0.16);
}

/// One end, with its fringe. `edge` is left, right and height of the lower hem.
fn tail(pen: &mut Pen, p: &Palette, motif: Motif, outline: &str, edge: (f64, f64, f64), dark: f64) {
    let (left, right, hem) = edge;
    let count = 17;
    for step in 0..=count {
        let x = left + 5.0 + (right - left - 10.0) * f64::from(step) / f64::from(count);
        let sway = f64::from(step % 3) * 3.0 - 3.0;
        pen.line(
            &format!("M{x:.0},{hem:.0}q{sway:.0},30 {:.0},58", sway * 1.6),
            if step % 3 == 0 { p.deep } else { p.body },
            5.0,
        );
    }
    pen.area(outline, p.body);
    pen.inside(outline, |pen| {
        match motif {
            Motif::Check => check(pen, p),
            _ => {
                for (y, width) in [(560.0, 34.0), (616.0, 12.0), (650.0, 34.0), (300.0, 8.0), (330.0, 8.0)] {
                    pen.stroke(&format!("M300,{y}H720"), p.accent, width, 0.8);
                }
            }
        }
        pen.tint("M300,100H720V800H300Z", "#2A1B10", dark);
    });
    pen.area(outline, "url(#round)");
}

fn check(pen: &mut Pen, p: &Palette) {
    for step in 0..8 {
        let y = 170.0 + f64::from(step) * 92.0;
        pen.stroke(&format!("M300,{y}H720"), p.deep, 26.0, 0.4);
        pen.stroke(&format!("M300,{:.0}H720", y + 42.0), p.accent, 6.0, 0.75);
        let x = 350.0 + f64::from(step) * 74.0;
        pen.stroke(&format!("M{x},100V800"), p.deep, 22.0, 0.34);
        pen.stroke(&format!("M{:.0},100V800", x + 36.0), p.accent, 5.0, 0.7);
    }
}

pub(super) fn cushion(pen: &mut Pen, p: &Palette, motif: Motif) {
    pen.shade(500.0, GROUND, 300.0);
    let pillow = "M190,270C300,300 700,300 810,270C790,400 790,660 812,790C700,764 300,764 188,790C210,660 210,400 190,270Z";
    pen.area(pillow, p.body);
    pen.inside(pillow, |pen| {
        if motif == Motif::Quilt {
            for step in -8..=16 {
                let x = f64::from(step) * 80.0;
                pen.stroke(&format!("M{x:.0},240L{:.0},820", x + 420.0), p.deep, 4.0, 0.45);
                pen.stroke(&format!("M{:.0},240L{x:.0},820", x + 420.0), p.deep, 4.0, 0.45);
                pen.stroke(&format!("M{:.0},240L{:.0},820", x + 5.0, x + 425.0), p.accent, 2.5, 0.7);
            }
        } else {
            for step in 0..32 {
                let x = 190.0 + f64::from(step) * 20.0;
                let bend = (x - 500.0) * 0.08;
                pen.stroke(&format!("M{x:.0},260Q{:.0},530 {x:.0},800", x - bend), p.deep, 5.0, 0.3);
                pen.stroke(
                    &format!("M{:.0},260Q{:.0},530 {:.0},800", x + 8.0, x + 8.0 - bend, x + 8.0),
                    p.light,
                    5.0,
                    0.45,
                );
            }
        }
        for step in 0..5 {
            let grow = 1.0 + f64::from(step) * 0.22;
            pen.veil(430.0, 450.0, 150.0 * grow, 110.0 * grow, "#FFFFFF", 0.04);
            pen.veil(560.0, 800.0, 300.0 * grow, 70.0 * grow, "#2A1B10", 0.03);
        }
    });
    pen.area(pillow, "url(#round)");
    pen.stroke(pillow, p.deep, 7.0, 0.55);
}
