//! Values without a name.

use arena_runtime::arena_handler;

#[arena_handler("8MiB")]
async fn size() {}

#[arena_handler("explain")]
async fn quoted() {}

#[arena_handler(8)]
async fn number() {}

fn main() {}
