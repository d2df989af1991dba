//! The report: claims first, then the machine, then each instrument's tables and plots, then how to read them.

use std::fmt::Write;
use std::fs;

use crate::Result;
use crate::case::Allocator;
use crate::claims;
use crate::figures::{All, AllAllocations, Instructions, Loads, Run, Time};
use crate::instruments::load::{CLIENT_THREADS, CONNECTIONS};
use crate::machine;
use crate::plots;
use crate::table::Table;
use crate::tables::{of_allocations, of_growth, of_load, of_ratios};

/// Writes `benches/report.md` and the plots beside it.
///
/// # Errors
///
/// When a file cannot be written.
pub fn write(figures: &All) -> Result<()> {
    let benches = crate::build::repository().join("benches");
    plots::write(figures, &benches.join("plots"))?;
    fs::write(benches.join("report.md"), text(figures)?)?;
    Ok(())
}

fn text(figures: &All) -> Result<String> {
    let mut text = String::from(include_str!("report/head.md"));
    writeln!(
        text,
        "\n{}",
        claims::table(&claims::all(figures), &Allocator::ALL)
    )?;
    writeln!(
        text,
        "## Machine\n\n{}\n{}",
        machine::table(),
        runs(figures)
    )?;
    if let Some(run) = &figures.time {
        of_time(&mut text, &run.figures)?;
    }
    if let Some(run) = &figures.instructions {
        of_instructions(&mut text, &run.figures)?;
    }
    if let Some(run) = &figures.allocations {
        of_allocations(&mut text, &run.figures)?;
    }
    if let Some(run) = &figures.load {
        of_load(&mut text, &run.figures)?;
    }
    text.push_str(include_str!("report/foot.md"));
    Ok(text)
}

/// When each instrument was run, and on what.
fn runs(figures: &All) -> Table {
    let mut table = Table::new(["instrument", "commit", "date", "took", "form"]);
    add_run(&mut table, "time", figures.time.as_ref());
    add_run(&mut table, "instructions", figures.instructions.as_ref());
    add_run(&mut table, "allocations", figures.allocations.as_ref());
    add_run(&mut table, "load", figures.load.as_ref());
    table
}

fn add_run<T>(table: &mut Table, name: &str, run: Option<&Run<T>>) {
    let Some(run) = run else { return };
    let form = if run.quick {
        "quick: not to be quoted"
    } else {
        "full"
    };
    let took = format!("{} s", run.seconds);
    table.row([name, &run.commit, &run.date, &took, form]);
}

/// Time, as ratios to plain.
///
/// # Errors
///
/// Never: text takes all there is.
pub fn of_time(text: &mut String, time: &Time) -> Result<()> {
    text.push_str(include_str!("report/time.md"));
    for allocator in Allocator::ALL {
        let table = of_ratios::of_ratios(time, allocator, ("µs", 1e3));
        writeln!(text, "\n### Time, {}\n\n{table}", allocator.name())?;
    }
    text.push_str(include_str!("report/growth.md"));
    for allocator in Allocator::ALL {
        let table = of_growth::of_growth(time, allocator);
        writeln!(
            text,
            "\n### The leaderboard by rows, {}\n\n{table}",
            allocator.name()
        )?;
        let from = of_growth::COMPARED.map(|variant| {
            let from = of_growth::pays_from(time, allocator, variant);
            let from = from.map_or_else(|| String::from("never"), |rows| rows.to_string());
            format!("{}: {from}", variant.name())
        });
        writeln!(
            text,
            "Faster than plain in every round, from this many rows on: {}.",
            from.join(", ")
        )?;
    }
    Ok(())
}

/// Instructions, as ratios to plain.
///
/// # Errors
///
/// Never: text takes all there is.
pub fn of_instructions(text: &mut String, instructions: &Instructions) -> Result<()> {
    text.push_str(include_str!("report/instructions.md"));
    for allocator in Allocator::ALL {
        let table = of_ratios::of_ratios(instructions, allocator, ("instructions", 1.0));
        writeln!(text, "\n### Instructions, {}\n\n{table}", allocator.name())?;
    }
    Ok(())
}

/// What requests take from the heap.
///
/// # Errors
///
/// Never: text takes all there is.
pub fn of_allocations(text: &mut String, allocations: &AllAllocations) -> Result<()> {
    text.push_str(include_str!("report/allocations.md"));
    writeln!(text, "\n{}", of_allocations::of_allocations(allocations))?;
    Ok(())
}

/// Servers under load.
///
/// # Errors
///
/// Never: text takes all there is.
pub fn of_load(text: &mut String, loads: &Loads) -> Result<()> {
    text.push_str(include_str!("report/load.md"));
    writeln!(
        text,
        "\nHere: {CONNECTIONS} connections, {CLIENT_THREADS} client thread."
    )?;
    for allocator in Allocator::ALL {
        let (servers, ratios) = (
            of_load::of_servers(loads, allocator),
            of_load::of_ratios(loads, allocator),
        );
        writeln!(
            text,
            "\n### Load, {}\n\n{servers}\n{ratios}",
            allocator.name()
        )?;
    }
    Ok(())
}
