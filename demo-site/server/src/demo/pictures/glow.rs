//! Lamps, candles and incense.

use super::{
    drawing::GROUND,
    hue::Palette,
    pen::{Pen, turned},
};

fn halo(pen: &mut Pen, cx: f64, cy: f64, r: f64) {
    pen.veil(cx, cy, r, r, "url(#glow)", 0.9);
}

pub(super) fn table_lamp(pen: &mut Pen, p: &Palette) {
    halo(pen, 500.0, 360.0, 430.0);
    pen.shade(500.0, GROUND, 170.0);
    pen.line("M500,440V560", "#A58A5E", 16.0);
    let base = turned(
        500.0,
        &[(530.0, 34.0), (556.0, 60.0), (620.0, 136.0), (690.0, 148.0), (756.0, 110.0), (788.0, 92.0)],
        0.2,
    );
    pen.solid(&base, p.body);
    pen.oval(500.0, 530.0, 34.0, 8.0, p.deep);
    let shade = "M372,180H628L742,446Q500,500 258,446Z";
    pen.area(shade, "#F5E6CB");
    pen.inside(shade, |pen| {
        pen.veil(500.0, 400.0, 330.0, 270.0, "url(#glow)", 1.0);
        for step in 0..14 {
            let x = f64::from(step) * 0.0714;
            pen.stroke(
                &format!("M{:.0},180L{:.0},480", 372.0 + 256.0 * x, 258.0 + 484.0 * x),
                "#C9A56A",
                2.0,
                0.28,
            );
        }
    });
    pen.area(shade, "url(#round)");
    pen.oval(500.0, 180.0, 128.0, 17.0, "#FFF3DA");
    pen.oval(500.0, 182.0, 116.0, 13.0, "#E7C98F");
    pen.stroke("M258,446Q500,500 742,446", "#D8BC88", 7.0, 0.9);
    pen.stroke("M590,780C700,800 790,760 900,800", "#8A7A64", 6.0, 0.8);
}

pub(super) fn paper_lantern(pen: &mut Pen, p: &Palette) {
    halo(pen, 500.0, 450.0, 480.0);
    pen.shade(500.0, GROUND, 150.0);
    pen.solid(&turned(500.0, &[(744.0, 124.0), (790.0, 130.0)], 0.18), "#9A6B3F");
    pen.oval(500.0, 744.0, 124.0, 21.0, "#C4955F");
    pen.oval(500.0, 450.0, 300.0, 296.0, "#FBEBC8");
    pen.veil(500.0, 470.0, 330.0, 320.0, "url(#glow)", 0.95);
    pen.veil(490.0, 450.0, 230.0, 230.0, "url(#shine)", 0.8);
    let ball = "M200,450a300,296 0 1 0 600,0a300,296 0 1 0 -600,0Z";
    pen.inside(ball, |pen| {
        for step in 0..11 {
            let y = 180.0 + f64::from(step) * 54.0;
            pen.stroke(&format!("M180,{y:.0}Q500,{:.0} 820,{y:.0}", y + 46.0), p.deep, 2.6, 0.4);
        }
        for (x, y, tilt) in
            [(320.0, 380.0, 12.0), (640.0, 330.0, -20.0), (560.0, 600.0, 16.0), (400.0, 620.0, -10.0)]
        {
            pen.stroke(&format!("M{x},{y}q30,{tilt} 64,{:.0}", tilt * 0.3), "#C9A56A", 2.0, 0.4);
        }
    });
    pen.area(ball, "url(#round)");
    pen.oval(500.0, 158.0, 62.0, 13.0, "#A87743");
}

pub(super) fn mushroom(pen: &mut Pen, p: &Palette) {
    halo(pen, 500.0, 470.0, 400.0);
    pen.shade(500.0, GROUND, 160.0);
    let stem = turned(500.0, &[(540.0, 84.0), (640.0, 92.0), (740.0, 120.0), (790.0, 140.0)], 0.18);
    pen.solid(&stem, "#D8B384");
    pen.inside(&stem, |pen| {
        for y in [600.0, 650.0, 700.0, 748.0] {
            pen.stroke(&format!("M340,{y}Q500,{:.0} 660,{y}", y + 34.0), "#A87743", 3.0, 0.35);
        }
    });
    let cap = "M236,556C230,360 370,270 500,270C630,270 770,360 764,556C690,606 310,606 236,556Z";
    pen.area(cap, p.light);
    pen.inside(cap, |pen| pen.veil(500.0, 600.0, 380.0, 330.0, "url(#glow)", 0.95));
    pen.area(cap, "url(#round)");
    pen.veil(390.0, 390.0, 96.0, 70.0, "url(#shine)", 0.7);
    pen.stroke("M236,556C310,606 690,606 764,556", p.body, 8.0, 0.7);
}

fn flame(pen: &mut Pen, x: f64, y: f64, size: f64) {
    halo(pen, x, y - size * 0.5, size * 3.4);
    pen.line(&format!("M{x:.0},{:.0}v{:.0}", y + size * 0.1, size * 0.5), "#4A3B2E", 5.0);
    let drop = |s: f64| {
        format!(
            "M{x:.1},{:.1}C{:.1},{:.1} {:.1},{:.1} {x:.1},{:.1}C{:.1},{:.1} {:.1},{:.1} {x:.1},{:.1}Z",
            y - s * 1.3,
            x + s * 0.5,
            y - s * 0.6,
            x + s * 0.5,
            y + s * 0.1,
            y + s * 0.2,
            x - s * 0.5,
            y + s * 0.1,
            x - s * 0.5,
            y - s * 0.6,
            y - s * 1.3
        )
    };
    pen.area(&drop(size), "#F5A94B");
    pen.area(&drop(size * 0.62), "#FFE9B0");
}

