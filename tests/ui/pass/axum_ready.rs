use arena_runtime::arena_handler;
use std::future::{ready, Ready};

#[arena_handler]
fn handler() -> Ready<()> {
    ready(())
}

fn main() {}
