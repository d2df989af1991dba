//! # `Path` twice
//!
//! Each `Path` reads all parameters of the route, so one of them takes all.

use arena_runtime::arena_handler;
use axum::extract::Path;

#[arena_handler]
async fn handler(Path((_region, _player)): Path<(String, String)>) {}

fn main() {}
