//! An argument goes when the handler returns; the arena stays until the answer is there.

use arena_runtime::{Json, RequestContext, arena_handler};
use axum::extract::{Path, Query};
use serde::Serialize;

#[derive(Serialize)]
struct Page<'a> {
    title: &'a str,
    tags: &'a [u32],
}

#[arena_handler]
async fn whole(Path(name): Path<String>) -> Json<&'_ str> {
    Json(&name)
}

#[arena_handler]
async fn with_a_context(ctx: &RequestContext, Path((name, id)): Path<(String, u32)>) -> Json<Page<'_>> {
    let title = name.as_str();
    let tags = ctx.alloc_slice_copy(&[id]);
    Json(Page { title, tags })
}

#[arena_handler]
async fn items(Query(tags): Query<Vec<u32>>) -> Json<Page<'_>> {
    Json(Page { title: format!("{} tags", tags.len()), tags: &tags[..] })
}

#[arena_handler]
async fn number(Path(id): Path<u32>) -> Result<Json<&'_ u32>, String> {
    if id > 7 {
        return Ok(Json(&id));
    }
    Err(format!("no {id}"))
}

fn main() {}
