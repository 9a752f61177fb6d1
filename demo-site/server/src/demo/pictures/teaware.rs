//! Teapots and the gaiwan.

use super::{
    drawing::{GROUND, Motif},
    hue::Palette,
    motif,
    pen::{Pen, turned},
};

/// A lid with its knob, resting at `y`.
fn lid(pen: &mut Pen, cx: f64, y: f64, r: f64, p: &Palette) {
    let dome = turned(cx, &[(y - 44.0, r * 0.25), (y - 34.0, r * 0.62), (y - 14.0, r * 0.92), (y, r)], 0.16);
    pen.solid(&dome, p.body);
    let edge =
        format!("M{:.0},{:.0}Q{cx:.0},{:.0} {:.0},{:.0}", cx - r, y + 2.0, y + r * 0.36, cx + r, y + 2.0);
    pen.stroke(&edge, p.deep, 5.0, 0.55);
    let knob = turned(cx, &[(y - 88.0, 20.0), (y - 74.0, 27.0), (y - 56.0, 17.0), (y - 42.0, 22.0)], 0.3);
    pen.solid(&knob, p.body);
    pen.oval(cx, y - 88.0, 19.0, 7.0, p.light);
}

const BELLY: &[(f64, f64)] =
    &[(500.0, 130.0), (540.0, 190.0), (610.0, 226.0), (690.0, 220.0), (760.0, 178.0), (786.0, 138.0)];

fn spout(pen: &mut Pen, p: &Palette) {
    let path = "M300,690C230,660 210,580 160,520L206,486C250,530 290,560 330,570Z";
    pen.solid(path, p.body);
    pen.tint("M300,690C230,660 210,580 160,520L172,512C226,580 250,640 310,668Z", "#2A1B10", 0.14);
    pen.area("M160,520L206,486L212,496L170,530Z", p.deep);
}

pub(super) fn side_handle(pen: &mut Pen, p: &Palette) {
    pen.shade(500.0, GROUND, 236.0);
    spout(pen, p);
    let body = turned(500.0, BELLY, 0.17);
    pen.solid(&body, p.body);
    pen.stroke("M292,580Q500,650 708,580", p.deep, 4.0, 0.3);
    lid(pen, 500.0, 504.0, 138.0, p);
    // The handle comes towards the viewer's right, a turned stick.
    pen.solid("M690,600L878,520C908,508 926,552 898,566L716,664Z", p.body);
    pen.tint("M700,640L900,552L898,566L716,664Z", "#2A1B10", 0.2);
    pen.oval(890.0, 542.0, 17.0, 25.0, p.deep);
}

pub(super) fn overhead(pen: &mut Pen, p: &Palette) {
    pen.shade(500.0, GROUND, 240.0);
    let arch = "M318,556C290,190 710,190 682,556";
    pen.line(arch, "#B98D57", 26.0);
    pen.stroke("M330,500C320,230 600,226 640,330", "#E3C391", 7.0, 0.8);
    for (x, y) in [(352.0, 380.0), (408.0, 312.0), (592.0, 312.0), (648.0, 380.0)] {
        pen.veil(x, y, 15.0, 15.0, "#8C6436", 0.9);
    }
    pen.line("M424,300Q500,270 576,300", "#EFE6D6", 34.0);
    for x in [436.0, 462.0, 488.0, 514.0, 540.0, 566.0] {
        pen.stroke(&format!("M{x},272l-8,34"), "#CDBFA7", 3.0, 0.9);
    }
    spout(pen, p);
    pen.solid(&turned(500.0, BELLY, 0.17), p.body);
    pen.inside(&turned(500.0, BELLY, 0.17), |pen| {
        for y in [600.0, 640.0, 680.0, 720.0] {
            pen.stroke(&format!("M250,{y}Q500,{:.0} 750,{y}", y + 64.0), p.light, 3.5, 0.35);
        }
    });
    for x in [318.0, 682.0] {
        pen.oval(x, 560.0, 24.0, 20.0, p.deep);
    }
    lid(pen, 500.0, 504.0, 138.0, p);
}

