//! How long a request takes, by criterion. The machine's speed drifts, so all cases are measured in turn, for
//! a short while each, and that several times: what is compared is what was measured within one round.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;
use std::time::Duration;

use criterion::Criterion;
use serde::Deserialize;

use super::{Application, answer};
use crate::Result;
use crate::case::Case;

/// What criterion writes about a benchmark.
#[derive(Deserialize)]
struct Estimates {
    median: Estimate,
}

#[derive(Deserialize)]
struct Estimate {
    point_estimate: f64,
}

pub(super) fn run(
    cases: &[Case],
    rounds: usize,
    milliseconds: u64,
    directory: &Path,
) -> Result<()> {
    let application = Application::new();
    let mut in_turn = cases.to_vec();
    let mut figures: BTreeMap<Case, Vec<f64>> = BTreeMap::new();
    for round in 0..rounds {
        for &case in &in_turn {
            let name = format!("{}-{round}", case.to_string().replace('/', "-"));
            let router = application.router(case);
            criterion(directory, milliseconds).bench_function(&name, |bencher| {
                let executor = bencher.to_async(&application.runtime);
                { executor }.iter(|| answer(router, case));
            });
            let estimates = File::open(directory.join(name).join("new/estimates.json"))?;
            let estimates: Estimates = serde_json::from_reader(estimates)?;
            let nanoseconds = estimates.median.point_estimate;
            figures.entry(case).or_default().push(nanoseconds);
        }
        // None is always the one after the slowest.
        in_turn.reverse();
    }
    serde_json::to_writer(File::create(directory.join("figures.json"))?, &figures)?;
    Ok(())
}

fn criterion(directory: &Path, milliseconds: u64) -> Criterion {
    let measured = Duration::from_millis(milliseconds);
    Criterion::default()
        .output_directory(directory)
        .without_plots()
        .warm_up_time(measured / 4)
        .measurement_time(measured)
        .sample_size(20)
        // Of these come the confidence intervals, which nobody reads: the rounds are what tells.
        .nresamples(1_000)
}
