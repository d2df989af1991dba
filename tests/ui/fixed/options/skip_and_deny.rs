//! # `skip` and `deny` with what they do not know
//!
//! `skip` takes the names of sites, as they stand in the code; all that can be denied is the heap.

use arena_runtime::arena_handler;

#[arena_handler(skip(to_string, format))]
async fn skips() {}

#[arena_handler(deny(heap))]
async fn denies() {}

#[arena_handler(explain)]
async fn explains() {}

fn main() {}
