//! # Arena data in an answer for `'static`
//!
//! The arena is reset when the request ends. An answer without `'static` borrows from it, and becomes a response
//! while it is there. axum answers with a `&str` only if it is `&'static`; the text that borrows is `ArenaString`,
//! and `Json` takes any.

use arena_runtime::{ArenaString, Json, RequestContext, arena_handler};

#[arena_handler]
async fn as_text(ctx: &RequestContext) -> ArenaString<'_> {
    let mut name = ctx.string();
    name.push_str("Ada");
    name
}

#[arena_handler]
async fn as_json(ctx: &RequestContext) -> Json<&str> {
    Json(ctx.alloc_str("Ada"))
}

fn main() {}
