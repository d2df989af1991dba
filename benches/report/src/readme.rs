//! The README's figures, which are the report's: what lies between two comments there is written anew.

use std::fs;

use arena_workloads::Variant;

use crate::Result;
use crate::case::{Allocator, Case};
use crate::claims::of_allocations::beyond_ok;
use crate::figures::{All, hot_mean, ratio_to};
use crate::stats::Spread;
use crate::table::Table;
use crate::tables::of_load::{FIGURES, ratio_of};

const BEGIN: &str = "<!-- figures: written by `cargo run --release -p arena-report` -->";
const END: &str = "<!-- end of figures -->";

/// Writes the figures into the README.
///
/// # Errors
///
/// When its comments are gone.
pub fn update(figures: &All) -> Result<()> {
    let file = crate::build::repository().join("README.md");
    let readme = fs::read_to_string(&file)?;
    let (before, rest) = readme
        .split_once(BEGIN)
        .ok_or("the README has no place for figures")?;
    let (_, after) = rest
        .split_once(END)
        .ok_or("the README's figures do not end")?;
    fs::write(
        &file,
        format!("{before}{BEGIN}\n\n{}\n{END}{after}", table(figures)),
    )?;
    Ok(())
}

fn table(figures: &All) -> Table {
    let mut columns = vec!["annotated and borrowing, plain = 1"];
    columns.extend(Allocator::ALL.map(Allocator::name));
    let mut table = Table::new(columns);
    let mut row = |name: &str, figure: &dyn Fn(Allocator) -> Option<Spread>| {
        let cells = Allocator::ALL.map(|allocator| {
            figure(allocator).map_or_else(
                || String::from("—"),
                |spread| format!("{:.2}", spread.median),
            )
        });
        table.row([&[name.to_owned()][..], &cells].concat());
    };
    let leaderboard = Case::leaderboard(Variant::Borrowed, 500);
    if let Some(run) = &figures.time {
        row("time of a leaderboard of 500 rows", &|allocator| {
            ratio_to(&run.figures, allocator, leaderboard, Variant::Plain)
        });
        row("time of four hot endpoints, geometric mean", &|allocator| {
            hot_mean(&run.figures, allocator, Variant::Borrowed, Variant::Plain)
        });
    }
    if let Some(run) = &figures.instructions {
        row("their instructions", &|allocator| {
            hot_mean(&run.figures, allocator, Variant::Borrowed, Variant::Plain)
        });
        row("the same, bumpalo by hand = 1", &|allocator| {
            hot_mean(&run.figures, allocator, Variant::Borrowed, Variant::Bumpalo)
        });
    }
    if let Some(run) = &figures.load {
        for (name, figure) in FIGURES {
            row(&format!("leaderboard under load: {name}"), &|allocator| {
                ratio_of(&run.figures, allocator, leaderboard, figure)
            });
        }
    }
    if let Some(run) = &figures.allocations {
        for rows in [10, 10_000] {
            for variant in [Variant::Plain, Variant::Borrowed] {
                let case = Case::leaderboard(variant, rows);
                let name = format!(
                    "allocations at {rows} rows, router aside, {}",
                    variant.name()
                );
                let shown = beyond_ok(&run.figures, case);
                let shown = shown.map_or_else(String::new, crate::table::grouped);
                table.row([name, shown.clone(), shown.clone(), shown]);
            }
        }
    }
    table
}
