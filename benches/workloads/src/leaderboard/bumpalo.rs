//! The leaderboard with bumpalo by hand.

use arena_runtime::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use bumpalo_plain::collections::Vec;
use bumpalo_plain::{Bump, format, vec};
use serde::Serialize;

use super::Row;
use crate::World;
use crate::bumpalo::respond;

#[derive(Serialize)]
struct Leaderboard<'a> {
    title: &'a str,
    players: &'a [Player<'a>],
}

#[derive(Serialize)]
struct Player<'a> {
    rank: usize,
    name: &'a str,
    badge: &'a str,
    tags: &'a [&'a str],
    score: u32,
}

pub(super) async fn leaderboard(State(world): State<World>, Path(limit): Path<usize>) -> Response {
    // All awaits first: a `&Bump` may not be held across one.
    let rows = world.top(limit).await;
    respond(|bump| Json(build(bump, rows, limit)).into_response())
}

fn build<'a>(bump: &'a Bump, rows: &[Row], limit: usize) -> Leaderboard<'a> {
    let mut players = Vec::with_capacity_in(rows.len(), bump);
    for row in rows {
        players.push(Player {
            rank: players.len() + 1,
            name: format!(in bump, "[{}] {}", row.faction, row.name).into_bump_str(),
            badge: format!(in bump, "{}-{:05}", row.faction, row.id).into_bump_str(),
            tags: vec![in bump; row.faction, format!(in bump, "wins:{}", row.wins).into_bump_str()]
                .into_bump_slice(),
            score: row.score,
        });
    }
    Leaderboard {
        title: format!(in bump, "Top {} of the north", limit).into_bump_str(),
        players: players.into_bump_slice(),
    }
}
