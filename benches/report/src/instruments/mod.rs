//! The instruments: each starts what it measures as processes of its own, and reads their figures.

pub mod allocations;
pub mod instructions;
pub mod load;
pub mod time;

use std::time::Instant;

use serde::Serialize;

use crate::Result;
use crate::figures::{Run, keep};
use crate::machine::{commit, date};

/// Runs an instrument, notes when and on what, and keeps its figures.
///
/// # Errors
///
/// When the instrument fails, or its figures cannot be written.
pub fn run<T: Serialize>(
    name: &str,
    quick: bool,
    instrument: impl FnOnce(bool) -> Result<T>,
) -> Result<Run<T>> {
    let start = Instant::now();
    let (commit, date) = (commit(), date());
    let figures = instrument(quick)?;
    let run = Run {
        commit,
        date,
        seconds: start.elapsed().as_secs(),
        quick,
        figures,
    };
    keep(name, &run)?;
    eprintln!("{name}: {} s", run.seconds);
    Ok(run)
}
