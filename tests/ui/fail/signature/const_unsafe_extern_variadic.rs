use arena_runtime::arena_handler;

#[arena_handler]
const unsafe extern "C" fn handler(_: u8, _: ...) -> &'static str {
    "ok"
}

fn main() {}
