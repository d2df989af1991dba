//! A function that makes its future by itself is left as it is, which these options contradict.

use std::future::Future;

use arena_runtime::arena_handler;

#[arena_handler(explain, deny(heap))]
fn explained() -> impl Future<Output = String> {
    async { format!("ok") }
}

#[arena_handler(lend, skip(format), budget = "1MiB")]
fn lent() -> impl Future<Output = String> {
    async { format!("ok") }
}

fn main() {}
