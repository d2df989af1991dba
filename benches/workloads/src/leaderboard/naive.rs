//! The leaderboard with a naive request context.

use axum::Json;
use axum::extract::{Path, State};
use bumpalo_plain::format;

use super::owned::{Leaderboard, Player};
use crate::World;
use crate::naive::NaiveContext;

pub(super) async fn leaderboard(
    State(world): State<World>,
    Path(limit): Path<usize>,
) -> Json<Leaderboard> {
    let context = NaiveContext::new();
    let mut players = Vec::new();
    for row in world.top(limit).await {
        let bump = context.bump();
        players.push(Player {
            rank: players.len() + 1,
            name: format!(in &bump, "[{}] {}", row.faction, row.name)
                .as_str()
                .to_owned(),
            badge: format!(in &bump, "{}-{:05}", row.faction, row.id)
                .as_str()
                .to_owned(),
            tags: vec![
                row.faction.to_owned(),
                format!(in &bump, "wins:{}", row.wins).as_str().to_owned(),
            ],
            score: row.score,
        });
    }
    let bump = context.bump();
    let title = format!(in &bump, "Top {} of the north", limit)
        .as_str()
        .to_owned();
    Json(Leaderboard { title, players })
}
