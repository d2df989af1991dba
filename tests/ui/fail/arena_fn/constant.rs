use arena_runtime::{RequestContext, arena_fn};

#[arena_fn]
const fn badge(_ctx: &RequestContext) -> usize {
    7
}

fn main() {}
