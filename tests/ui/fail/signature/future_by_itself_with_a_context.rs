use std::future::Future;

use arena_runtime::{RequestContext, arena_handler};

#[arena_handler]
fn handler(ctx: &RequestContext) -> impl Future<Output = &'static str> {
    async { "ok" }
}

fn main() {}
