//! What is measured, as a process of its own: the same code under each allocator.

mod allocations;
mod requests;
mod serve;
mod time;

use std::path::PathBuf;
use std::process::ExitCode;

use arena_workloads::{Variant, World, ask, router};
use axum::Router;
use clap::Parser;
use tokio::runtime::Runtime;

use crate::case::Case;

#[derive(Parser)]
enum Subject {
    /// Answers the same request again and again, for callgrind to count.
    Requests {
        case: Case,
        #[arg(long)]
        warm_up: usize,
        #[arg(long)]
        count: usize,
    },
    /// Times all cases in turn, in several rounds, and writes the nanoseconds a request as JSON.
    Time {
        cases: Vec<Case>,
        #[arg(long)]
        rounds: usize,
        #[arg(long)]
        milliseconds: u64,
        #[arg(long)]
        directory: PathBuf,
    },
    /// Prints what a request takes from the heap as JSON; only with an allocator that counts.
    Allocations {
        cases: Vec<Case>,
        #[arg(long)]
        requests: usize,
    },
    /// Serves all workloads that the variant has, and prints where.
    Serve { variant: Variant },
}

/// Runs what the command line asks for.
#[must_use]
pub fn main() -> ExitCode {
    let done = match Subject::parse() {
        Subject::Requests {
            case,
            warm_up,
            count,
        } => {
            requests::run(case, warm_up, count);
            Ok(())
        }
        Subject::Time {
            cases,
            rounds,
            milliseconds,
            directory,
        } => time::run(&cases, rounds, milliseconds, &directory),
        Subject::Allocations { cases, requests } => allocations::run(&cases, requests),
        Subject::Serve { variant } => serve::run(variant),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// The application as each variant has it, and a runtime of one thread to ask it on.
struct Application {
    runtime: Runtime,
    routers: [Router; Variant::ALL.len()],
}

impl Application {
    fn new() -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().build();
        let world = World::generate();
        Self {
            runtime: runtime.expect("a runtime of this thread alone needs nothing"),
            routers: Variant::ALL.map(|variant| router(&world, variant)),
        }
    }

    /// A whole request: made, routed, answered, the answer read to the end.
    fn answer(&self, case: Case) {
        let body = self.runtime.block_on(answer(self.router(case), case));
        std::hint::black_box(body);
    }

    fn router(&self, case: Case) -> &Router {
        &self.routers[case.variant as usize]
    }
}

async fn answer(router: &Router, case: Case) -> axum::body::Bytes {
    ask::read(ask::send(router, case.workload.request(case.size)).await).await
}
