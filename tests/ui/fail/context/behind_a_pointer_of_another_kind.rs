//! The context is lent by a plain reference, and by nothing else.

use std::sync::Arc;

use arena_runtime::{RequestContext, arena_handler};
use axum::extract::State;

#[arena_handler]
async fn shared(ctx: Arc<RequestContext>) -> String {
    ctx.string().into()
}

#[arena_handler]
async fn boxed(ctx: Box<RequestContext>, method: axum::http::Method) -> String {
    format!("{method}{}", ctx.string())
}

#[arena_handler]
async fn in_the_state(State(ctx): State<RequestContext>) -> String {
    ctx.string().into()
}

fn main() {}
