//! # The body twice
//!
//! A body is read once. `Bytes` holds it whole, for as many readings as there must be.

use arena_runtime::arena_handler;
use axum::body::Bytes;
use axum::http::{Method, StatusCode, Uri};

#[arena_handler]
async fn one(_: Uri, body: Bytes) -> Result<(), StatusCode> {
    let _as_text = std::str::from_utf8(&body).map_err(|_| StatusCode::BAD_REQUEST)?;
    let _as_json: () = serde_json::from_slice(&body).map_err(|_| StatusCode::BAD_REQUEST)?;
    Ok(())
}

#[arena_handler]
async fn two(_: Method, _: Uri, _body: Bytes) {}

fn main() {}
