//! Each site that stays on the heap is an error that says why, and what to write.

use std::collections::HashMap;

use arena_runtime::arena_handler;
use axum::Json;
use axum::extract::Path;
use serde::Serialize;

#[derive(Serialize)]
struct Player {
    name: String,
    badges: Vec<String>,
}

fn store(text: String) -> usize {
    text.len()
}

fn look_up(text: &String) -> usize {
    text.len()
}

#[arena_handler(deny(heap))]
async fn player(Path(id): Path<String>) -> Json<Player> {
    let name = format!("[{id}]");
    let mut badges = Vec::new();
    badges.push(id.to_string());
    let known = look_up(&format!("{id}/known"));
    let stored = store(id.to_lowercase());
    let mut by_name = HashMap::new();
    by_name.insert(id.to_uppercase(), known + stored);
    let key = id.to_string();
    let bytes = key.into_bytes();
    let either = if bytes.is_empty() { id.replace('a', "b") } else { id.clone() };
    let spawned = id.to_string();
    tokio::spawn(async move { spawned.len() });
    let later = move || format!("{either}");
    let fine = id.trim().to_lowercase();
    assert!(fine != later());
    Json(Player { name, badges })
}

fn main() {}