pub(super) fn glass_pot(pen: &mut Pen, p: &Palette) {
    pen.shade(500.0, GROUND, 230.0);
    let handle = "M700,560C850,530 850,730 690,736";
    pen.stroke(handle, "#FFFFFF", 30.0, 0.85);
    pen.stroke(handle, "#A9BEC4", 5.0, 0.8);
    let spout = "M310,660C240,640 220,580 180,540L214,512C260,552 290,570 330,574Z";
    pen.tint(spout, "#FFFFFF", 0.75);
    pen.stroke(spout, "#A9BEC4", 4.0, 0.7);
    let body = turned(500.0, BELLY, 0.17);
    pen.tint(&body, "#FFFFFF", 0.72);
    let tea = turned(
        500.0,
        &[(596.0, 216.0), (640.0, 226.0), (690.0, 218.0), (758.0, 176.0), (780.0, 140.0)],
        0.15,
    );
    pen.tint(&tea, p.body, 0.85);
    pen.oval(500.0, 596.0, 214.0, 32.0, p.light);
    for (x, y, r) in [(430.0, 650.0, 34.0), (530.0, 690.0, 42.0), (604.0, 644.0, 30.0), (470.0, 730.0, 26.0)]
    {
        flower(pen, x, y, r);
    }
    pen.area(&body, "url(#round)");
    pen.stroke("M330,560C300,620 306,700 350,750", "#FFFFFF", 16.0, 0.8);
    let dome = turned(500.0, &[(462.0, 46.0), (472.0, 96.0), (488.0, 126.0), (500.0, 134.0)], 0.16);
    pen.tint(&dome, "#FFFFFF", 0.8);
    pen.ring(500.0, 502.0, 132.0, 22.0, "#A9BEC4", 4.0);
    pen.solid(&turned(500.0, &[(410.0, 26.0), (436.0, 32.0), (462.0, 22.0)], 0.3), "#C4955F");
    pen.oval(500.0, 410.0, 25.0, 8.0, "#DDB484");
}

fn flower(pen: &mut Pen, x: f64, y: f64, r: f64) {
    for step in 0..6 {
        let angle = f64::from(step) * std::f64::consts::TAU / 6.0;
        pen.veil(x + angle.cos() * r * 0.5, y + angle.sin() * r * 0.42, r * 0.42, r * 0.36, "#F6E2B8", 0.95);
    }
    pen.oval(x, y, r * 0.26, r * 0.22, "#C8792F");
}

pub(super) fn gaiwan(pen: &mut Pen, p: &Palette, motif: Motif) {
    pen.shade(430.0, GROUND, 220.0);
    pen.shade(760.0, GROUND, 92.0);
    pen.solid(&turned(430.0, &[(752.0, 214.0), (776.0, 176.0), (792.0, 110.0)], 0.17), p.body);
    pen.oval(430.0, 752.0, 212.0, 36.0, p.light);
    pen.veil(430.0, 756.0, 130.0, 20.0, p.deep, 0.5);
    let bowl =
        turned(430.0, &[(530.0, 204.0), (570.0, 178.0), (640.0, 156.0), (710.0, 118.0), (752.0, 82.0)], 0.17);
    pen.solid(&bowl, p.body);
    motif::paint(pen, &bowl, motif, p, 540.0, 760.0);
    pen.oval(430.0, 530.0, 204.0, 34.0, p.light);
    pen.veil(430.0, 534.0, 186.0, 28.0, p.deep, 0.55);
    let dome = turned(430.0, &[(436.0, 56.0), (452.0, 112.0), (484.0, 156.0), (522.0, 172.0)], 0.16);
    pen.solid(&dome, p.body);
    pen.solid(&turned(430.0, &[(396.0, 54.0), (414.0, 42.0), (438.0, 48.0)], 0.22), p.body);
    pen.oval(430.0, 396.0, 54.0, 12.0, p.light);
    pen.veil(430.0, 398.0, 42.0, 8.0, p.deep, 0.5);
    let cup = turned(760.0, &[(690.0, 96.0), (730.0, 84.0), (772.0, 62.0), (790.0, 44.0)], 0.19);
    pen.solid(&cup, p.body);
    pen.oval(760.0, 690.0, 96.0, 18.0, p.light);
    pen.oval(760.0, 693.0, 86.0, 14.0, "#C99552");
}
