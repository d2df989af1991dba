//! What was measured, and the file each instrument keeps it in until the report is written.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::PathBuf;

use arena_workloads::{Variant, Workload};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::Result;
use crate::case::{Allocator, Case};
use crate::stats::{Spread, geometric_means, ratios};

/// Figures of each case under each allocator.
pub type Figures<T> = BTreeMap<Allocator, BTreeMap<Case, T>>;

/// One instrument's figures, and when they were taken.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Run<T> {
    /// The commit measured; with `+` when there were changes on top.
    pub commit: String,
    /// When.
    pub date: String,
    /// How many seconds it took.
    pub seconds: u64,
    /// Whether it was the short form.
    pub quick: bool,
    /// What came out.
    pub figures: T,
}

/// Instructions a request.
pub type Instructions = Figures<f64>;
/// Nanoseconds a request, one figure a round.
pub type Time = Figures<Vec<f64>>;
/// Servers under load, one figure a round.
pub type Loads = Figures<Vec<Load>>;
/// What requests take from the heap, whichever it is.
pub type AllAllocations = BTreeMap<Case, Allocations>;

/// What a request takes from the heap.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub struct Allocations {
    /// How often, on the average.
    pub allocations: f64,
    /// How many bytes, on the average.
    pub bytes: f64,
    /// How many at once, at most.
    pub peak: f64,
}

/// A server under load.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Load {
    /// Requests a second.
    pub rate: f64,
    /// Milliseconds that half of the answers took at most.
    pub p50: f64,
    /// That 99 % took at most.
    pub p99: f64,
    /// That 99.9 % took at most.
    pub p99_9: f64,
    /// The server's memory at the end, in KB.
    pub rss: f64,
    /// The most it ever was, in KB.
    pub peak_rss: f64,
    /// The server's processor time a request, in microseconds.
    pub server_cpu: f64,
    /// How much of the two processes' processor time was the client's.
    pub client_share: f64,
}

/// The figures of all instruments, as far as they were run.
#[derive(Clone, Debug, Default)]
pub struct All {
    /// By callgrind.
    pub instructions: Option<Run<Instructions>>,
    /// By criterion.
    pub time: Option<Run<Time>>,
    /// By an allocator that counts.
    pub allocations: Option<Run<AllAllocations>>,
    /// By wrk.
    pub load: Option<Run<Loads>>,
}

impl All {
    /// What is kept.
    ///
    /// # Errors
    ///
    /// When a file is not what this version writes.
    pub fn kept() -> Result<Self> {
        Ok(Self {
            instructions: kept("instructions")?,
            time: kept("time")?,
            allocations: kept("allocations")?,
            load: kept("load")?,
        })
    }
}

fn file(instrument: &str) -> PathBuf {
    crate::build::work_directory().join(format!("{instrument}.json"))
}

/// Keeps an instrument's figures.
///
/// # Errors
///
/// When the file cannot be written.
pub fn keep<T: Serialize>(instrument: &str, run: &Run<T>) -> Result<()> {
    fs::create_dir_all(crate::build::work_directory())?;
    serde_json::to_writer_pretty(File::create(file(instrument))?, run)?;
    Ok(())
}

fn kept<T: DeserializeOwned>(instrument: &str) -> Result<Option<Run<T>>> {
    let file = file(instrument);
    if !file.exists() {
        return Ok(None);
    }
    Ok(Some(serde_json::from_reader(File::open(file)?)?))
}

/// Samples of one case, round by round.
pub trait Samples {
    /// As many as there were rounds.
    fn samples(&self) -> Vec<f64>;
}

impl Samples for f64 {
    fn samples(&self) -> Vec<f64> {
        vec![*self]
    }
}

impl Samples for Vec<f64> {
    fn samples(&self) -> Vec<f64> {
        self.clone()
    }
}

/// The ratios of a case to the same in another variant, round by round.
#[must_use]
pub fn ratios_to<T: Samples>(
    figures: &Figures<T>,
    allocator: Allocator,
    case: Case,
    to: Variant,
) -> Option<Vec<f64>> {
    let of_allocator = figures.get(&allocator)?;
    let samples = of_allocator.get(&case)?.samples();
    Some(ratios(
        &samples,
        &of_allocator.get(&case.written(to))?.samples(),
    ))
}

/// The same, as their middle and how far they reach.
#[must_use]
pub fn ratio_to<T: Samples>(
    figures: &Figures<T>,
    allocator: Allocator,
    case: Case,
    to: Variant,
) -> Option<Spread> {
    Spread::of(&ratios_to(figures, allocator, case, to)?)
}

/// The geometric mean, over the hot workloads, of a variant's ratios to another.
#[must_use]
pub fn hot_mean<T: Samples>(
    figures: &Figures<T>,
    allocator: Allocator,
    variant: Variant,
    to: Variant,
) -> Option<Spread> {
    let of_each = Workload::HOT
        .map(|workload| ratios_to(figures, allocator, Case::usual(workload, variant), to));
    let of_each: Vec<Vec<f64>> = of_each.into_iter().collect::<Option<_>>()?;
    Spread::of(&geometric_means(&of_each))
}
