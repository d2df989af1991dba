//! The same endpoints with what they read and answer in the request's arena: one attribute, `&str` for
//! `String`, `ArenaVec` for the `Vec`s that come in.

use std::collections::BTreeMap;

use arena_runtime::{ArenaVec, Json, arena_handler};
use axum::extract::{Path, Query, State};
use futures_util::TryStreamExt;
use serde::{Deserialize, Serialize};

use super::database::Database;
use super::error::AppError;
use super::page::PageQuery;

#[derive(Serialize)]
pub(super) struct Leaderboard<'a> {
    title: &'a str,
    region: String,
    players: &'a [Player<'a>],
}

#[derive(Serialize)]
pub(super) struct Player<'a> {
    rank: usize,
    name: &'a str,
    badge: &'a str,
    score: i64,
}

#[arena_handler]
pub(super) async fn leaderboard(
    State(db): State<Database>,
    Path(region): Path<String>,
    query: PageQuery,
) -> Result<Json<Leaderboard<'_>>, AppError> {
    let Query(page) = query?;
    let limit = page.limit()?;
    db.check_region(&region).await?;

    let mut players = Vec::new();
    let mut rows = db.top(&region, limit);
    while let Some(row) = rows.try_next().await? {
        players.push(Player {
            rank: players.len() + 1,
            name: format!("[{}] {}", row.faction, row.name),
            badge: format!("{}-{:05}", row.faction.to_lowercase(), row.id),
            score: row.score,
        });
    }
    super::panic_on_purpose();
    Ok(Json(Leaderboard {
        title: format!("Top {limit} of the {region}"),
        region: region.to_uppercase(),
        players,
    }))
}

#[derive(Deserialize)]
pub(super) struct Score<'a> {
    name: &'a str,
    faction: &'a str,
    points: i64,
    #[serde(borrow)]
    tags: ArenaVec<'a, &'a str>,
}

#[derive(Serialize)]
pub(super) struct Submitted<'a> {
    region: &'a str,
    stored: usize,
    refused: &'a [Refused<'a>],
    factions: BTreeMap<&'a str, i64>,
}

#[derive(Serialize)]
pub(super) struct Refused<'a> {
    row: usize,
    why: &'a str,
}

#[arena_handler]
pub(super) async fn submit(
    State(db): State<Database>,
    Path(region): Path<&str>,
    Json(scores): Json<ArenaVec<'_, Score<'_>>>,
) -> Result<Json<Submitted<'_>>, AppError> {
    db.check_region(region).await?;

    let mut refused = Vec::new();
    let mut factions = BTreeMap::new();
    let mut stored = 0;
    let mut storing = db.store_scores().await?;
    for (row, score) in scores.into_iter().enumerate() {
        if score.points < 0 {
            let why = format!("{} points for {:?}", score.points, score.name);
            refused.push(Refused { row, why });
            continue;
        }
        let tags = score.tags.join(", ");
        storing
            .store(region, score.name, &tags, score.points)
            .await?;
        stored += 1;
        *factions.entry(score.faction).or_default() += score.points;
    }
    storing.finish().await?;
    Ok(Json(Submitted {
        region,
        stored,
        refused,
        factions,
    }))
}
