//! # A pooled object in another thread
//!
//! Pooled objects go back to the context when they are dropped. `into_inner` takes the object out of the pool for
//! good.

use arena_runtime::{RequestContext, arena_handler};

#[arena_handler]
async fn handler(ctx: &RequestContext) -> &'static str {
    let mut line = ctx.pooled_string();
    line.push_str("line");
    let line = line.into_inner();
    std::thread::spawn(move || println!("{line}"));
    "ok"
}

fn main() {}
