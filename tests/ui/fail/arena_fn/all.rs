//! What `#[arena_fn]` cannot be put on, and what it does not take.

use arena_runtime::{RequestContext, arena_fn};

#[arena_fn]
fn no_context(text: &str) -> usize {
    text.to_uppercase().len()
}

#[arena_fn]
fn unnamed(_: &RequestContext) -> usize {
    1.to_string().len()
}

#[arena_fn]
fn by_value(ctx: RequestContext) -> usize {
    1.to_string().len()
}

#[arena_fn]
fn two(ctx: &RequestContext, other: &RequestContext) -> usize {
    1.to_string().len()
}

#[arena_fn]
struct Context;

#[arena_fn(budget = "1MiB", pool = x, skip, deny(warnings))]
fn options(ctx: &RequestContext) -> usize {
    1.to_string().len()
}

trait Declared {
    #[arena_fn]
    fn declared(&self, ctx: &RequestContext) -> usize;
}

fn main() {}
