use arena_runtime::arena_handler;

#[arena_handler(crate = ::arena_runtime, crate = ::arena_runtime)]
async fn handler() -> &'static str {
    "ok"
}

fn main() {}
