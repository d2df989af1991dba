//! In the items, in what makes them, and by way of a name.

use std::convert::Infallible;

use arena_runtime::{RequestContext, arena_handler};
use axum::body::Body;
use axum::response::IntoResponse;
use axum::response::sse::{Event, Sse};
use futures_util::{StreamExt, stream};

#[arena_handler]
async fn adapted(ctx: &RequestContext) -> Body {
    let line = ctx.alloc_str("line");
    let numbers = stream::iter(0..3);
    Body::from_stream(numbers.map(move |n| Ok::<_, Infallible>(format!("{line} {n}"))))
}

#[arena_handler]
async fn made_later(ctx: &RequestContext) -> Body {
    let line = ctx.alloc_str("line");
    Body::from_stream(stream::once(async move { Ok::<_, Infallible>(line) }))
}

#[arena_handler]
async fn rows(ctx: &RequestContext) -> Body {
    let rows = ctx.alloc_slice_copy(&[1, 2, 3]);
    let lines = stream::iter(rows.iter().map(|row| Ok::<_, Infallible>(row.to_string())));
    Body::from_stream(lines)
}

#[arena_handler]
async fn events(ctx: &RequestContext) -> impl IntoResponse {
    let line = ctx.alloc_str("line");
    Sse::new(stream::iter(0..3).map(move |_| Ok::<_, Infallible>(Event::default().data(line))))
}

fn main() {}
