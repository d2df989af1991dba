use std::sync::{Arc, Mutex};

use arena_runtime::{RequestContext, arena_handler};
use axum::extract::State;

#[derive(Clone)]
struct App {
    seen: Arc<Mutex<Vec<&'static str>>>,
}

#[arena_handler]
async fn handler(ctx: &RequestContext, State(app): State<App>) -> &'static str {
    let name = ctx.alloc_str("Ada");
    app.seen.lock().unwrap().push(name);
    "ok"
}

fn main() {}
