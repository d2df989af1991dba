use arena_runtime::arena_handler;

#[arena_handler]
async extern "C" fn handler() -> &'static str {
    "ok"
}

fn main() {}
