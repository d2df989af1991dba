//! A lifetime parameter is chosen by who calls the handler, so nothing in the arena lives for it.

use arena_runtime::{Json, RequestContext, arena_handler};

#[arena_handler]
async fn lent_for_it<'a>(ctx: &'a RequestContext) -> Json<&'a str> {
    Json(ctx.alloc_str("ok"))
}

#[arena_handler]
async fn answers_for_it<'a>(ctx: &RequestContext) -> Result<Json<Vec<&'a str>>, &'a str> {
    let name = ctx.alloc_str("Ada");
    Err(name)
}

fn main() {}
