use arena_runtime::{RequestContext, arena_handler};
use axum::{Router, routing::get};
use std::rc::Rc;

#[arena_handler]
async fn handler(ctx: &RequestContext) -> &'static str {
    let mut shared = ctx.vec();
    shared.push(Rc::new(1));
    tokio::task::yield_now().await;
    drop(shared);
    "ok"
}

fn main() {
    let _: Router = Router::new().route("/", get(handler));
}
