//! Writes handlers nobody thought of, has each compiled plain and annotated, and compares what they answer.
//!
//! `twins BODIES SEED [BODY]`: the first so many bodies of a seed, or that one alone.

mod body;
mod chunk;
mod compiler;
mod coverage;
mod formats;
mod grammar;
mod grow;
mod handler;
mod random;
mod rules;
mod scope;
mod shrink;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Instant, SystemTime, UNIX_EPOCH};
use std::{env, fs, io};

use chunk::{Chunk, Twin};
use compiler::{Built, Compiler};
use coverage::Coverage;
use handler::Handler;
use random::Random;
use shrink::Failure;

/// Bodies of one crate: more, and rustc's memory grows.
const BODIES_OF_CHUNK: usize = 100;
/// One of so many chunks' worth of bodies is of edition 2021.
const OLD_OF: usize = 5;

struct Run {
    compiler: Compiler,
    directory: PathBuf,
    seed: u64,
    coverage: Coverage,
    tested: usize,
    broken_plain: usize,
    slow: usize,
    refused: Vec<usize>,
    different: Vec<usize>,
}

fn main() -> ExitCode {
    let arguments: Vec<_> = env::args().skip(1).collect();
    let number = |index: usize| {
        arguments
            .get(index)
            .and_then(|text| text.parse::<usize>().ok())
    };
    let bodies = number(0).unwrap_or(100);
    let seed = match arguments.get(1).filter(|text| *text != "random") {
        Some(text) => text.parse().expect("the seed is a number"),
        None => random_seed(),
    };
    println!("twins: {bodies} bodies of seed {seed}");
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the workspace")
        .to_owned();
    let target =
        env::var_os("CARGO_TARGET_DIR").map_or_else(|| workspace.join("target"), PathBuf::from);
    let mut run = Run {
        compiler: Compiler {
            workspace,
            cargo: env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()),
        },
        directory: target.join("twins"),
        seed,
        coverage: Coverage::default(),
        tested: 0,
        broken_plain: 0,
        slow: 0,
        refused: Vec::new(),
        different: Vec::new(),
    };
    let numbers: Vec<usize> = match number(2) {
        Some(one) => vec![one],
        None => (0..bodies).collect(),
    };
    match run.all(&numbers) {
        Ok(()) => run.report(bodies > 500),
        Err(error) => {
            println!("twins: {error}");
            ExitCode::FAILURE
        }
    }
}

fn random_seed() -> u64 {
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .expect("after 1970");
    Random::new(u64::from(now.subsec_nanos()) ^ now.as_secs()).next() % 1_000_000
}

impl Run {
    fn all(&mut self, numbers: &[usize]) -> io::Result<()> {
        fs::create_dir_all(&self.directory)?;
        let (old, new): (Vec<usize>, Vec<usize>) = numbers
            .iter()
            .partition(|number| *number % OLD_OF == OLD_OF - 1);
        for (numbers, package) in [(new, "bodies-2024"), (old, "bodies-2021")] {
            for numbers in numbers.chunks(BODIES_OF_CHUNK) {
                let started = Instant::now();
                let handlers = numbers
                    .iter()
                    .map(|number| {
                        (
                            *number,
                            Handler::generate(self.seed, *number, package == "bodies-2024"),
                        )
                    })
                    .collect();
                let summary = self.chunk(handlers, package)?;
                println!(
                    "{package}, bodies {}..={}: {summary}, {:.0?}",
                    numbers[0],
                    numbers[numbers.len() - 1],
                    started.elapsed()
                );
            }
        }
        Ok(())
    }

    fn chunk(&mut self, mut handlers: Vec<(usize, Handler)>, package: &str) -> io::Result<String> {
        let file = self.directory.join(format!("{package}-{}.rs", self.seed));
        if let [(_, handler)] = &handlers[..] {
            println!("{}", handler.formatted());
        }
        for (_, handler) in &handlers {
            self.coverage.add(&handler.labels);
        }
        loop {
            let chunk = Chunk::write(&file, &handlers, self.seed)?;
            match self.compiler.build(&chunk, package)? {
                Built::Program(program) => {
                    let performed = Compiler::run(&program)?;
                    if let Some((number, both)) = performed.slow {
                        println!(
                            "\n=== body {number} of seed {} takes too long, plain too: {both}",
                            self.seed
                        );
                        if both {
                            self.slow += 1;
                        } else {
                            self.fails(number, &handlers, Failure::Answers, package)?;
                            self.different.push(number);
                        }
                        handlers.retain(|(left, _)| *left != number);
                        continue;
                    }
                    self.tested += handlers.len();
                    for (number, text) in performed.differences {
                        println!(
                            "\n=== body {number} of seed {} answers differently\n{text}",
                            self.seed
                        );
                        self.fails(number, &handlers, Failure::Answers, package)?;
                        self.different.push(number);
                    }
                    return Ok(performed.summary);
                }
                Built::Failed(failed) => {
                    for ((number, is_annotated), text) in &failed {
                        if *is_annotated && failed.contains_key(&(*number, false)) {
                            continue;
                        }
                        let twin = if *is_annotated {
                            Twin::Annotated
                        } else {
                            Twin::Plain
                        };
                        println!(
                            "\n=== body {number} of seed {} does not compile {twin:?}\n{text}",
                            self.seed
                        );
                        if *is_annotated {
                            self.fails(*number, &handlers, Failure::Compiles, package)?;
                            self.refused.push(*number);
                        } else {
                            self.broken_plain += 1;
                        }
                    }
                    handlers.retain(|(number, _)| {
                        !failed.contains_key(&(*number, true))
                            && !failed.contains_key(&(*number, false))
                    });
                }
                Built::Broken(text) => return Err(io::Error::other(text)),
            }
        }
    }

    /// Prints the body, and what is left of it when shrunk if it is the first that fails.
    fn fails(
        &self,
        number: usize,
        handlers: &[(usize, Handler)],
        failure: Failure,
        package: &str,
    ) -> io::Result<()> {
        let Some((_, handler)) = handlers.iter().find(|(of, _)| *of == number) else {
            return Ok(());
        };
        let is_first = self.refused.is_empty() && self.different.is_empty();
        if self.refused.len() + self.different.len() < 3 {
            println!("{}", handler.formatted());
        }
        if is_first || env::var_os("TWINS_SHRINK_ALL").is_some() {
            let file = self.directory.join(format!("shrinking-{}.rs", self.seed));
            let small = shrink::shrink(
                handler.clone(),
                failure,
                &self.compiler,
                package,
                &file,
                self.seed,
            )?;
            println!("--- body {number}, shrunk\n{}", small.formatted());
        }
        println!("--- again: .ci/twins 1 {} {number}", self.seed);
        Ok(())
    }

    fn report(&self, in_full: bool) -> ExitCode {
        self.coverage.print(in_full);
        println!(
            "twins of seed {}: {} compared, {} refused when annotated {:?}, {} answer differently {:?}, {} refused plain, {} too slow",
            self.seed,
            self.tested,
            self.refused.len(),
            self.refused,
            self.different.len(),
            self.different,
            self.broken_plain,
            self.slow,
        );
        let is_good =
            self.refused.is_empty() && self.different.is_empty() && self.broken_plain == 0;
        if is_good {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }
}
