use arena_runtime::arena_handler;

#[arena_handler]
async fn handler() -> Result<String, String> {
    if true {
        let name = 
    }
    match name {
        _ => name.
    }
}

fn main() {}
