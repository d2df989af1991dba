//! `skip` and `deny` with what they do not know.

use arena_runtime::arena_handler;

#[arena_handler(skip(to_sting, format, clone))]
async fn unknown_sites() {}

#[arena_handler(skip = "format")]
async fn not_a_list() {}

#[arena_handler(deny(stack))]
async fn something_else() {}

#[arena_handler(deny)]
async fn nothing() {}

#[arena_handler(explain, explain)]
async fn twice() {}

fn main() {}
