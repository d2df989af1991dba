use arena_runtime::{RequestContext, arena_fn, arena_handler};
use axum::{extract::Path, response::IntoResponse};

#[arena_handler]
async fn handler(ctx: &RequestContext, Path(id): Path<u32>) -> String;

#[arena_handler]
async fn opaque(Path(id): Path<u32>) -> impl IntoResponse;

#[arena_fn]
fn helper(ctx: &RequestContext, id: u32) -> &str;

fn main() {}
