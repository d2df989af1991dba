//! Whatever is wrong with one option, the next one is read.

use arena_runtime::arena_handler;

#[arena_handler(explain please, bugdet = "8MiB", pool = a b, , lend, lend, deny(heap, stack), skip(fromat))]
async fn handler() {}

fn main() {}
