//! A client that loads the leaderboard example and looks for wrong answers and for memory that is lost.
//!
//! `.ci/load` builds and starts both; by hand, in two terminals:
//!
//! ```text
//! cargo run --release --example leaderboard -- --panic-one-in 100
//! cargo run --release --example load -- --addr 127.0.0.1:3000 --server-pid $(pgrep -x leaderboard)
//! ```
//!
//! It asks the plain endpoint once for each of a fixed set of paths. Then many connections at once ask the
//! annotated endpoint for the same paths, and each whole answer has to be the plain one's, byte for byte.
//! Some requests are hung up on in the middle of the answer; some make the handler panic, which a client
//! sees as a connection closed without a byte. The last line says how it went, and the exit code is 1 if
//! an answer was wrong or the server's memory has grown.

#![forbid(unsafe_code)]
#![deny(warnings, clippy::all, clippy::pedantic)]

use std::io::ErrorKind;
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use clap::Parser;
use serde::Serialize;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until, timeout};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// Loads the leaderboard example and checks its answers and its memory.
#[derive(Parser)]
struct Options {
    /// Where the leaderboard example listens.
    #[arg(long)]
    addr: SocketAddr,
    /// How many connections ask at once.
    #[arg(long, default_value_t = 256)]
    connections: u64,
    /// For how long requests are counted, after the warm-up.
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// For how long requests are checked but not counted.
    #[arg(long, default_value_t = 10)]
    warm_up: u64,
    /// How many percent of the requests are hung up on in the middle of the answer.
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u64).range(..=100))]
    hang_ups: u64,
    /// The server's `--panic-one-in`; 0 if it was started without.
    #[arg(long, default_value_t = 100)]
    panic_one_in: u64,
    /// Watch the memory of this process. Linux only.
    #[arg(long)]
    server_pid: Option<u32>,
}

const REGIONS: [&str; 5] = ["north", "south", "east", "west", "isles"];
/// What each region is asked for.
const QUERIES: [&str; 6] = [
    "",
    "?limit=0",
    "?limit=1",
    "?limit=10",
    "?limit=50",
    "?limit=250",
];
/// A few large answers, so that contexts of all sizes are in use, and some refusals. Refused calls end
/// before they can panic, so slightly fewer requests panic than the server was told to.
const OTHERS: [&str; 7] = [
    "north?limit=500",
    "isles?limit=500",
    "south?limit=2000",
    "west?limit=2000",
    "nowhere",
    "east?limit=2001",
    "east?limit=many",
];

/// A request and the answer it has to get.
struct Exchange {
    path: String,
    request: Vec<u8>,
    status: u16,
    body: Vec<u8>,
}

/// What the connections share.
struct Plan {
    addr: SocketAddr,
    exchanges: Vec<Exchange>,
    hang_ups: u64,
    counted_from: Instant,
    until: Instant,
}

/// What a connection has seen.
#[derive(Default)]
struct Tally {
    latencies: Vec<u32>,
    hang_ups: u64,
    panicked: u64,
    /// What was wrong, also during the warm-up.
    wrong: Vec<String>,
}

#[derive(Serialize)]
struct Summary {
    requests: u64,
    requests_per_second: u64,
    p50_us: u32,
    p99_us: u32,
    p999_us: u32,
    hang_ups: u64,
    panicked: u64,
    wrong: usize,
    memory: Option<Memory>,
}

/// The server's resident memory.
#[derive(Serialize)]
#[expect(
    clippy::struct_field_names,
    reason = "they go into the summary by these names"
)]
struct Memory {
    warm_kib: u64,
    max_kib: u64,
    end_kib: u64,
}

#[tokio::main]
async fn main() -> Result<ExitCode> {
    let options = Options::parse();
    let exchanges = fetch_expected(options.addr).await?;
    let counted_from = Instant::now() + Duration::from_secs(options.warm_up);
    let plan = Arc::new(Plan {
        addr: options.addr,
        exchanges,
        hang_ups: options.hang_ups,
        counted_from,
        until: counted_from + Duration::from_secs(options.seconds),
    });

    let mut connections = JoinSet::new();
    for seed in 0..options.connections {
        connections.spawn(drive(Arc::clone(&plan), seed));
    }
    let mut memory = match options.server_pid {
        Some(pid) => Some(watch_memory(pid, &plan).await?),
        None => None,
    };
    let mut total = Tally::default();
    while let Some(tally) = connections.join_next().await {
        let tally = tally?;
        total.latencies.extend(tally.latencies);
        total.hang_ups += tally.hang_ups;
        total.panicked += tally.panicked;
        total.wrong.extend(tally.wrong);
    }
    if let (Some(memory), Some(pid)) = (&mut memory, options.server_pid) {
        memory.end_kib = resident_kib(pid)?;
        memory.max_kib = memory.max_kib.max(memory.end_kib);
    }

    for wrong in total.wrong.iter().take(10) {
        eprintln!("wrong: {wrong}");
    }
    let summary = Summary::new(total, memory, &options);
    println!("{}", serde_json::to_string(&summary)?);
    let failures = summary.failures(&options);
    for failure in &failures {
        eprintln!("failed: {failure}");
    }
    Ok(ExitCode::from(u8::from(!failures.is_empty())))
}

