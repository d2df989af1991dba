//! # A state that is not `Clone`
//!
//! Each request gets a clone of the state. An `Arc` makes that cheap.

use std::sync::Arc;

use arena_runtime::arena_handler;
use axum::extract::State;

struct AppState;

#[arena_handler]
async fn handler(State(_app): State<Arc<AppState>>) {}

fn main() {}
