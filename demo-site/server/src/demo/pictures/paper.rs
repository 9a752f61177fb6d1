//! Notebooks and cards.

use super::{drawing::GROUND, hue::Palette, motif, pen::Pen};

pub(super) fn notebook(pen: &mut Pen, p: &Palette) {
    pen.shade(520.0, GROUND - 10.0, 280.0);
    pen.moved("rotate(-6 500 500)", |pen| {
        pen.area("M276,216H716q14,0 14,14V782q0,14 -14,14H276Z", p.deep);
        for (offset, colour) in [(14.0, "#E9DDC8"), (9.0, "#FBF5E9"), (4.0, "#EFE5D3")] {
            pen.area(
                &format!("M270,{:.0}H{:.0}V{:.0}H270Z", 210.0 + offset, 716.0 + offset, 776.0 + offset),
                colour,
            );
        }
        let cover = "M262,200H700q16,0 16,16V760q0,16 -16,16H262Z";
        pen.area(cover, p.body);
        pen.inside(cover, |pen| {
            for step in 0..48 {
                let y = 204.0 + f64::from(step) * 12.0;
                pen.stroke(&format!("M262,{y}H716"), "#FFFFFF", 1.4, 0.09);
                let x = 262.0 + f64::from(step) * 12.0;
                pen.stroke(&format!("M{x},200V776"), "#2A1B10", 1.4, 0.06);
            }
        });
        pen.tint("M262,200H318V776H262Z", "#2A1B10", 0.14);
        pen.stroke("M318,200V776", "#2A1B10", 2.0, 0.25);
        pen.area("M404,300H620V400H404Z", "#FBF3E4");
        pen.stroke("M436,338H588M436,364H548", p.deep, 5.0, 0.6);
        motif::persimmon(pen, 512.0, 590.0, 62.0);
        pen.line("M664,198V778", p.deep, 9.0);
        pen.area("M560,776v70l14,-16l14,16v-70Z", p.accent);
    });
}

pub(super) fn booklet(pen: &mut Pen, p: &Palette) {
    pen.shade(520.0, GROUND - 10.0, 250.0);
    pen.moved("rotate(5 500 500)", |pen| {
        pen.area("M304,226H700V796H304Z", "#EFE5D0");
        pen.area("M300,218H694V788H300Z", "#FBF5E6");
        pen.area("M290,206H686V776H290Z", p.body);
        pen.tint("M290,206H352V776H290Z", "#2A1B10", 0.12);
        pen.line("M340,206V776", "#F3EAD6", 5.0);
        for y in [206.0, 300.0, 420.0, 560.0, 680.0, 776.0] {
            pen.line(&format!("M290,{y}H340"), "#F3EAD6", 5.0);
            pen.oval(340.0, y, 5.0, 5.0, "#F3EAD6");
        }
        pen.area("M590,250H650V520H590Z", "#FBF3E0");
        for y in [290.0, 340.0, 390.0, 440.0] {
            pen.stroke(&format!("M606,{y}h28m-14,-14v28"), p.deep, 4.0, 0.7);
        }
        motif::sprig(pen, 460.0, 720.0, 250.0, p.light);
    });
}

pub(super) fn postcards(pen: &mut Pen, p: &Palette) {
    pen.shade(510.0, GROUND - 6.0, 310.0);
    for (angle, colour) in [(-13.0, "#E8D5BF"), (-4.0, "#F1E4D0")] {
        pen.moved(&format!("rotate({angle} 500 760)"), |pen| {
            pen.area("M300,250H720V790H300Z", "#2A1B1012");
            pen.area("M292,240H712V782H292Z", colour);
        });
    }
    pen.moved("rotate(6 500 760)", |pen| {
        pen.tint("M306,236H732V796H306Z", "#2A1B10", 0.12);
        pen.area("M296,226H722V786H296Z", "#FDF8EC");
        pen.area("M324,254H694V640H324Z", p.light);
        pen.oval(600.0, 350.0, 46.0, 46.0, "#F3D9A8");
        pen.tint("M324,560C420,470 520,520 600,500S680,540 694,530V640H324Z", p.body, 0.9);
        pen.tint("M324,610C440,540 560,600 694,570V640H324Z", p.deep, 0.8);
        motif::sprig(pen, 440.0, 630.0, 220.0, p.accent);
        pen.stroke("M420,690H598M460,724H558", p.deep, 6.0, 0.6);
    });
}
