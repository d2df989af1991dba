use arena_runtime::arena_handler;
use axum::http::StatusCode;

struct Player;

#[arena_handler]
async fn ours() -> arena_runtime::Json<Player> {
    panic!()
}

#[arena_handler]
async fn axums() -> axum::Json<Player> {
    panic!()
}

#[arena_handler]
async fn in_a_result() -> Result<axum::Json<Player>, StatusCode> {
    panic!()
}

#[arena_handler]
async fn in_a_tuple() -> (StatusCode, axum::Json<Player>) {
    panic!()
}

#[arena_handler]
async fn in_a_tuple_in_a_result() -> Result<(StatusCode, axum::Json<Player>), StatusCode> {
    panic!()
}

#[arena_handler]
async fn that_borrows() -> arena_runtime::Json<Borrows<'_>> {
    panic!()
}

struct Borrows<'a> {
    _name: &'a str,
}

fn main() {}
