#![forbid(unsafe_code)]
#![deny(warnings)]

use arena_runtime::arena_handler;
use axum::{Router, routing::get};

/// Documented.
#[arena_handler]
pub(crate) async fn ok() -> &'static str {
    "ok"
}

#[arena_handler]
async fn unit() {}

fn main() {
    let _: Router = Router::new().route("/", get(ok)).route("/unit", get(unit));
}
