//! # Arena data for fields that own
//!
//! A `String` or a `Vec` is on the heap and takes nothing from the arena but a copy. Fields that borrow take it as
//! it is.

use arena_runtime::{ArenaVec, Json, RequestContext, arena_handler};
use serde::Serialize;

#[derive(Serialize)]
struct Player<'a> {
    name: &'a str,
    scores: ArenaVec<'a, u32>,
}

#[arena_handler]
async fn handler(ctx: &RequestContext) -> Json<Player<'_>> {
    Json(Player { name: ctx.alloc_str("Ada"), scores: ctx.vec() })
}

fn main() {}
