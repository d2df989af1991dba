use arena_runtime::{RequestContext, arena_fn};

#[arena_fn]
fn badge<'a>(ctx: &RequestContext, name: &'a str) -> &'a str {
    format!("[{name}]")
}

fn main() {}
