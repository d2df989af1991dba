use arena_runtime::arena_handler;

#[arena_handler]
const async fn handler() -> &'static str {
    "ok"
}

fn main() {}
