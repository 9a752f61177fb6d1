//! Vases, and what grows in them.

use super::{
    drawing::GROUND,
    hue::Palette,
    motif,
    pen::{Pen, turned},
};

/// A branch with rounded leaves, rising from (x, y).
pub(super) fn branch(pen: &mut Pen, x: f64, y: f64, colour: &str) {
    let stem = |dx: f64, height: f64| {
        format!(
            "M{x:.0},{:.0}C{:.0},{:.0} {:.0},{:.0} {:.0},{:.0}",
            y + 120.0,
            x + dx * 0.1,
            y,
            x + dx * 0.5,
            y - height * 0.6,
            x + dx,
            y - height
        )
    };
    for (dx, height) in [(-130.0, 290.0), (40.0, 380.0), (170.0, 250.0)] {
        pen.line(&stem(dx, height), "#7A6449", 7.0);
        for step in 2..=7 {
            let t = f64::from(step) / 7.0;
            let (sx, sy) = (x + dx * t * t, y + 60.0 - (height + 60.0) * t);
            let side = if step % 2 == 0 { 1.0 } else { -1.0 };
            let size = 46.0 - 16.0 * t;
            pen.area(
                &format!("M{sx:.1},{sy:.1}C{:.1},{:.1} {:.1},{:.1} {:.1},{:.1}C{:.1},{:.1} {:.1},{:.1} {sx:.1},{sy:.1}Z",
                    sx + side * size * 0.3, sy - size, sx + side * size * 1.2, sy - size, sx + side * size * 1.5, sy - size * 0.5,
                    sx + side * size * 1.3, sy + size * 0.1, sx + side * size * 0.6, sy + size * 0.3),
                colour,
            );
        }
    }
}

fn mouth(pen: &mut Pen, cx: f64, y: f64, r: f64, p: &Palette) {
    pen.oval(cx, y, r, r * 0.2, p.light);
    pen.oval(cx, y + 2.0, r - 10.0, (r - 10.0) * 0.18, p.deep);
}

pub(super) fn moon(pen: &mut Pen, p: &Palette) {
    branch(pen, 500.0, 330.0, "#8C9468");
    pen.shade(500.0, GROUND, 200.0);
    let body = turned(
        500.0,
        &[
            (362.0, 108.0),
            (392.0, 102.0),
            (430.0, 176.0),
            (520.0, 246.0),
            (600.0, 252.0),
            (690.0, 220.0),
            (760.0, 150.0),
            (790.0, 108.0),
        ],
        0.18,
    );
    pen.solid(&body, p.body);
    pen.stroke("M250,582Q500,652 750,582", p.deep, 5.0, 0.35);
    pen.veil(390.0, 530.0, 100.0, 140.0, "url(#shine)", 0.9);
    mouth(pen, 500.0, 362.0, 108.0, p);
}

pub(super) fn bottle(pen: &mut Pen, p: &Palette) {
    pen.line("M500,260C496,190 520,120 548,70", "#7A6449", 7.0);
    for (x, y, s) in [(506.0, 190.0, 1.0), (520.0, 140.0, -1.0), (536.0, 96.0, 1.0)] {
        pen.area(
            &format!(
                "M{x},{y}c{:.0},-34 {:.0},-40 {:.0},-26c{:.0},26 {:.0},34 {:.0},26Z",
                s * 16.0,
                s * 52.0,
                s * 76.0,
                -s * 16.0,
                -s * 40.0,
                -s * 76.0
            ),
            "#8C9468",
        );
    }
    motif::persimmon(pen, 596.0, 128.0, 44.0);
    pen.shade(500.0, GROUND, 150.0);
    let body = turned(
        500.0,
        &[
            (250.0, 46.0),
            (270.0, 34.0),
            (400.0, 36.0),
            (470.0, 66.0),
            (560.0, 144.0),
            (660.0, 168.0),
            (750.0, 138.0),
            (790.0, 104.0),
        ],
        0.2,
    );
    pen.solid(&body, p.body);
    pen.inside(&body, |pen| {
        for y in [600.0, 618.0, 690.0] {
            pen.stroke(&format!("M300,{y}Q500,{:.0} 700,{y}", y + 46.0), p.light, 4.0, 0.4);
        }
    });
    mouth(pen, 500.0, 250.0, 46.0, p);
}

