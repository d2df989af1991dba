//! # Arena text given to a function that is spawned
//!
//! The task may go on when the request is over, so its function takes what it owns.

use arena_runtime::{RequestContext, arena_handler};

async fn note(name: String) {
    println!("{name}");
}

#[arena_handler]
async fn handler(ctx: &RequestContext) -> &'static str {
    let name = ctx.alloc_str("Ada");
    tokio::spawn(note(name.to_string()));
    "ok"
}

fn main() {}
