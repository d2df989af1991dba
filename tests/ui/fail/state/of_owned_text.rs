use std::sync::{Arc, Mutex};

use arena_runtime::{RequestContext, arena_handler};
use axum::extract::State;

#[arena_handler]
async fn handler(ctx: &RequestContext, State(seen): State<Arc<Mutex<Vec<String>>>>) -> &'static str {
    seen.lock().unwrap().push(ctx.alloc_str("Ada"));
    "ok"
}

fn main() {}
