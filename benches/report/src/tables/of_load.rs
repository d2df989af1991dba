//! Servers under load.

use arena_workloads::Variant;

use crate::case::{Allocator, Case};
use crate::figures::{Load, Loads};
use crate::stats::Spread;
use crate::table::{Table, grouped};

/// One of a load's figures.
pub type Figure = fn(&Load) -> f64;

/// What is compared, by name.
pub const FIGURES: [(&str, Figure); 6] = [
    ("requests/s", |load| load.rate),
    ("p50", |load| load.p50),
    ("p99", |load| load.p99),
    ("p99.9", |load| load.p99_9),
    ("memory", |load| load.rss),
    ("server's CPU", |load| load.server_cpu),
];

fn samples(loads: &Loads, allocator: Allocator, case: Case, figure: Figure) -> Option<Vec<f64>> {
    let rounds = loads.get(&allocator)?.get(&case)?;
    Some(rounds.iter().map(figure).collect())
}

/// The ratio of a figure to plain's, round by round.
#[must_use]
pub fn ratio_of(loads: &Loads, allocator: Allocator, case: Case, figure: Figure) -> Option<Spread> {
    let plain = samples(loads, allocator, case.written(Variant::Plain), figure)?;
    Spread::of_ratios(&samples(loads, allocator, case, figure)?, &plain)
}

/// Each server's figures, the middle one of its rounds.
#[must_use]
pub fn of_servers(loads: &Loads, allocator: Allocator) -> Table {
    let mut table = Table::new([
        "server",
        "requests/s",
        "p50, ms",
        "p99, ms",
        "p99.9, ms",
        "memory, MB",
        "its peak, MB",
        "CPU a request, µs",
        "client's part of CPU",
    ]);
    for &case in loads.get(&allocator).into_iter().flat_map(|of| of.keys()) {
        let middle = |figure: Figure| {
            let spread = Spread::of(&samples(loads, allocator, case, figure).unwrap_or_default());
            spread.map_or(f64::NAN, |spread| spread.median)
        };
        table.row([
            format!("{}, {}", case.workload.name(), case.variant.name()),
            grouped(middle(|load| load.rate)),
            format!("{:.2}", middle(|load| load.p50)),
            format!("{:.2}", middle(|load| load.p99)),
            format!("{:.2}", middle(|load| load.p99_9)),
            format!("{:.1}", middle(|load| load.rss) / 1024.0),
            format!("{:.1}", middle(|load| load.peak_rss) / 1024.0),
            format!("{:.1}", middle(|load| load.server_cpu)),
            format!("{:.0} %", middle(|load| load.client_share) * 100.0),
        ]);
    }
    table
}

/// The ratios to plain's.
#[must_use]
pub fn of_ratios(loads: &Loads, allocator: Allocator) -> Table {
    let mut columns = vec!["server, ratio to plain's"];
    columns.extend(FIGURES.iter().map(|(name, _)| *name));
    let mut table = Table::new(columns);
    for &case in loads.get(&allocator).into_iter().flat_map(|of| of.keys()) {
        if case.variant == Variant::Plain {
            continue;
        }
        let mut row = vec![format!("{}, {}", case.workload.name(), case.variant.name())];
        row.extend(FIGURES.iter().map(|&(_, figure)| {
            let ratio = ratio_of(loads, allocator, case, figure);
            ratio.map_or_else(String::new, |ratio| ratio.to_string())
        }));
        table.row(row);
    }
    table
}
