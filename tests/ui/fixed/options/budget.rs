//! # A budget that is no size
//!
//! A budget is a whole number of bytes, or a text with a unit.

use arena_runtime::arena_handler;

#[arena_handler(budget = "8 MB")]
async fn with_a_unit() {}

#[arena_handler(budget = "1536 KiB")]
async fn one_and_a_half_mebibytes() {}

#[arena_handler(budget = 65536)]
async fn in_bytes() {}

fn main() {}
