//! `cargo run --release -p arena-report` runs all instruments and writes `benches/report.md`, its plots and the
//! README's figures; see `--help` for parts of it.

use std::process::ExitCode;

use arena_report::figures::All;
use arena_report::instruments::{allocations, instructions, load, run, time};
use arena_report::{Result, build, check, readme, report};
use clap::{Parser, Subcommand};

/// Measures the workloads under three allocators and writes benches/report.md.
#[derive(Parser)]
struct Options {
    /// A few minutes instead of half an hour; the figures are rough.
    #[arg(long, global = true)]
    quick: bool,
    #[command(subcommand)]
    part: Option<Part>,
}

#[derive(Subcommand)]
enum Part {
    /// Time a request, and how it grows with the answer.
    Time,
    /// Instructions a request, by callgrind.
    Instructions,
    /// Allocations a request.
    Allocations,
    /// Servers under load, by wrk.
    Load,
    /// Writes the report out of what was measured last.
    Render,
    /// Compares instructions to benches/instructions.tsv, as CI does.
    Check {
        /// Writes them there first.
        #[arg(long)]
        update: bool,
    },
}

fn main() -> ExitCode {
    match done(&Options::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn done(options: &Options) -> Result<()> {
    let quick = options.quick;
    if !matches!(options.part, Some(Part::Render)) {
        build::build(!matches!(options.part, Some(Part::Check { .. })))?;
    }
    let mut text = String::new();
    match options.part {
        None => {
            run("load", quick, load::measure)?;
            run("time", quick, time::measure)?;
            run("allocations", quick, allocations::measure)?;
            run("instructions", quick, instructions::measure)?;
            render()?;
        }
        Some(Part::Render) => render()?,
        Some(Part::Check { update }) => check::check(update)?,
        Some(Part::Time) => {
            report::of_time(&mut text, &run("time", quick, time::measure)?.figures)?;
        }
        Some(Part::Instructions) => {
            let run = run("instructions", quick, instructions::measure)?;
            report::of_instructions(&mut text, &run.figures)?;
        }
        Some(Part::Allocations) => {
            let run = run("allocations", quick, allocations::measure)?;
            report::of_allocations(&mut text, &run.figures)?;
        }
        Some(Part::Load) => {
            report::of_load(&mut text, &run("load", quick, load::measure)?.figures)?;
        }
    }
    print!("{text}");
    Ok(())
}

fn render() -> Result<()> {
    let figures = All::kept()?;
    report::write(&figures)?;
    readme::update(&figures)?;
    println!("written: benches/report.md, benches/plots and the figures of README.md");
    Ok(())
}
