use std::future::Future;

use arena_runtime::arena_handler;
use axum::extract::Path;

#[arena_handler]
fn length(Path(name): Path<&str>) -> impl Future<Output = String> {
    let length = name.len();
    async move { length.to_string() }
}

fn main() {}
