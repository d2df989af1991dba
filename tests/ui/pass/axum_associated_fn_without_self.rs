use arena_runtime::arena_handler;

struct A;

impl A {
    #[arena_handler]
    async fn handler() {}
}

fn main() {}
