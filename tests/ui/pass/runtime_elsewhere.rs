#![forbid(unsafe_code)]
#![deny(warnings)]

mod vendored {
    pub use arena_runtime as arenas;
}

use vendored::arenas::arena_handler;
use axum::{Router, extract::Path, routing::get};

#[arena_handler(crate = crate::vendored::arenas)]
async fn handler(Path(id): Path<u32>) -> vendored::arenas::Json<&'arena str> {
    vendored::arenas::Json(format!("{id}"))
}

#[arena_handler(crate = ::arena_runtime,)]
async fn absolute(Path(id): Path<u32>) -> String {
    let text = id.to_string();
    text.len().to_string()
}

fn main() {
    let _: Router = Router::new().route("/{id}", get(handler)).route("/b/{id}", get(absolute));
}
