use arena_runtime::{RequestContext, arena_fn};

#[arena_fn(state = App, lends, explain, explain, crate, "lend", lend = true)]
fn badge(ctx: &RequestContext) -> usize {
    1.to_string().len()
}

fn main() {}
