//! # Arena data in a stream of events or of lines
//!
//! What makes the items runs while they are sent, after the handler is done. All that it uses, it owns.

use std::convert::Infallible;

use arena_runtime::{RequestContext, arena_handler};
use axum::body::Body;
use axum::response::IntoResponse;
use axum::response::sse::{Event, Sse};
use futures_util::{StreamExt, stream};

#[arena_handler]
async fn adapted(ctx: &RequestContext) -> Body {
    let line = ctx.alloc_str("line").to_string();
    let numbers = stream::iter(0..3);
    Body::from_stream(numbers.map(move |n| Ok::<_, Infallible>(format!("{line} {n}"))))
}

#[arena_handler]
async fn made_later(ctx: &RequestContext) -> Body {
    let line = ctx.alloc_str("line").to_string();
    Body::from_stream(stream::once(async move { Ok::<_, Infallible>(line) }))
}

#[arena_handler]
async fn rows(ctx: &RequestContext) -> Body {
    let rows = ctx.alloc_slice_copy(&[1, 2, 3]).to_vec();
    let lines = stream::iter(rows.into_iter().map(|row| Ok::<_, Infallible>(row.to_string())));
    Body::from_stream(lines)
}

#[arena_handler]
async fn events(ctx: &RequestContext) -> impl IntoResponse {
    let line = ctx.alloc_str("line").to_string();
    Sse::new(stream::iter(0..3).map(move |_| Ok::<_, Infallible>(Event::default().data(&line))))
}

fn main() {}
