use std::sync::{Arc, Mutex};

use arena_runtime::{RequestContext, arena_handler};
use axum::extract::{Extension, State};
use tokio::sync::RwLock;

#[derive(Clone)]
struct App {
    last: Arc<RwLock<Option<&'static str>>>,
}

#[arena_handler]
async fn last(ctx: &RequestContext, State(app): State<App>) -> &'static str {
    let name = ctx.alloc_fmt(format_args!("{}", 1));
    *app.last.write().await = Some(name);
    "ok"
}

#[arena_handler]
async fn context(
    ctx: &RequestContext,
    Extension(kept): Extension<Arc<Mutex<Option<&'static RequestContext>>>>,
) -> &'static str {
    *kept.lock().unwrap() = Some(ctx);
    "ok"
}

fn main() {}
