use arena_runtime::{Json, arena_handler};
use serde::Serialize;
use std::path::PathBuf;

#[derive(Serialize)]
struct Page<'a> {
    title: &'a str,
    path: PathBuf,
}

#[arena_handler]
async fn handler() -> Json<Page<'_>> {
    Json(Page {
        title: format!("title"),
        path: format!("path"),
    })
}

fn main() {}
