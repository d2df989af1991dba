use arena_runtime::arena_handler;

#[arena_handler]
async fn handler(mut foo: String) -> String {
    foo += "bar";
    foo
}

fn main() {}
