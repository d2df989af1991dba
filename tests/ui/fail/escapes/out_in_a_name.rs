//! The answer is put together first.

use arena_runtime::{Json, RequestContext, arena_handler};
use serde::Serialize;

#[derive(Serialize)]
struct Player {
    name: &'static str,
}

#[arena_handler]
async fn handler(ctx: &RequestContext) -> Json<[&'static str; 2]> {
    let name = ctx.alloc_str("Ada");
    let answer = Json([name, "Charles"]);
    answer
}

#[arena_handler]
async fn in_a_struct(ctx: &RequestContext) -> Json<Player> {
    let name = ctx.alloc_str("Ada");
    Json(Player { name })
}

fn main() {}
