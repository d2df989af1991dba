//! Groups of bars, in a panel for each allocator: ratios with a line at 1, or numbers as powers of ten.

use std::path::Path;

use arena_workloads::Variant;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::{TEXT, colour, font};
use crate::Result;
use crate::stats::Spread;
use crate::table::grouped;

pub(super) struct Group<'a> {
    pub(super) name: &'a str,
    pub(super) bars: Vec<(Variant, Spread)>,
}

pub(super) enum Axis {
    /// Ratios, with a line at 1.
    Ratios,
    /// Logarithms to base ten, of at least 0.
    Powers,
}

pub(super) struct Bars<'a> {
    pub(super) title: &'a str,
    pub(super) axis: Axis,
    pub(super) highest: f64,
    pub(super) legend: &'a [Variant],
    pub(super) panels: Vec<(&'a str, Vec<Group<'a>>)>,
}

const WIDTH: u32 = 860;
const PANEL: u32 = 200;
const HEAD: u32 = 52;

impl Bars<'_> {
    pub(super) fn draw(&self, file: &Path) -> Result<()> {
        let panels = u32::try_from(self.panels.len())?;
        let root = SVGBackend::new(file, (WIDTH, HEAD + panels * PANEL)).into_drawing_area();
        let (head, body) = root.split_vertically(HEAD);
        head.draw(&Text::new(self.title, (12, 8), font(17)))?;
        legend(&head, self.legend)?;
        for (area, (name, groups)) in body
            .split_evenly((self.panels.len(), 1))
            .iter()
            .zip(&self.panels)
        {
            self.panel(area, name, groups)?;
        }
        root.present()?;
        Ok(())
    }

    fn panel(
        &self,
        area: &DrawingArea<SVGBackend<'_>, plotters::coord::Shift>,
        name: &str,
        groups: &[Group<'_>],
    ) -> Result<()> {
        let count = f64::from(u32::try_from(groups.len())?);
        let mut chart = ChartBuilder::on(area)
            .margin(8)
            .caption(name, font(14))
            .x_label_area_size(20)
            .y_label_area_size(50)
            .build_cartesian_2d(0.0..count, 0.0..self.highest)?;
        chart
            .configure_mesh()
            .disable_x_mesh()
            .x_labels(0)
            .y_labels(6)
            .axis_style(TEXT.mix(0.6))
            .bold_line_style(TEXT.mix(0.25))
            .light_line_style(TRANSPARENT)
            .label_style(font(12))
            .y_label_formatter(&|&y| match self.axis {
                Axis::Ratios => format!("{y:.1}"),
                Axis::Powers => grouped(10_f64.powf(y)),
            })
            .draw()?;
        if matches!(self.axis, Axis::Ratios) {
            let one = LineSeries::new([(0.0, 1.0), (count, 1.0)], TEXT.stroke_width(1));
            chart.draw_series(one)?;
        }
        let mut left = 0.0;
        for group in groups {
            let bars = f64::from(u32::try_from(group.bars.len())?);
            let width = (0.8 / bars).min(0.2);
            let start = left + 0.5 - width * bars / 2.0;
            let mut x = start;
            for &(variant, ratio) in &group.bars {
                let top = ratio.median.min(self.highest);
                let corners = [(x + width * 0.06, 0.0), (x + width * 0.94, top)];
                let middle = x + width / 2.0;
                chart.draw_series([Rectangle::new(corners, colour(variant).filled())])?;
                chart.draw_series([PathElement::new(
                    [
                        (middle, ratio.low.min(self.highest)),
                        (middle, ratio.high.min(self.highest)),
                    ],
                    TEXT.stroke_width(1),
                )])?;
                x += width;
            }
            let (x, y) = chart.backend_coord(&(left + 0.5, 0.0));
            let centred = font(12).pos(Pos::new(HPos::Center, VPos::Top));
            let (panel_left, panel_top) = area.get_base_pixel();
            let at = (x - panel_left, y - panel_top + 5);
            area.draw(&Text::new(group.name, at, centred))?;
            left += 1.0;
        }
        Ok(())
    }
}

/// The variants' names by their colours.
pub(super) fn legend(
    area: &DrawingArea<SVGBackend<'_>, plotters::coord::Shift>,
    variants: &[Variant],
) -> Result<()> {
    let mut x = 12;
    for &variant in variants {
        area.draw(&Rectangle::new(
            [(x, 33), (x + 11, 44)],
            colour(variant).filled(),
        ))?;
        area.draw(&Text::new(variant.name(), (x + 16, 32), font(13)))?;
        x += 110;
    }
    Ok(())
}
