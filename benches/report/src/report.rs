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

#[cfg(test)]
mod tests {
    use arena_workloads::Workload;

    use super::*;
    use crate::case::Case;
    use crate::figures::{Allocations, Figures, Load};

    fn run<T>(figures: T) -> Run<T> {
        Run {
            commit: String::from("0123456789"),
            date: String::from("today"),
            seconds: 1,
            quick: true,
            figures,
        }
    }

    fn of_all<T: Clone>(figure: &T) -> Figures<T> {
        let cases = [Case::all_usual(), Case::growth()].concat();
        let of_each = cases.into_iter().map(|case| (case, figure.clone()));
        Allocator::ALL
            .map(|allocator| (allocator, of_each.clone().collect()))
            .into()
    }

    #[test]
    fn whatever_was_measured_is_reported() {
        let nothing = text(&All::default()).unwrap();
        assert!(nothing.contains("not measured"));
        let load = Load {
            rate: 1e3,
            p50: 1.0,
            p99: 2.0,
            p99_9: 3.0,
            rss: 1e4,
            peak_rss: 1e4,
            server_cpu: 100.0,
            client_share: 0.1,
        };
        let all = All {
            instructions: Some(run(of_all(&1e6))),
            time: Some(run(of_all(&vec![1e3, 2e3]))),
            allocations: Some(run(
                of_all(&Allocations::default())[&Allocator::System].clone()
            )),
            load: Some(run(of_all(&vec![load]))),
        };
        let report = text(&all).unwrap();
        for workload in Workload::ALL {
            assert!(
                report.contains(&format!("\n| {} of ", workload.name())),
                "{workload:?}"
            );
        }
        assert!(report.contains("**missed**"), "none of it is faster");
        let directory = std::env::temp_dir().join(format!("arena-report-{}", std::process::id()));
        plots::write(&all, &directory).unwrap();
        for plot in ["allocations", "growth", "instructions", "load", "time"] {
            let file = directory.join(plot).with_extension("svg");
            assert!(report.contains(&format!("](plots/{plot}.svg)")), "{plot}");
            assert!(
                fs::read_to_string(file).unwrap().ends_with("</svg>\n"),
                "{plot}"
            );
        }
        fs::remove_dir_all(directory).unwrap();
    }
}
