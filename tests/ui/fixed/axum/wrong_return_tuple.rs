//! # A tuple whose body is not at its end
//!
//! First the status, then headers and extensions, and the body last.

use arena_runtime::arena_handler;
use axum::Json;
use axum::http::{HeaderName, StatusCode, header};
use axum::response::AppendHeaders;

#[arena_handler]
async fn named_type() -> (
    StatusCode,
    AppendHeaders<[(HeaderName, &'static str); 1]>,
    Json<&'static str>,
) {
    let headers = AppendHeaders([(header::CACHE_CONTROL, "no-store")]);
    (StatusCode::OK, headers, Json("ok"))
}

fn main() {}
