use arena_runtime::{Json, arena_handler};

struct Player;

#[arena_handler]
async fn handler() -> Json<Vec<Player>> {
    panic!()
}

fn main() {}
