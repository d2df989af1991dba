//! # `#[arena_fn]` without a context
//!
//! A function under `#[arena_fn]` allocates in the context that it is given, by name and by reference.

use arena_runtime::{RequestContext, arena_fn};

#[arena_fn]
fn with_a_context(_ctx: &RequestContext, text: &str) -> usize {
    text.to_uppercase().len()
}

trait Declared {
    fn declared(&self, ctx: &RequestContext) -> usize;
}

impl Declared for str {
    #[arena_fn(skip(to_string), deny(heap))]
    fn declared(&self, _ctx: &RequestContext) -> usize {
        self.to_uppercase().len()
    }
}

fn main() {}
