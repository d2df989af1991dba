//! # Arena data given to a function that keeps it
//!
//! Where nothing can be seen by the names, it is the compiler that says it, of the context. The function takes a
//! reference of any lifetime, or a copy.

use arena_runtime::{RequestContext, arena_handler};

fn keep(_: String) {}

#[arena_handler]
async fn handler(ctx: &RequestContext) -> &'static str {
    let name = ctx.alloc_str("Ada");
    keep(name.to_string());
    "ok"
}

fn main() {}
