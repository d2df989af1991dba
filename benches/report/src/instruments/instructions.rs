//! Instructions a request, by callgrind: the figure that does not depend on what else the machine does.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};

use arena_workloads::Workload;

use crate::Result;
use crate::case::{Allocator, Case};
use crate::figures::Instructions;

/// As many at once; others may build meanwhile.
const AT_ONCE: usize = 2;

/// All workloads in all variants, under all allocators.
///
/// # Errors
///
/// When callgrind is missing or fails.
pub fn measure(quick: bool) -> Result<Instructions> {
    let all = Allocator::ALL.into_iter().flat_map(|allocator| {
        let cases = Case::all_usual().into_iter();
        cases.map(move |case| (allocator, case))
    });
    measure_cases(all.collect(), quick)
}

/// These cases.
///
/// # Errors
///
/// When callgrind is missing or fails.
pub fn measure_cases(mut cases: Vec<(Allocator, Case)>, quick: bool) -> Result<Instructions> {
    let directory = crate::build::work_directory().join("callgrind");
    fs::create_dir_all(&directory)?;
    cases.reverse();
    let waiting = Mutex::new(cases);
    let figures = Mutex::new(Instructions::new());
    std::thread::scope(|scope| {
        let one_after_the_other = || -> Result<()> {
            loop {
                let next = locked(&waiting).pop();
                let Some((allocator, case)) = next else {
                    return Ok(());
                };
                let instructions = count(allocator, case, quick, &directory)?;
                eprintln!(
                    "{} {case}: {instructions:.0} instructions",
                    allocator.name()
                );
                let mut figures = locked(&figures);
                figures
                    .entry(allocator)
                    .or_default()
                    .insert(case, instructions);
            }
        };
        let workers: Vec<_> = (0..AT_ONCE)
            .map(|_| scope.spawn(one_after_the_other))
            .collect();
        workers.into_iter().try_for_each(|worker| {
            worker
                .join()
                .unwrap_or_else(|_| Err("a worker panicked".into()))
        })
    })?;
    Ok(figures.into_inner().unwrap_or_else(PoisonError::into_inner))
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// How many processes are averaged over. The order in which a hash map frees its keys differs from process to process,
/// and with it, by a percent, what glibc has to do for the next ones.
fn processes(workload: Workload) -> u32 {
    if workload == Workload::Resources {
        4
    } else {
        1
    }
}

/// How many requests each counts: enough that the hash maps' random seeds even out.
fn requests(workload: Workload, quick: bool) -> u32 {
    let requests = match workload {
        Workload::Map => 8,
        Workload::Leaderboard | Workload::Resources | Workload::Battle | Workload::Temporaries => {
            24
        }
        Workload::Read | Workload::Write | Workload::Ok => 128,
    };
    if quick { requests / 4 } else { requests }
}

fn count(allocator: Allocator, case: Case, quick: bool, directory: &Path) -> Result<f64> {
    let processes = processes(case.workload);
    let mut sum = 0.0;
    for _ in 0..processes {
        sum += count_once(allocator, case, quick, directory)?;
    }
    Ok(sum / f64::from(processes))
}

fn count_once(allocator: Allocator, case: Case, quick: bool, directory: &Path) -> Result<f64> {
    let requests = requests(case.workload, quick);
    let name = case.to_string().replace('/', "-");
    let out = directory.join(format!("{}-{name}", allocator.name()));
    let output = Command::new("valgrind")
        .arg("--tool=callgrind")
        .arg("--toggle-collect=*counted_request*")
        .arg(format!("--callgrind-out-file={}", out.display()))
        .arg(allocator.binary())
        .args(["requests", &case.to_string(), "--warm-up"])
        .args([
            &requests.max(12).to_string(),
            "--count",
            &requests.to_string(),
        ])
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("valgrind does not start: {error}"))?;
    if !output.status.success() {
        let message = String::from_utf8_lossy(&output.stderr);
        return Err(format!("{case} under callgrind: {message}").into());
    }
    let written = fs::read_to_string(&out)?;
    let totals = written
        .lines()
        .find_map(|line| line.strip_prefix("totals: "));
    let total: f64 = totals
        .ok_or("callgrind has counted nothing")?
        .trim()
        .parse()?;
    if total == 0.0 {
        return Err("callgrind has counted nothing: is the function's name still there?".into());
    }
    Ok(total / f64::from(requests))
}
