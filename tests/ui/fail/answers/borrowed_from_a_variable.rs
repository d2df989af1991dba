use arena_runtime::{Json, arena_handler};
use axum::extract::Path;

#[arena_handler]
async fn handler(Path(name): Path<String>) -> Json<&'_ str> {
    let trimmed = name.replace(' ', "").into_boxed_str();
    Json(&trimmed)
}

fn main() {}
