//! Answers the same request again and again, for callgrind to count: `requests WORKLOAD VARIANT SIZE COUNT`.
//!
//! Only what happens within [`measured`] counts (`--toggle-collect`): whole requests, once all is warm.

use std::process::ExitCode;

use arena_workloads::{Workload, World, ask, router};
use axum::Router;
use tokio::runtime::Runtime;

const WARM_UP: usize = 20;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [workload, variant, size, count] = &arguments[..] else {
        eprintln!("usage: requests WORKLOAD VARIANT SIZE COUNT");
        return ExitCode::FAILURE;
    };
    let workload = Workload::ALL
        .into_iter()
        .find(|known| known.name() == workload);
    let variant = workload.and_then(|workload| {
        let mut variants = workload.variants().iter();
        variants.find(|known| known.name() == variant)
    });
    let (Some(workload), Some(variant), Ok(size), Ok(count)) =
        (workload, variant, size.parse(), count.parse())
    else {
        eprintln!("no such request: {arguments:?}");
        return ExitCode::FAILURE;
    };
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    let runtime = runtime.expect("a runtime");
    let router = router(&World::generate(), *variant);
    for _ in 0..WARM_UP {
        measured(&runtime, &router, workload, size);
    }
    std::hint::black_box(&router);
    for _ in 0..count {
        counted(&runtime, &router, workload, size);
    }
    ExitCode::SUCCESS
}

#[inline(never)]
fn counted(runtime: &Runtime, router: &Router, workload: Workload, size: usize) {
    measured(runtime, router, workload, size);
}

#[inline(never)]
fn measured(runtime: &Runtime, router: &Router, workload: Workload, size: usize) {
    let body = runtime
        .block_on(async { ask::read(ask::send(router, workload.request(size)).await).await });
    std::hint::black_box(body);
}
