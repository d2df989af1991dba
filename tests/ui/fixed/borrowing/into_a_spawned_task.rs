//! # Borrowed arguments in a spawned task
//!
//! They borrow from the request, and the task may go on when that is over. It gets copies.

use arena_runtime::{Json, RequestContext, arena_handler};
use axum::extract::Path;

#[arena_handler]
async fn rename(Path((region, id)): Path<(&str, u32)>, Json(names): Json<&[u8]>) -> &'static str {
    let region = region.to_string();
    let count = names.len();
    tokio::spawn(async move {
        println!("{region} {id} {count}");
    });
    "ok"
}

#[arena_handler]
async fn beside_the_context(ctx: &RequestContext, Json(name): Json<&str>) -> &'static str {
    let line = ctx.alloc_str(name).to_string();
    let name = name.to_string();
    std::thread::spawn(move || println!("{line} {name}"));
    "ok"
}

fn main() {}
