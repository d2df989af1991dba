//! Time a request, by criterion, under each allocator in turn.

use std::fs::{self, File};
use std::process::{Command, Stdio};

use crate::Result;
use crate::case::{Allocator, Case};
use crate::figures::Time;

/// All workloads in all variants, and the leaderboard as it grows.
///
/// # Errors
///
/// When what is measured fails.
pub fn measure(quick: bool) -> Result<Time> {
    let (rounds, milliseconds) = if quick { (3, 60) } else { (5, 200) };
    let mut cases = Case::all_usual();
    cases.extend(Case::growth());
    let mut figures = Time::new();
    for allocator in Allocator::ALL {
        eprintln!(
            "time, {}: {} cases, {rounds} rounds of {milliseconds} ms each",
            allocator.name(),
            cases.len()
        );
        let directory = crate::build::work_directory().join("criterion");
        // Criterion would compare to what lies there.
        if directory.exists() {
            fs::remove_dir_all(&directory)?;
        }
        fs::create_dir_all(&directory)?;
        let status = Command::new(allocator.binary())
            .arg("time")
            .args(cases.iter().map(Case::to_string))
            .args(["--rounds", &rounds.to_string()])
            .args(["--milliseconds", &milliseconds.to_string()])
            .arg("--directory")
            .arg(&directory)
            .stdout(Stdio::null()) // What criterion says of each.
            .stderr(Stdio::null())
            .status()?;
        if !status.success() {
            return Err(format!("timing fails under {}", allocator.name()).into());
        }
        let written = File::open(directory.join("figures.json"))?;
        figures.insert(allocator, serde_json::from_reader(written)?);
    }
    Ok(figures)
}
