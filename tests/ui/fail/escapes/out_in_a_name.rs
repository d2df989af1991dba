//! The answer is put together first.

use arena_runtime::{Json, RequestContext, arena_handler};
use serde::Serialize;

#[derive(Serialize)]
struct Player {
    name: &'static str,
}

#[arena_handler]
async fn handler(ctx: &RequestContext) -> Json<&'static [&'static str]> {
    let names = ctx.alloc_slice_copy(&["Ada", "Charles"]);
    let answer = Json(names);
    answer
}

#[arena_handler]
async fn in_a_struct(ctx: &RequestContext) -> Json<Player> {
    let name = ctx.alloc_str("Ada");
    Json(Player { name })
}

fn main() {}
