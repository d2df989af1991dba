#![allow(unused_parens)]

struct NotIntoResponse;

#[arena_runtime::arena_handler]
async fn handler() -> (NotIntoResponse) {
    panic!()
}

fn main() {}
