//! # An option by the wrong name
//!
//! The nearest name is offered; the [attribute](macro@crate::arena_handler) describes all of them.

use arena_runtime::arena_handler;

#[arena_handler(budget = "8MiB", crate = ::arena_runtime)]
async fn handler() -> &'static str {
    "ok"
}

fn main() {}
