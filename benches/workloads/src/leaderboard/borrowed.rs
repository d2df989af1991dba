//! The leaderboard with an answer that borrows from the arena.

use arena_runtime::{Json, arena_handler};
use axum::extract::{Path, State};
use serde::Serialize;

use crate::World;

#[derive(Serialize)]
pub(super) struct Leaderboard<'a> {
    title: &'a str,
    players: &'a [Player<'a>],
}

#[derive(Serialize)]
pub(super) struct Player<'a> {
    rank: usize,
    name: &'a str,
    badge: &'a str,
    tags: &'a [&'a str],
    score: u32,
}

#[arena_handler]
pub(super) async fn leaderboard(
    State(world): State<World>,
    Path(limit): Path<usize>,
) -> Json<Leaderboard<'_>> {
    let mut players = Vec::new();
    for row in world.top(limit).await {
        players.push(Player {
            rank: players.len() + 1,
            name: format!("[{}] {}", row.faction, row.name),
            badge: format!("{}-{:05}", row.faction, row.id),
            tags: vec![row.faction.to_string(), format!("wins:{}", row.wins)],
            score: row.score,
        });
    }
    Json(Leaderboard {
        title: format!("Top {limit} of the north"),
        players,
    })
}
