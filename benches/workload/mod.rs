//! The leaderboard as a workload: rows from memory, so that the handler is what is measured, and one
//! router with the same endpoint written four ways.

pub(crate) mod annotated;
pub(crate) mod annotated_with_axum_json;
pub(crate) mod bumpalo_by_hand;
pub(crate) mod plain;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;

/// The ways the endpoint is written, by the first part of its path.
pub(crate) const VARIANTS: [&str; 4] = [
    "plain",
    "annotated-with-axum-json",
    "annotated",
    "bumpalo-by-hand",
];

/// A player as a database would give it.
pub(crate) struct Row {
    pub(crate) id: u32,
    pub(crate) faction: &'static str,
    pub(crate) name: String,
    pub(crate) score: u32,
    pub(crate) wins: u32,
}

/// The rows, best first.
#[derive(Clone)]
pub(crate) struct Players(Arc<[Row]>);

impl Players {
    fn generate() -> Self {
        const FACTIONS: [&str; 4] = ["Iron", "Tide", "Ember", "Moss"];
        let row = |id: u32| {
            let scattered = id.wrapping_mul(2_654_435_761);
            Row {
                id,
                faction: FACTIONS[(scattered >> 16) as usize % FACTIONS.len()],
                name: format!("Player {id}"),
                score: 1_000_000 - id * 7,
                wins: scattered % 500,
            }
        };
        Self((0..10_000).map(row).collect())
    }

    /// The best players, as if from a cache that is asked asynchronously.
    pub(crate) async fn top(&self, limit: usize) -> &[Row] {
        std::future::ready(&self.0[..limit]).await
    }
}

/// The whole application.
pub(crate) fn router() -> Router {
    Router::new()
        .route("/plain/{region}/{limit}", get(plain::leaderboard))
        .route("/annotated/{region}/{limit}", get(annotated::leaderboard))
        .route(
            "/annotated-with-axum-json/{region}/{limit}",
            get(annotated_with_axum_json::leaderboard),
        )
        .route(
            "/bumpalo-by-hand/{region}/{limit}",
            get(bumpalo_by_hand::leaderboard),
        )
        .with_state(Players::generate())
}
