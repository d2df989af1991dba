//! The figures as SVG plots. Their ground is transparent and their colours are of middle brightness, so that
//! they can be read on a light page and on a dark one.

mod bars;
mod lines;

use std::fs;
use std::path::Path;

use arena_workloads::{Variant, Workload};
use plotters::prelude::*;

use self::bars::{Axis, Bars, Group};
use self::lines::{Line, Lines};
use crate::Result;
use crate::case::{Allocator, Case, GROWTH};
use crate::figures::{All, AllAllocations, Figures, Loads, Samples, Time, ratio_to};
use crate::table::grouped;
use crate::tables::{of_growth, of_load};

const TEXT: RGBColor = RGBColor(128, 134, 144);

const BARS: [Variant; 4] = [
    Variant::Annotated,
    Variant::OurJson,
    Variant::Borrowed,
    Variant::Bumpalo,
];

fn colour(variant: Variant) -> RGBColor {
    match variant {
        Variant::Plain => TEXT,
        Variant::Annotated => RGBColor(101, 163, 227),
        Variant::OurJson => RGBColor(160, 120, 220),
        Variant::Borrowed => RGBColor(46, 160, 98),
        Variant::Bumpalo => RGBColor(217, 130, 50),
        Variant::Naive | Variant::WithContext => RGBColor(205, 80, 90),
    }
}

fn font(size: u32) -> TextStyle<'static> {
    TextStyle::from(("sans-serif", size).into_font()).color(&TEXT)
}

/// Writes all plots of what was measured into a folder.
///
/// # Errors
///
/// When a file cannot be written.
pub fn write(figures: &All, directory: &Path) -> Result<()> {
    fs::create_dir_all(directory)?;
    if let Some(run) = &figures.instructions {
        let title = "Instructions a request, as part of plain's";
        of_ratios(&run.figures, title, &directory.join("instructions.svg"))?;
    }
    if let Some(run) = &figures.time {
        let title = "Time a request, as part of plain's";
        of_ratios(&run.figures, title, &directory.join("time.svg"))?;
        of_growth(&run.figures, &directory.join("growth.svg"))?;
    }
    if let Some(run) = &figures.allocations {
        of_allocations(&run.figures, &directory.join("allocations.svg"))?;
    }
    if let Some(run) = &figures.load {
        of_load(&run.figures, &directory.join("load.svg"))?;
    }
    Ok(())
}

fn of_ratios<T: Samples>(figures: &Figures<T>, title: &str, file: &Path) -> Result<()> {
    const WORKLOADS: [Workload; 7] = [
        Workload::Leaderboard,
        Workload::Resources,
        Workload::Battle,
        Workload::Map,
        Workload::Temporaries,
        Workload::Read,
        Workload::Write,
    ];
    let panels = Allocator::ALL.map(|allocator| {
        let groups = WORKLOADS.map(|workload| Group {
            name: workload.name(),
            bars: BARS
                .iter()
                .filter_map(|&variant| {
                    let case = Case::usual(workload, variant);
                    let ratio = ratio_to(figures, allocator, case, Variant::Plain)?;
                    Some((variant, ratio))
                })
                .collect(),
        });
        (allocator.name(), groups.into())
    });
    let bars = Bars {
        title,
        axis: Axis::Ratios,
        highest: 1.2,
        legend: &BARS,
        panels: panels.into(),
    };
    bars.draw(file)
}

fn of_load(loads: &Loads, file: &Path) -> Result<()> {
    const VARIANTS: [Variant; 3] = [Variant::Annotated, Variant::Borrowed, Variant::Bumpalo];
    let panels = Allocator::ALL.map(|allocator| {
        let groups = of_load::FIGURES.map(|(name, figure)| Group {
            name,
            bars: VARIANTS
                .iter()
                .filter_map(|&variant| {
                    let case = Case::usual(Workload::Leaderboard, variant);
                    let ratio = of_load::ratio_of(loads, allocator, case, figure)?;
                    Some((variant, ratio))
                })
                .collect(),
        });
        (allocator.name(), Vec::from(groups))
    });
    let groups = panels.iter().flat_map(|(_, groups)| groups);
    let bars = groups.flat_map(|group| &group.bars);
    let highest = bars.fold(1.0, |highest: f64, (_, ratio)| highest.max(ratio.median));
    let bars = Bars {
        title: "Servers of the leaderboard under load, as part of the plain one's",
        axis: Axis::Ratios,
        highest: (highest * 1.1).ceil(),
        legend: &VARIANTS,
        panels: panels.into(),
    };
    bars.draw(file)
}

fn of_growth(time: &Time, file: &Path) -> Result<()> {
    let panels = Allocator::ALL.map(|allocator| {
        let lines = of_growth::COMPARED.map(|variant| Line {
            variant,
            points: GROWTH
                .into_iter()
                .filter_map(|rows| {
                    let case = Case::leaderboard(variant, rows);
                    Some((rows, ratio_to(time, allocator, case, Variant::Plain)?))
                })
                .collect(),
        });
        (allocator.name(), lines.into())
    });
    let lines = Lines {
        title: "Time of the leaderboard by its rows, as part of plain's",
        panels: panels.into(),
    };
    lines.draw(file)
}

fn of_allocations(allocations: &AllAllocations, file: &Path) -> Result<()> {
    let sizes =
        [10_u16, 500, 10_000].map(|rows| (rows, format!("{} rows", grouped(f64::from(rows)))));
    let variants = [
        Variant::Plain,
        Variant::Annotated,
        Variant::Borrowed,
        Variant::Bumpalo,
    ];
    let groups = sizes.iter().map(|(rows, name)| Group {
        name,
        bars: variants
            .iter()
            .filter_map(|&variant| {
                let taken = allocations
                    .get(&Case::leaderboard(variant, usize::from(*rows)))?
                    .allocations;
                Some((variant, crate::stats::Spread::of(&[taken.log10()])?))
            })
            .collect(),
    });
    let bars = Bars {
        title: "Allocations a request of the leaderboard, the whole router",
        axis: Axis::Powers,
        highest: 5.0,
        legend: &variants,
        panels: vec![("any allocator", groups.collect())],
    };
    bars.draw(file)
}
