use arena_runtime::arena_handler;

#[derive(serde::Serialize)]
struct Player;

#[arena_handler]
async fn a_struct() -> Player {
    panic!()
}

#[arena_handler]
async fn in_a_result() -> Result<Player, axum::http::StatusCode> {
    panic!()
}

#[arena_handler]
async fn a_list() -> Vec<Player> {
    panic!()
}

#[arena_handler]
async fn an_option() -> Option<axum::Json<Player>> {
    panic!()
}

fn main() {}
