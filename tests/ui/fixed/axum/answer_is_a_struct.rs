//! # An answer that is no response
//!
//! A struct can be sent in many forms, so the return type says in which.

use arena_runtime::{Json, arena_handler};
use axum::http::StatusCode;

#[derive(serde::Serialize)]
struct Player;

#[arena_handler]
async fn a_struct() -> Json<Player> {
    Json(Player)
}

#[arena_handler]
async fn in_a_result() -> Result<Json<Player>, StatusCode> {
    Ok(Json(Player))
}

#[arena_handler]
async fn a_list() -> Json<Vec<Player>> {
    Json(vec![Player])
}

#[arena_handler]
async fn an_option() -> Result<Json<Player>, StatusCode> {
    None.map(Json).ok_or(StatusCode::NOT_FOUND)
}

fn main() {}
