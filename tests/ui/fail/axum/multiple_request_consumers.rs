use axum::{
    body::Bytes,
    http::{Method, Uri},
    Json,
};
use arena_runtime::arena_handler;

#[arena_handler]
async fn one(_: Json<()>, _: String, _: Uri) {}

#[arena_handler]
async fn two(_: Json<()>, _: Method, _: Bytes, _: Uri, _: String) {}

fn main() {}
