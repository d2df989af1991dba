//! # A `Json` answer of what is not `Serialize`
//!
//! It is written with serde.

use arena_runtime::{Json, arena_handler};

#[derive(serde::Serialize)]
struct Player {
    name: String,
}

#[arena_handler]
async fn owned() -> Json<Player> {
    Json(Player { name: format!("Ada") })
}

#[arena_handler]
async fn that_borrows() -> Json<Borrows<'_>> {
    Json(Borrows { name: format!("Ada") })
}

#[derive(serde::Serialize)]
struct Borrows<'a> {
    name: &'a str,
}

fn main() {}