pub(super) fn candle_jar(pen: &mut Pen, p: &Palette) {
    pen.shade(500.0, GROUND, 190.0);
    let jar = turned(500.0, &[(430.0, 186.0), (600.0, 190.0), (760.0, 184.0), (788.0, 170.0)], 0.18);
    pen.tint(&jar, "#FFFDF8", 0.75);
    let wax = turned(500.0, &[(520.0, 178.0), (650.0, 180.0), (776.0, 168.0)], 0.17);
    pen.area(&wax, "#F4E7D0");
    pen.oval(500.0, 520.0, 178.0, 30.0, "#FBF3E2");
    pen.veil(500.0, 522.0, 110.0, 16.0, "#F7D9A0", 0.7);
    flame(pen, 500.0, 494.0, 44.0);
    pen.area(&jar, "url(#round)");
    pen.area("M370,590Q500,622 630,590V726Q500,758 370,726Z", p.accent);
    pen.area("M450,640c10,-36 60,-44 92,-22c-4,42 -52,60 -92,22Z", p.body);
    pen.line("M440,650Q490,634 536,622", p.deep, 4.0);
    pen.stroke("M420,696Q500,714 580,696", p.deep, 5.0, 0.7);
    pen.ring(500.0, 430.0, 184.0, 32.0, "#FFFFFF", 9.0);
    pen.ring(500.0, 430.0, 186.0, 34.0, "#CDBEA8", 2.5);
    pen.stroke("M330,500V740", "#FFFFFF", 14.0, 0.7);
}

pub(super) fn pillars(pen: &mut Pen, p: &Palette) {
    pen.shade(500.0, GROUND, 230.0);
    for (x, top, lit) in
        [(340.0, 330.0, false), (660.0, 300.0, false), (450.0, 260.0, true), (556.0, 380.0, true)]
    {
        let stick = turned(x, &[(top, 42.0), (788.0, 42.0)], 0.22);
        pen.area(&stick, p.body);
        pen.inside(&stick, |pen| {
            let rows = ((788.0 - top) / 22.0) as i32 + 2;
            for row in 0..rows {
                let y = top + f64::from(row) * 22.0;
                let shift = if row % 2 == 0 { 0.0 } else { 13.0 };
                for column in -2..=2 {
                    let cx = x + f64::from(column) * 26.0 + shift;
                    pen.stroke(
                        &format!("M{cx:.0},{:.0}l13,7v15l-13,7l-13,-7v-15Z", y - 14.0),
                        p.deep,
                        2.2,
                        0.38,
                    );
                }
            }
        });
        pen.area(&stick, "url(#round)");
        pen.oval(x, top, 42.0, 9.0, p.light);
        pen.stroke(&format!("M{:.0},{top}q20,-6 34,2q-10,8 -24,3", x - 14.0), p.deep, 2.5, 0.7);
        if lit {
            flame(pen, x, top - 12.0, 30.0);
        } else {
            pen.line(&format!("M{x},{top}v-22"), "#5B4A38", 5.0);
        }
    }
}

pub(super) fn incense(pen: &mut Pen, p: &Palette) {
    pen.shade(450.0, GROUND - 20.0, 280.0);
    let leaf = "M150,740C250,650 560,640 760,720C620,800 300,830 150,740Z";
    pen.solid(leaf, "#7D8A63");
    pen.tint("M200,740C300,690 540,684 690,722C560,770 320,790 200,740Z", "#2F3A22", 0.2);
    pen.stroke("M150,740C350,720 560,712 760,720", "#B9C39C", 5.0, 0.8);
    pen.oval(300.0, 728.0, 24.0, 9.0, "#56623F");
    pen.line("M300,726L600,330", "#8A5A3A", 8.0);
    pen.oval(601.0, 329.0, 8.0, 8.0, "#F08A4B");
    pen.stroke("M604,318C640,260 560,220 600,150C624,104 590,80 604,40", "#A39888", 9.0, 0.35);
    pen.stroke("M606,316C660,250 590,200 636,120", "#A39888", 6.0, 0.25);
    pen.moved("translate(90 14)", |pen| {
        pen.shade(700.0, GROUND - 20.0, 92.0);
        pen.solid(&turned(700.0, &[(470.0, 78.0), (774.0, 78.0)], 0.2), p.accent);
        pen.solid(&turned(700.0, &[(430.0, 82.0), (510.0, 82.0)], 0.2), p.body);
        pen.oval(700.0, 430.0, 82.0, 16.0, p.light);
        for (x, y) in [(676.0, 610.0), (710.0, 590.0), (732.0, 630.0), (694.0, 650.0)] {
            for step in 0..4 {
                let angle = f64::from(step) * 1.571 + 0.6;
                pen.oval(x + angle.cos() * 9.0, y + angle.sin() * 9.0, 7.0, 7.0, p.body);
            }
        }
        pen.stroke("M660,690Q700,700 740,690M668,716Q700,724 732,716", p.deep, 4.0, 0.7);
    });
}
