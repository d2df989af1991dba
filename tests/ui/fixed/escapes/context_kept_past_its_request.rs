//! # The context in a `static`
//!
//! What lasts longer than a request keeps the pool, and leases from it when it needs a context.

use std::sync::OnceLock;

use arena_runtime::{ContextPool, arena_handler};

static CONTEXTS: OnceLock<ContextPool> = OnceLock::new();

#[arena_handler]
async fn handler() -> &'static str {
    let ctx = CONTEXTS.get_or_init(|| ContextPool::builder().build()).acquire();
    let _ = ctx.alloc_str("Ada");
    "ok"
}

fn main() {}
