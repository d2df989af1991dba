//! The leaderboard as anybody would write it.

use axum::extract::{Path, State};
use serde::Serialize;

use crate::World;

#[derive(Serialize)]
pub(super) struct Leaderboard {
    pub(super) title: String,
    pub(super) players: Vec<Player>,
}

#[derive(Serialize)]
pub(super) struct Player {
    pub(super) rank: usize,
    pub(super) name: String,
    pub(super) badge: String,
    pub(super) tags: Vec<String>,
    pub(super) score: u32,
}

owned_variants! {
    async fn leaderboard(State(world): State<World>, Path(limit): Path<usize>) -> Json<Leaderboard> {
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
}
