use arena_runtime::arena_handler;

#[arena_handler]
fn handler() {}

fn main() {}
