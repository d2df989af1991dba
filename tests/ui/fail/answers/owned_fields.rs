use arena_runtime::{Json, RequestContext, arena_handler};
use serde::Serialize;

#[derive(Serialize)]
struct Player {
    name: String,
    scores: Vec<u32>,
}

#[arena_handler]
async fn handler(ctx: &RequestContext) -> Json<Player> {
    Json(Player { name: ctx.alloc_str("Ada"), scores: ctx.vec() })
}

fn main() {}
