//! # The attribute on something else than a function
//!
//! Each handler is annotated by itself, in an `impl` block too.

use arena_runtime::arena_handler;

struct Handler;

impl Handler {
    #[arena_handler]
    async fn list() {}
}

fn main() {}
