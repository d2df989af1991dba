//! # Arena data in a spawned task
//!
//! The task may go on when the request is over. It gets a copy.

use arena_runtime::{RequestContext, arena_handler};

#[arena_handler]
async fn handler(ctx: &RequestContext) -> &'static str {
    let name = ctx.alloc_str("Ada");
    let name = name.to_string();
    tokio::spawn(async move { println!("{name}") });
    "ok"
}

fn main() {}
