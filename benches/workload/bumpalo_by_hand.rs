//! The leaderboard as an expert in bumpalo would write it: one `Bump` kept for each thread, nothing of it
//! held across an await, and the same serialiser.

use std::cell::RefCell;

use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use bumpalo_plain::Bump;
use bumpalo_plain::collections::{String, Vec};
use bumpalo_plain::format;
use serde::Serialize;

use super::{Players, Row};

#[derive(Serialize)]
struct Leaderboard<'a> {
    title: String<'a>,
    players: &'a [Player<'a>],
}

#[derive(Serialize)]
struct Player<'a> {
    rank: usize,
    name: String<'a>,
    badge: String<'a>,
    tags: Vec<'a, String<'a>>,
    score: u32,
}

thread_local!(static BUMP: RefCell<Bump> = RefCell::new(Bump::with_capacity(16 * 1024)));

pub(crate) async fn leaderboard(
    State(state): State<Players>,
    Path((region, limit)): Path<(std::string::String, usize)>,
) -> Response {
    // All awaits first: a `&Bump` may not be held across one.
    let rows = state.top(limit).await;
    BUMP.with_borrow_mut(|bump| {
        let response = build(bump, rows, &region, limit);
        bump.reset();
        response
    })
}

fn build(bump: &Bump, rows: &[Row], region: &str, limit: usize) -> Response {
    let mut players = Vec::with_capacity_in(rows.len(), bump);
    for row in rows {
        let mut tags = Vec::with_capacity_in(2, bump);
        tags.push(String::from_str_in(row.faction, bump));
        tags.push(format!(in bump, "wins:{}", row.wins));
        players.push(Player {
            rank: players.len() + 1,
            name: format!(in bump, "[{}] {}", row.faction, row.name),
            badge: format!(in bump, "{}-{:05}", row.faction, row.id),
            tags,
            score: row.score,
        });
    }
    Json(Leaderboard {
        title: format!(in bump, "Top {} of the {}", limit, region),
        players: players.into_bump_slice(),
    })
    .into_response()
}
