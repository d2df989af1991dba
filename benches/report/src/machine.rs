//! The machine and the versions that figures were taken with.

use std::fs;
use std::process::Command;

use crate::table::Table;

/// What a program prints, or nothing.
fn printed(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(crate::build::repository())
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    (output.status.success() && !text.is_empty()).then_some(text)
}

fn first_line(program: &str, arguments: &[&str]) -> String {
    let text = printed(program, arguments).unwrap_or_default();
    text.lines().next().unwrap_or("unknown").to_owned()
}

/// The commit, with `+` when there are changes on top.
#[must_use]
pub fn commit() -> String {
    let commit = first_line("git", &["rev-parse", "--short=10", "HEAD"]);
    // The report's own files change whenever it is written.
    let paths = [
        "status",
        "--porcelain",
        "--",
        "arena-macros",
        "arena-runtime",
        "benches/workloads",
        "Cargo.lock",
    ];
    let changed = printed("git", &paths).is_some();
    format!("{commit}{}", if changed { "+" } else { "" })
}

/// Now, to the minute.
#[must_use]
pub fn date() -> String {
    first_line("date", &["--utc", "+%Y-%m-%d %H:%M UTC"])
}

/// The processor's name and model.
#[must_use]
pub fn processor() -> String {
    let cpuinfo = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let field = |name: &str| {
        let line = cpuinfo.lines().find(|line| {
            let key = line.split(':').next().unwrap_or_default();
            key.trim() == name
        })?;
        Some(line.split_once(':')?.1.trim().to_owned())
    };
    let [name, family, model] =
        ["model name", "cpu family", "model"].map(|key| field(key).unwrap_or_default());
    format!("{name}, family {family}, model {model}")
}

/// The C library's version.
#[must_use]
pub fn libc() -> String {
    let line = first_line("ldd", &["--version"]);
    line.rsplit(' ').next().unwrap_or_default().to_owned()
}

/// The compiler's version.
#[must_use]
pub fn rustc() -> String {
    first_line("rustc", &["--version"])
}

/// Valgrind's version.
#[must_use]
pub fn valgrind() -> String {
    first_line("valgrind", &["--version"])
}

/// A package's version in the lock file.
fn locked(package: &str) -> String {
    let lock =
        fs::read_to_string(crate::build::repository().join("Cargo.lock")).unwrap_or_default();
    let heading = format!("name = \"{package}\"\nversion = \"");
    let version = lock
        .split_once(&heading)
        .and_then(|(_, rest)| rest.split('"').next());
    version.unwrap_or("unknown").to_owned()
}

/// All that matters to the figures.
#[must_use]
pub fn table() -> Table {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let mut table = Table::new(["", ""]);
    let mut row = |name: &str, value: String| table.row([name.to_owned(), value]);
    row("processor", processor());
    row("cores", cores.to_string());
    row("kernel", first_line("uname", &["-sr"]));
    row("compiler", rustc());
    row("system allocator", format!("glibc {}", libc()));
    row(
        "mimalloc",
        format!("libmimalloc-sys {}", locked("libmimalloc-sys")),
    );
    row(
        "jemalloc",
        format!("tikv-jemalloc-sys {}", locked("tikv-jemalloc-sys")),
    );
    row(
        "bumpalo, axum, hyper",
        ["bumpalo", "axum", "hyper"].map(locked).join(", "),
    );
    row("callgrind", valgrind());
    row("criterion", locked("criterion"));
    row("wrk", wrk());
    table
}

fn wrk() -> String {
    // It prints its version where it complains.
    let output = Command::new("wrk").arg("--version").output();
    let text = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    let text = text.unwrap_or_default();
    text.split_whitespace()
        .nth(1)
        .unwrap_or("unknown")
        .to_owned()
}
