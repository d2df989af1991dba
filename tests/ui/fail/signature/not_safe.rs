use arena_runtime::arena_handler;

#[arena_handler]
async unsafe fn handler() -> &'static str {
    "ok"
}

fn main() {}
