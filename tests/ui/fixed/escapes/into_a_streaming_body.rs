//! # Arena data in a streaming body
//!
//! The body is sent after the handler is done, so it owns what it sends.

use arena_runtime::{RequestContext, arena_handler};
use axum::body::Body;
use futures_util::stream;

#[arena_handler]
async fn handler(ctx: &RequestContext) -> Body {
    let line = ctx.alloc_str("line").to_string();
    Body::from_stream(stream::iter([Ok::<_, std::io::Error>(line)]))
}

fn main() {}
