//! Servers under load, by wrk over real sockets. Plain and annotated servers take turns, a fresh process each.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use arena_workloads::{Variant, Workload};

use crate::Result;
use crate::case::{Allocator, Case};
use crate::figures::{Load, Loads};

/// Enough to saturate the server: the rate no longer rises with more.
pub const CONNECTIONS: u32 = 64;

/// One, so that the client takes as little of the processors as can be; it still outruns the servers.
pub const CLIENT_THREADS: u32 = 1;

const VARIANTS: [Variant; 4] = [
    Variant::Plain,
    Variant::Annotated,
    Variant::Borrowed,
    Variant::Bumpalo,
];

/// A kernel's tick, in which it counts processor time, in microseconds: 100 a second on Linux.
const TICK: f64 = 10_000.0;

/// The leaderboard in all ways; the other hot workloads plain and borrowing, and not in the quick form.
///
/// # Errors
///
/// When wrk or a server fails, or an answer is not a success.
pub fn measure(quick: bool) -> Result<Loads> {
    let seconds = if quick { 2 } else { 3 };
    let workloads = if quick {
        &Workload::HOT[..1]
    } else {
        &Workload::HOT[..]
    };
    let script = crate::build::work_directory().join("wrk.lua");
    fs::create_dir_all(crate::build::work_directory())?;
    fs::write(&script, include_str!("wrk.lua"))?;
    let mut figures = Loads::new();
    for &workload in workloads {
        for allocator in Allocator::ALL {
            let of_allocator = figures.entry(allocator).or_default();
            let is_compared_most = workload == Workload::Leaderboard;
            let rounds = if quick || !is_compared_most { 3 } else { 5 };
            let mut in_turn = VARIANTS.to_vec();
            if !is_compared_most {
                in_turn.retain(|variant| matches!(variant, Variant::Plain | Variant::Borrowed));
            }
            for _ in 0..rounds {
                for &variant in &in_turn {
                    let case = Case::usual(workload, variant);
                    let load = round(allocator, case, seconds, &script)?;
                    eprintln!(
                        "load, {} {case}: {:.0} requests a second, p99 {:.2} ms",
                        allocator.name(),
                        load.rate,
                        load.p99
                    );
                    of_allocator.entry(case).or_default().push(load);
                }
                in_turn.reverse();
            }
        }
    }
    Ok(figures)
}

/// A server that ends with its owner.
struct Server {
    process: Child,
    address: String,
}

impl Server {
    fn start(allocator: Allocator, variant: Variant) -> Result<Self> {
        let mut process = Command::new(allocator.binary())
            .args(["serve", variant.name()])
            .stdout(Stdio::piped())
            .spawn()?;
        let mut address = String::new();
        if let Some(stdout) = process.stdout.take() {
            BufReader::new(stdout).read_line(&mut address)?;
        }
        let address = address.trim().to_owned();
        Ok(Self { process, address })
    }

    fn cpu(&self) -> Result<f64> {
        ticks(&format!("/proc/{}/stat", self.process.id()), [14, 15])
    }

    /// A line of `/proc/PID/status`, in KB.
    fn memory(&self, line: &str) -> Result<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id()))?;
        let figure = status
            .lines()
            .find_map(|text| text.strip_prefix(line)?.strip_prefix(':'))
            .and_then(|text| text.split_whitespace().next())
            .ok_or("no such line")?;
        Ok(figure.parse()?)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Sums two fields of a `stat` file, counted from 1 as in `man 5 proc`, in microseconds.
fn ticks(file: &str, fields: [usize; 2]) -> Result<f64> {
    let stat = fs::read_to_string(file)?;
    // The second field, a name in parentheses, may hold spaces.
    let (_, after_name) = stat.rsplit_once(") ").ok_or("no stat file")?;
    let values: Vec<&str> = after_name.split_whitespace().collect();
    let mut sum = 0.0;
    for field in fields {
        sum += values[field - 3].parse::<f64>()?;
    }
    Ok(sum * TICK)
}

fn round(allocator: Allocator, case: Case, seconds: u32, script: &Path) -> Result<Load> {
    let server = Server::start(allocator, case.variant)?;
    let url = format!("http://{}{}", server.address, case.workload.path(case.size));
    wrk(&url, 1, script)?;
    // What the children that were waited for have used, which the server is not yet among.
    let client_cpu = || ticks("/proc/self/stat", [16, 17]);
    let (server_before, client_before) = (server.cpu()?, client_cpu()?);
    let [requests, duration, p50, p99, p99_9, failed] = wrk(&url, seconds, script)?;
    let (server_cpu, client_cpu) = (server.cpu()? - server_before, client_cpu()? - client_before);
    if failed > 0.0 {
        return Err(format!("{case}: {failed} requests failed").into());
    }
    Ok(Load {
        rate: requests / duration * 1e6,
        p50: p50 / 1e3,
        p99: p99 / 1e3,
        p99_9: p99_9 / 1e3,
        rss: server.memory("VmRSS")?,
        peak_rss: server.memory("VmHWM")?,
        server_cpu: server_cpu / requests,
        client_share: client_cpu / (client_cpu + server_cpu),
    })
}

fn wrk(url: &str, seconds: u32, script: &Path) -> Result<[f64; 6]> {
    let output = Command::new("wrk")
        .args(["--connections", &CONNECTIONS.to_string()])
        .args(["--threads", &CLIENT_THREADS.to_string()])
        .args(["--duration", &format!("{seconds}s"), "--latency"])
        .arg("--script")
        .arg(script)
        .arg(url)
        .output()
        .map_err(|error| format!("wrk does not start (apt-get install wrk): {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let figures = text.lines().find_map(|line| line.strip_prefix("figures: "));
    let figures = figures.ok_or_else(|| format!("wrk has no figures: {text}"))?;
    let figures: Vec<f64> = figures
        .split_whitespace()
        .map(str::parse)
        .collect::<std::result::Result<_, _>>()?;
    Ok(<[f64; 6]>::try_from(figures).map_err(|_| "wrk has other figures")?)
}
