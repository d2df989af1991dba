//! The leaderboard as anybody would write it.

use axum::Json;
use axum::extract::{Path, State};
use serde::Serialize;

use super::Players;

#[derive(Serialize)]
pub(crate) struct Leaderboard {
    title: String,
    players: Vec<Player>,
}

#[derive(Serialize)]
pub(crate) struct Player {
    rank: usize,
    name: String,
    badge: String,
    tags: Vec<String>,
    score: u32,
}

pub(crate) async fn leaderboard(
    State(state): State<Players>,
    Path((region, limit)): Path<(String, usize)>,
) -> Json<Leaderboard> {
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
