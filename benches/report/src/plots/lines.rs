//! Ratios over sizes, a line each with its spread, in a panel for each allocator.

use std::path::Path;

use arena_workloads::Variant;
use plotters::prelude::*;

use super::bars::legend;
use super::{TEXT, colour, font};
use crate::Result;
use crate::stats::Spread;
use crate::table::grouped;

pub(super) struct Line {
    pub(super) variant: Variant,
    pub(super) points: Vec<(usize, Spread)>,
}

pub(super) struct Lines<'a> {
    pub(super) title: &'a str,
    pub(super) panels: Vec<(&'a str, Vec<Line>)>,
}

const SIZE: (u32, u32) = (860, 340);
const HEAD: u32 = 52;

impl Lines<'_> {
    pub(super) fn draw(&self, file: &Path) -> Result<()> {
        let root = SVGBackend::new(file, SIZE).into_drawing_area();
        let (head, body) = root.split_vertically(HEAD);
        head.draw(&Text::new(self.title, (12, 8), font(17)))?;
        if let Some((_, lines)) = self.panels.first() {
            let variants: Vec<Variant> = lines.iter().map(|line| line.variant).collect();
            legend(&head, &variants)?;
        }
        for (area, (name, lines)) in body
            .split_evenly((1, self.panels.len()))
            .iter()
            .zip(&self.panels)
        {
            panel(area, name, lines)?;
        }
        root.present()?;
        Ok(())
    }
}

#[expect(clippy::cast_precision_loss, reason = "rows are at most 10,000")]
fn panel(
    area: &DrawingArea<SVGBackend<'_>, plotters::coord::Shift>,
    name: &str,
    lines: &[Line],
) -> Result<()> {
    let mut chart = ChartBuilder::on(area)
        .margin(8)
        .margin_right(24)
        .caption(name, font(14))
        .x_label_area_size(24)
        .y_label_area_size(32)
        .build_cartesian_2d((1.0..10_000.0).log_scale(), 0.0..1.4)?;
    chart
        .configure_mesh()
        .x_labels(5)
        .y_labels(8)
        .axis_style(TEXT.mix(0.6))
        .bold_line_style(TEXT.mix(0.25))
        .light_line_style(TRANSPARENT)
        .label_style(font(12))
        .x_label_formatter(&|&x| grouped(x))
        .y_label_formatter(&|y| format!("{y:.1}"))
        .draw()?;
    let one = LineSeries::new([(1.0, 1.0), (10_000.0, 1.0)], TEXT.stroke_width(1));
    chart.draw_series(one)?;
    for line in lines {
        let colour = colour(line.variant);
        let below = line
            .points
            .iter()
            .map(|(rows, ratio)| (*rows as f64, ratio.low));
        let above = line
            .points
            .iter()
            .map(|(rows, ratio)| (*rows as f64, ratio.high));
        let around: Vec<(f64, f64)> = below.chain(above.rev()).collect();
        chart.draw_series([Polygon::new(around, colour.mix(0.2))])?;
        let middle = line
            .points
            .iter()
            .map(|(rows, ratio)| (*rows as f64, ratio.median));
        chart.draw_series(LineSeries::new(middle, colour.stroke_width(2)))?;
    }
    Ok(())
}
