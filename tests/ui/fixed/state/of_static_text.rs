//! # Arena text among `&'static str`s
//!
//! What is `'static` stays for ever, and the request's arena does not. What is to stay is a `String`.

use std::sync::{Arc, Mutex};

use arena_runtime::{RequestContext, arena_handler};
use axum::extract::State;

#[derive(Clone)]
struct App {
    seen: Arc<Mutex<Vec<String>>>,
}

#[arena_handler]
async fn handler(ctx: &RequestContext, State(app): State<App>) -> &'static str {
    let name = ctx.alloc_str("Ada");
    app.seen.lock().unwrap().push(name.to_string());
    "ok"
}

fn main() {}
