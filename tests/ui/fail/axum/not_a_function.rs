use arena_runtime::arena_handler;

#[arena_handler]
struct A;

fn main() {}
