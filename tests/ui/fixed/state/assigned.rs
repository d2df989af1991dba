//! # Arena data assigned to what is shared
//!
//! The state stays when the request's arena is reset. It keeps a copy; and in place of a context it keeps the pool,
//! and leases from it.

use std::sync::Arc;

use arena_runtime::{ContextPool, RequestContext, arena_handler};
use axum::extract::{Extension, State};
use tokio::sync::RwLock;

#[derive(Clone)]
struct App {
    last: Arc<RwLock<Option<String>>>,
}

#[arena_handler]
async fn last(ctx: &RequestContext, State(app): State<App>) -> &'static str {
    let name = ctx.alloc_fmt(format_args!("{}", 1));
    *app.last.write().await = Some(name.to_string());
    "ok"
}

#[arena_handler]
async fn context(Extension(contexts): Extension<ContextPool>) -> &'static str {
    let other = contexts.acquire();
    let _ = other.alloc_str("Ada");
    "ok"
}

fn main() {}
