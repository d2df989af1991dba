//! # Sites on the heap where none may be
//!
//! Under `deny(heap)` each allocation that stays on the heap is an error, with its reason. Let the answer borrow,
//! lend a `&str`, or say by `heap!` that it is meant.

use arena_runtime::{Json, arena_handler, heap};
use axum::extract::Path;
use serde::Serialize;

#[derive(Serialize)]
struct Player<'a> {
    name: &'a str,
    badges: &'a [&'a str],
}

fn store(text: String) -> usize {
    text.len()
}

fn look_up(text: &str) -> usize {
    text.len()
}

#[arena_handler(deny(heap))]
async fn player(Path(id): Path<String>) -> Json<Player<'_>> {
    let name = format!("[{id}]");
    let mut badges = Vec::new();
    badges.push(id.to_string());
    let known = look_up(format!("{id}/known").as_str());
    let stored = store(heap!(id.to_lowercase()));
    println!("{}", known + stored);
    Json(Player { name, badges })
}

fn main() {}
