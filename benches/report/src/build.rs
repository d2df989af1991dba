//! Builds the binaries of what is measured, and knows where they and their files lie.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Result;

/// The folder of the repository.
#[must_use]
pub fn repository() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// Where cargo put this very binary; it puts the others there too.
fn directory() -> PathBuf {
    let this = std::env::current_exe().unwrap_or_default();
    this.parent().map(Path::to_owned).unwrap_or_default()
}

pub(crate) fn binary(name: &str) -> PathBuf {
    directory().join(name)
}

/// Where figures are kept between runs, out of version control.
#[must_use]
pub fn work_directory() -> PathBuf {
    directory().join("../arena-report")
}

/// Builds what is measured: under the system's allocator, or under all.
///
/// # Errors
///
/// When it does not compile.
pub fn build(all_allocators: bool) -> Result<()> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(repository()).args([
        "build",
        "--release",
        "--package",
        "arena-report",
        "--bins",
    ]);
    if all_allocators {
        cargo.args(["--features", "allocators"]);
    }
    // Where cargo put this binary is where the others are looked for.
    let target = directory();
    cargo.env("CARGO_TARGET_DIR", target.parent().unwrap_or(&target));
    if cargo.status()?.success() {
        Ok(())
    } else {
        Err("what is to be measured does not compile".into())
    }
}
