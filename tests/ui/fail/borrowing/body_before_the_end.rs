use arena_runtime::{Json, arena_handler};
use axum::extract::Path;

#[arena_handler]
async fn rename(Json(name): Json<&str>, Path(id): Path<u32>) -> String {
    format!("{id}: {name}")
}

#[arena_handler]
async fn twice(Json(name): Json<&str>, Json(title): Json<&'arena str>) -> String {
    format!("{title} {name}")
}

fn main() {}
