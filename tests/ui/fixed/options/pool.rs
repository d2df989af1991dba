//! # A pool that is none
//!
//! `pool` is an expression whose value is a `ContextPool`. It may use the handler's arguments.

use arena_runtime::{ContextPool, arena_handler};
use axum::extract::State;

#[derive(Clone)]
struct App {
    contexts: ContextPool,
}

#[arena_handler(pool = app.contexts)]
async fn handler(State(app): State<App>) -> &'static str {
    let _ = app;
    "ok"
}

fn main() {}
