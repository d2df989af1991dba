use arena_runtime::{RequestContext, arena_handler};
use axum::body::Body;

#[arena_handler]
async fn handler(ctx: &RequestContext) -> Body {
    let text = ctx.alloc_str("text");
    Body::from(text)
}

fn main() {}
