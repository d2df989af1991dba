//! Without the arena's lifetime in the return type, nothing of the answer is in the arena.

use arena_runtime::{Json, arena_handler};
use axum::extract::Path;

#[arena_handler]
async fn handler(Path(name): Path<String>) -> Json<&'static str> {
    Json(format!("[{name}]"))
}

fn main() {}
