//! # An answer that borrows from an argument
//!
//! An argument that owns its text goes when the handler returns, and the answer is made into a response after that.
//! Take an argument that borrows from the request, or answer with a copy, which is made in the arena. A number is
//! answered as it is.

use arena_runtime::{Json, arena_handler};
use axum::extract::{Path, Query};
use serde::Serialize;

#[derive(Serialize)]
struct Page<'a> {
    title: &'a str,
    tags: &'a [u32],
}

#[arena_handler]
async fn whole(Path(name): Path<&str>) -> Json<&str> {
    Json(name)
}

#[arena_handler]
async fn copied(Path(name): Path<String>) -> Json<&'_ str> {
    Json(name.to_string())
}

#[arena_handler]
async fn items(Query(tags): Query<Vec<u32>>) -> Json<Page<'_>> {
    Json(Page { title: format!("{} tags", tags.len()), tags: tags.to_vec() })
}

#[arena_handler]
async fn number(Path(id): Path<u32>) -> Result<Json<u32>, String> {
    if id > 7 {
        return Ok(Json(id));
    }
    Err(format!("no {id}"))
}

fn main() {}
