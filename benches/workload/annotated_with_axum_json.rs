//! The leaderboard under `#[arena_handler]` with axum's own `Json`: what the arena alone does.

use arena_runtime::arena_handler;
use axum::Json;
use axum::extract::{Path, State};
use serde::Serialize;

use super::Players;

#[derive(Serialize)]
pub(crate) struct Leaderboard<'a> {
    title: &'a str,
    players: &'a [Player<'a>],
}

#[derive(Serialize)]
pub(crate) struct Player<'a> {
    rank: usize,
    name: &'a str,
    badge: &'a str,
    tags: &'a [&'a str],
    score: u32,
}

#[arena_handler]
pub(crate) async fn leaderboard(
    State(state): State<Players>,
    Path((region, limit)): Path<(String, usize)>,
) -> Json<Leaderboard<'_>> {
    let mut players = Vec::new();
    for row in state.top(limit).await {
        players.push(Player {
            rank: players.len() + 1,
            name: format!("[{}] {}", row.faction, row.name),
            badge: format!("{}-{:05}", row.faction, row.id),
            tags: vec![row.faction.to_string(), format!("wins:{}", row.wins)],
            score: row.score,
        });
    }
    Json(Leaderboard {
        title: format!("Top {limit} of the {region}"),
        players,
    })
}
