//! Workloads by variants: plain's figure, and the ratios of the others to it. Of instructions and of time.

use arena_workloads::{Variant, Workload};

use crate::case::{Allocator, Case};
use crate::figures::{Figures, Samples, hot_mean, ratio_to};
use crate::stats::Spread;
use crate::table::{Table, grouped};

const COMPARED: [Variant; 6] = [
    Variant::Annotated,
    Variant::OurJson,
    Variant::Borrowed,
    Variant::Bumpalo,
    Variant::Naive,
    Variant::WithContext,
];

/// Plain's figures divided by `unit`, which has this name.
#[must_use]
pub fn of_ratios<T: Samples>(
    figures: &Figures<T>,
    allocator: Allocator,
    unit: (&str, f64),
) -> Table {
    let mut columns = vec![String::from("workload"), format!("plain, {}", unit.0)];
    columns.extend(COMPARED.iter().map(|variant| variant.name().to_owned()));
    columns.push(String::from("borrowed / bumpalo"));
    let mut table = Table::new(columns);
    let cell = |ratio: Option<Spread>| ratio.map_or_else(String::new, |ratio| ratio.to_string());
    for workload in Workload::ALL {
        let case = |variant| Case::usual(workload, variant);
        let of_plain = figures
            .get(&allocator)
            .and_then(|of_allocator| of_allocator.get(&case(Variant::Plain)))
            .and_then(|figure| Spread::of(&figure.samples()));
        let Some(of_plain) = of_plain else {
            continue;
        };
        let name = format!("{} of {}", workload.name(), workload.usual_size());
        let plain = of_plain.median / unit.1;
        let plain = if plain < 100.0 {
            format!("{plain:.1}")
        } else {
            grouped(plain)
        };
        let mut row = vec![name, plain];
        row.extend(
            COMPARED
                .iter()
                .map(|&variant| cell(ratio_to(figures, allocator, case(variant), Variant::Plain))),
        );
        row.push(cell(ratio_to(
            figures,
            allocator,
            case(Variant::Borrowed),
            Variant::Bumpalo,
        )));
        table.row(row);
    }
    let mut row = vec![
        String::from("**geometric mean of the first four**"),
        String::new(),
    ];
    row.extend(
        COMPARED
            .iter()
            .map(|&variant| cell(hot_mean(figures, allocator, variant, Variant::Plain))),
    );
    row.push(cell(hot_mean(
        figures,
        allocator,
        Variant::Borrowed,
        Variant::Bumpalo,
    )));
    table.row(row);
    table
}