/// Asks the plain endpoint what the annotated one has to answer.
async fn fetch_expected(addr: SocketAddr) -> Result<Vec<Exchange>> {
    let regions = REGIONS
        .iter()
        .flat_map(|region| QUERIES.map(|query| format!("{region}{query}")));
    let mut stream = TcpStream::connect(addr).await?;
    let mut buffer = Vec::new();
    let mut exchanges = Vec::new();
    for tail in regions.chain(OTHERS.map(String::from)) {
        let request = |path: &str| format!("GET {path} HTTP/1.1\r\nhost: {addr}\r\n\r\n");
        let plain = format!("/plain/leaderboard/{tail}");
        let path = format!("/arena/leaderboard/{tail}");
        stream.write_all(request(&plain).as_bytes()).await?;
        let answer = read_answer(&mut stream, &mut buffer).await?;
        let (status, body) = answer.ok_or_else(|| format!("{plain}: no answer"))?;
        if status >= 500 {
            return Err(format!("{plain}: status {status}").into());
        }
        exchanges.push(Exchange {
            request: request(&path).into_bytes(),
            path,
            status,
            body: body.to_vec(),
        });
    }
    Ok(exchanges)
}

/// One connection's requests, one after the other, with a new socket whenever the old one is gone.
async fn drive(plan: Arc<Plan>, seed: u64) -> Tally {
    const PATIENCE: Duration = Duration::from_secs(30);
    const LARGE_FIRST: usize = 3;

    let mut tally = Tally::default();
    let mut dice = Dice(seed);
    let mut buffer = Vec::new();
    let mut open = None;
    // All at once and the largest first: memory is then what this load needs at the most before it is
    // watched, and not only once each context has happened to meet a large request.
    let mut large_ones = plan
        .exchanges
        .iter()
        .max_by_key(|e| e.body.len())
        .into_iter()
        .cycle()
        .take(LARGE_FIRST);
    while Instant::now() < plan.until {
        let exchange = match large_ones.next() {
            Some(large) => large,
            None => &plan.exchanges[dice.below(plan.exchanges.len())],
        };
        let hangs_up = (dice.below(100) as u64) < plan.hang_ups;
        // There is a head before the body, so these are never all bytes of the answer.
        let part = hangs_up.then(|| 1 + dice.below(exchange.body.len()));
        let mut stream = match open.take() {
            Some(stream) => stream,
            None => match TcpStream::connect(plan.addr).await {
                Ok(stream) => stream,
                Err(error) => {
                    tally.wrong.push(format!("cannot connect: {error}"));
                    break;
                }
            },
        };

        let started = Instant::now();
        let counted = u64::from(started >= plan.counted_from);
        match timeout(PATIENCE, exchange.perform(&mut stream, part, &mut buffer)).await {
            Ok(Ok(Ending::Answered)) => {
                if counted == 1 {
                    let latency = started.elapsed().as_micros();
                    tally
                        .latencies
                        .push(u32::try_from(latency).unwrap_or(u32::MAX));
                }
                open = Some(stream);
            }
            Ok(Ok(Ending::HungUp)) => tally.hang_ups += counted,
            Ok(Ok(Ending::Panicked)) => tally.panicked += counted,
            Ok(Err(error)) => tally.wrong.push(format!("{}: {error}", exchange.path)),
            Err(late) => tally.wrong.push(format!("{}: {late}", exchange.path)),
        }
    }
    tally
}

enum Ending {
    Answered,
    HungUp,
    Panicked,
}

impl Exchange {
    /// Sends the request and checks the answer, or reads only a part of it.
    async fn perform(
        &self,
        stream: &mut TcpStream,
        part: Option<usize>,
        buffer: &mut Vec<u8>,
    ) -> Result<Ending> {
        stream.write_all(&self.request).await?;
        if let Some(part) = part {
            buffer.clear();
            while buffer.len() < part {
                if !read_more(stream, buffer).await? {
                    return match buffer.len() {
                        0 => Ok(Ending::Panicked),
                        read => Err(format!("cut short by the server after {read} bytes").into()),
                    };
                }
            }
            return Ok(Ending::HungUp);
        }

        let Some((status, body)) = read_answer(stream, buffer).await? else {
            return Ok(Ending::Panicked);
        };
        if status != self.status {
            return Err(format!("status {status} instead of {}", self.status).into());
        }
        if body != self.body {
            let same = body.iter().zip(&self.body).take_while(|(a, b)| a == b);
            let (same, length, expected) = (same.count(), body.len(), self.body.len());
            return Err(format!("{length} bytes, not {expected}; differ at {same}").into());
        }
        Ok(Ending::Answered)
    }
}