pub(super) fn ribbed(pen: &mut Pen, p: &Palette) {
    for (x, top, colour) in [(430.0, 170.0, "#E2987A"), (510.0, 120.0, "#EBC9BF"), (590.0, 190.0, "#D9703F")]
    {
        pen.line(
            &format!("M500,640C{:.0},500 {x},400 {x},{:.0}", x + (500.0 - x) * 0.4, top + 60.0),
            "#7F8F5C",
            10.0,
        );
        pen.area(
            &format!(
                "M{:.0},{:.0}c-8,-70 20,-110 50,-116c30,6 58,46 50,116c-30,30 -70,30 -100,0Z",
                x - 50.0,
                top + 70.0
            ),
            colour,
        );
        pen.tint(
            &format!("M{x},{:.0}c-26,30 -30,70 -14,128c20,-20 34,-80 14,-128Z", top - 46.0),
            "#FFFFFF",
            0.28,
        );
    }
    pen.shade(500.0, GROUND, 180.0);
    let body = turned(
        500.0,
        &[(370.0, 176.0), (430.0, 158.0), (560.0, 160.0), (700.0, 176.0), (780.0, 166.0)],
        0.18,
    );
    pen.tint(&body, p.body, 0.62);
    let water = turned(500.0, &[(560.0, 158.0), (700.0, 174.0), (776.0, 164.0)], 0.16);
    pen.tint(&water, "#BFD6DA", 0.55);
    pen.inside(&body, |pen| {
        for step in -5..=5 {
            let x = 500.0 + f64::from(step) * 33.0;
            pen.stroke(
                &format!(
                    "M{x:.0},360Q{:.0},560 {:.0},830",
                    x - f64::from(step) * 3.0,
                    x + f64::from(step) * 1.5
                ),
                "#FFFFFF",
                12.0,
                0.5,
            );
            pen.stroke(
                &format!(
                    "M{:.0},360Q{:.0},560 {:.0},830",
                    x + 9.0,
                    x + 9.0 - f64::from(step) * 3.0,
                    x + 9.0 + f64::from(step) * 1.5
                ),
                p.deep,
                3.0,
                0.5,
            );
        }
    });
    pen.area(&body, "url(#round)");
    pen.ring(500.0, 370.0, 174.0, 31.0, "#FFFFFF", 9.0);
    pen.ring(500.0, 370.0, 176.0, 33.0, p.deep, 2.5);
}

pub(super) fn hill(pen: &mut Pen, p: &Palette) {
    for (dx, height) in [(-30.0, 330.0), (10.0, 400.0), (50.0, 300.0), (84.0, 350.0)] {
        let x = 520.0 + dx * 0.4;
        pen.line(
            &format!(
                "M{x:.0},580C{:.0},440 {:.0},360 {:.0},{:.0}",
                x + dx * 0.3,
                x + dx,
                x + dx * 2.2,
                580.0 - height
            ),
            "#8C8458",
            6.0,
        );
        pen.moved(
            &format!("translate({:.0} {:.0}) rotate({:.0})", x + dx * 2.2, 580.0 - height, dx * 0.3),
            |pen| {
                pen.oval(0.0, -6.0, 9.0, 38.0, "#C9B27C");
            },
        );
    }
    pen.shade(500.0, GROUND, 320.0);
    let back = "M330,792C360,620 470,430 580,430C690,430 760,600 830,792Z";
    pen.solid(back, p.light);
    let front = "M160,792C200,650 300,520 390,520C500,520 560,650 700,792Z";
    pen.solid(front, p.body);
    pen.tint("M160,792C200,650 300,520 390,520C360,600 380,700 350,792Z", "#FFFFFF", 0.12);
    pen.oval(520.0, 580.0, 64.0, 14.0, p.deep);
}
