//! # A method of a value
//!
//! A route knows the function alone; there is no value that axum could call it on. What it needs is the
//! router's state.

use arena_runtime::arena_handler;
use axum::extract::State;

#[derive(Clone)]
struct App;

impl App {
    #[arena_handler]
    async fn handler(State(_app): State<App>) -> &'static str {
        "ok"
    }
}

fn main() {}