/// Reads a response: its status and its body, or `None` if the server closes before the first byte.
async fn read_answer<'b>(
    stream: &mut TcpStream,
    buffer: &'b mut Vec<u8>,
) -> Result<Option<(u16, &'b [u8])>> {
    const HEAD_END: &[u8] = b"\r\n\r\n";

    buffer.clear();
    let body = loop {
        if let Some(at) = buffer.windows(HEAD_END.len()).position(|w| w == HEAD_END) {
            break at + HEAD_END.len();
        }
        if !read_more(stream, buffer).await? {
            return match buffer.len() {
                0 => Ok(None),
                _ => Err("cut short by the server, in the head".into()),
            };
        }
    };
    let (status, length) = parse_head(str::from_utf8(&buffer[..body])?)?;
    while buffer.len() < body + length {
        if !read_more(stream, buffer).await? {
            let read = buffer.len() - body;
            return Err(format!("cut short by the server after {read} of {length} bytes").into());
        }
    }
    match buffer.len() - body - length {
        0 => Ok(Some((status, &buffer[body..]))),
        more => Err(format!("{more} bytes after the answer").into()),
    }
}

/// Whether there was something to read before the end.
async fn read_more(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Result<bool> {
    buffer.reserve(16 * 1024);
    match stream.read_buf(buffer).await {
        Ok(read) => Ok(read > 0),
        Err(error) if error.kind() == ErrorKind::ConnectionReset => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// The status and the length of the body, which the leaderboard always declares.
fn parse_head(head: &str) -> Result<(u16, usize)> {
    let mut lines = head.lines();
    let status = lines
        .next()
        .and_then(|line| line.strip_prefix("HTTP/1.1 "))
        .and_then(|rest| rest.split(' ').next())
        .ok_or_else(|| format!("no status in {head:?}"))?;
    let length = lines
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        .ok_or_else(|| format!("no content-length in {head:?}"))?
        .1;
    Ok((status.parse()?, length.trim().parse()?))
}

/// Watches until the plan ends; what it is then is provisional, as the last answers are still to come.
async fn watch_memory(pid: u32, plan: &Plan) -> Result<Memory> {
    sleep_until(plan.counted_from).await;
    let warm_kib = resident_kib(pid)?;
    let (mut max_kib, mut end_kib) = (warm_kib, warm_kib);
    while Instant::now() < plan.until {
        sleep_until(plan.until.min(Instant::now() + Duration::from_secs(1))).await;
        end_kib = resident_kib(pid)?;
        max_kib = max_kib.max(end_kib);
    }
    Ok(Memory {
        warm_kib,
        max_kib,
        end_kib,
    })
}

/// The resident memory, from where the kernel tells it in kB: `statm` has pages, of a size to be found out.
fn resident_kib(pid: u32) -> Result<u64> {
    let path = format!("/proc/{pid}/status");
    let status = std::fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
    let resident = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:")?.strip_suffix("kB"))
        .ok_or_else(|| format!("{path}: no VmRSS, the server has ended"))?;
    Ok(resident.trim().parse()?)
}

impl Summary {
    fn new(mut total: Tally, memory: Option<Memory>, options: &Options) -> Self {
        total.latencies.sort_unstable();
        let slowest_of = |per_mille: usize| {
            let at = total.latencies.len() * per_mille / 1000;
            total.latencies.get(at).copied().unwrap_or(0)
        };
        let requests = total.latencies.len() as u64 + total.hang_ups + total.panicked;
        Self {
            requests,
            requests_per_second: requests / options.seconds.max(1),
            p50_us: slowest_of(500),
            p99_us: slowest_of(990),
            p999_us: slowest_of(999),
            hang_ups: total.hang_ups,
            panicked: total.panicked,
            wrong: total.wrong.len(),
            memory,
        }
    }

    fn failures(&self, options: &Options) -> Vec<String> {
        let mut failures = Vec::new();
        if self.wrong > 0 {
            failures.push(format!("{} wrong answers", self.wrong));
        }
        if self.requests == 0 {
            failures.push(String::from("no request was answered"));
        }
        if options.hang_ups > 0 && self.hang_ups == 0 {
            failures.push(String::from("no request was hung up on"));
        }
        // A quarter more or less, for the refusals and for chance.
        let asked_for = match options.panic_one_in {
            0 => 0..=0,
            one_in => self.requests * 3 / 4 / one_in..=self.requests * 5 / 4 / one_in + 1,
        };
        if !asked_for.contains(&self.panicked) || (options.panic_one_in > 0 && self.panicked == 0) {
            let panicked = self.panicked;
            failures.push(format!(
                "{panicked} panicked, which is not in {asked_for:?}"
            ));
        }
        if let Some(memory) = &self.memory {
            let most = memory.warm_kib + memory.warm_kib / 10 + 8 * 1024;
            if memory.end_kib > most {
                failures.push(format!("more than {most} KiB of memory at the end"));
            }
        }
        failures
    }
}

/// Numbers that are scattered and the same in every run: a `SplitMix64`.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut n = self.0;
        n = (n ^ (n >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        n = (n ^ (n >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((n >> 32) % end as u64).expect("less than `end`")
    }
}
