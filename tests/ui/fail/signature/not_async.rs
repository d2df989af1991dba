use arena_runtime::arena_handler;

#[arena_handler]
fn handler() -> &'static str {
    "ok"
}

fn main() {}
