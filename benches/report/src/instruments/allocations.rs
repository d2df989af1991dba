//! Allocations a request, by an allocator that counts.

use std::process::{Command, Stdio};

use arena_workloads::Variant;

use crate::Result;
use crate::case::Case;
use crate::figures::AllAllocations;

/// All workloads in all variants, and the leaderboard at sizes far apart.
///
/// # Errors
///
/// When what is measured fails.
pub fn measure(quick: bool) -> Result<AllAllocations> {
    let mut cases = Case::all_usual();
    for size in [10, 10_000] {
        cases.extend(Variant::OF_HOT.map(|variant| Case::leaderboard(variant, size)));
    }
    let output = Command::new(crate::build::binary("arena-report-counting"))
        .arg("allocations")
        .args(cases.iter().map(Case::to_string))
        .args(["--requests", if quick { "10" } else { "50" }])
        .stderr(Stdio::inherit())
        .output()?;
    if !output.status.success() {
        return Err("counting allocations fails".into());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}
