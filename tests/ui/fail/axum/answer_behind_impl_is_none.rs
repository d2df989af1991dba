use arena_runtime::arena_handler;
use axum::response::IntoResponse;

struct Player;

#[arena_handler]
async fn that_leases_nothing() -> impl IntoResponse {
    Player
}

#[arena_handler]
async fn that_leases() -> impl IntoResponse {
    let name = format!("{}", 1);
    println!("{name}");
    Player
}

fn main() {}
