#![forbid(unsafe_code)]
#![deny(warnings)]

use arena_runtime::{RequestContext, arena_handler};
use axum::{Router, extract::Path, routing::get};

#[arena_handler]
async fn first(ctx: &RequestContext, Path(id): Path<u32>) -> String {
    let mut text = ctx.string();
    text.push_str("id ");
    tokio::task::yield_now().await;
    text += ctx.alloc_fmt(format_args!("{id}"));
    text.into()
}

#[arena_handler]
async fn last(Path(id): Path<u32>, the_context: &arena_runtime::RequestContext) -> String {
    let numbers = the_context.alloc_slice_copy(&[id]);
    numbers.len().to_string()
}

#[arena_handler]
async fn only(_: &RequestContext) -> &'static str {
    "ok"
}

#[arena_handler]
async fn with_lifetime(ctx: &'arena RequestContext) -> arena_runtime::Json<&'arena str> {
    arena_runtime::Json(ctx.alloc_str("ok"))
}

fn main() {
    let _: Router = Router::new()
        .route("/first/{id}", get(first))
        .route("/last/{id}", get(last))
        .route("/only", get(only))
        .route("/lifetime", get(with_lifetime));
}
