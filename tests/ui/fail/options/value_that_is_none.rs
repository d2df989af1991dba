//! Values of the wrong kind, missing ones, and such as are not asked for.

use arena_runtime::arena_handler;

#[arena_handler(budget: "8MiB")]
async fn colon() {}

#[arena_handler(pool(app))]
async fn parentheses() {}

#[arena_handler(state = "App")]
async fn quoted_type() {}

#[arena_handler(state =)]
async fn nothing() {}

#[arena_handler(crate = "arena_runtime")]
async fn quoted_path() {}

#[arena_handler(explain = true)]
async fn asked_nothing() {}

#[arena_handler(lend(everything))]
async fn asked_nothing_either() {}

fn main() {}
