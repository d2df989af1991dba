//! The endpoints as anybody would write them.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, Query, State};
use futures_util::TryStreamExt;
use serde::{Deserialize, Serialize};

use super::database::Database;
use super::error::AppError;
use super::page::PageQuery;

#[derive(Serialize)]
pub(super) struct Leaderboard {
    title: String,
    region: String,
    players: Vec<Player>,
}

#[derive(Serialize)]
pub(super) struct Player {
    rank: usize,
    name: String,
    badge: String,
    score: i64,
}

pub(super) async fn leaderboard(
    State(db): State<Database>,
    Path(region): Path<String>,
    query: PageQuery,
) -> Result<Json<Leaderboard>, AppError> {
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
    Ok(Json(Leaderboard {
        title: format!("Top {limit} of the {region}"),
        region: region.to_uppercase(),
        players,
    }))
}

#[derive(Deserialize)]
pub(super) struct Score {
    name: String,
    faction: String,
    points: i64,
    tags: Vec<String>,
}

#[derive(Serialize)]
pub(super) struct Submitted {
    region: String,
    stored: usize,
    refused: Vec<Refused>,
    factions: BTreeMap<String, i64>,
}

#[derive(Serialize)]
pub(super) struct Refused {
    row: usize,
    why: String,
}

pub(super) async fn submit(
    State(db): State<Database>,
    Path(region): Path<String>,
    Json(scores): Json<Vec<Score>>,
) -> Result<Json<Submitted>, AppError> {
    db.check_region(&region).await?;

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
            .store(&region, &score.name, &tags, score.points)
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
