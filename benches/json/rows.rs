//! Rows as an application has them: a leaderboard that goes out, a batch of scores that comes in.

use arena_runtime::ArenaVec;
use axum::body::Bytes;
use serde::{Deserialize, Serialize};

const FACTIONS: [&str; 4] = ["Iron", "Tide", "Ember", "Moss"];

/// Scatters `id` over all numbers.
fn scattered(id: usize) -> usize {
    id.wrapping_mul(2_654_435_761) >> 7
}

/// The answer of the leaderboard workload, owned, so that both sides serialize the same value.
#[derive(Serialize)]
pub(crate) struct Leaderboard {
    title: String,
    players: Vec<Player>,
}

#[derive(Serialize)]
struct Player {
    rank: usize,
    name: String,
    badge: String,
    tags: Vec<String>,
    score: usize,
}

impl Leaderboard {
    pub(crate) fn generate(rows: usize) -> Self {
        let player = |id| {
            let faction = FACTIONS[scattered(id) % FACTIONS.len()];
            Player {
                rank: id + 1,
                name: format!("[{faction}] Player {id}"),
                badge: format!("{faction}-{id:05}"),
                tags: vec![
                    String::from(faction),
                    format!("wins:{}", scattered(id) % 500),
                ],
                score: 1_000_000 - id * 7,
            }
        };
        Self {
            title: format!("Top {rows} of the north"),
            players: (0..rows).map(player).collect(),
        }
    }
}

/// A batch of scores, as a game server would post it; one name in sixteen has something to unescape.
#[derive(Serialize, Deserialize)]
pub(crate) struct Scores {
    season: String,
    scores: Vec<Score>,
}

#[derive(Serialize, Deserialize)]
struct Score {
    player: String,
    faction: String,
    points: u64,
    accuracy: f64,
    tags: Vec<String>,
    comment: Option<String>,
}

/// The same batch, borrowed from the request and its arena.
#[derive(Deserialize)]
#[allow(dead_code)]
pub(crate) struct BorrowedScores<'a> {
    season: &'a str,
    #[serde(borrow)]
    scores: ArenaVec<'a, BorrowedScore<'a>>,
}

#[derive(Deserialize)]
#[allow(dead_code)]
struct BorrowedScore<'a> {
    player: &'a str,
    faction: &'a str,
    points: u64,
    accuracy: f64,
    #[serde(borrow)]
    tags: ArenaVec<'a, &'a str>,
    comment: Option<&'a str>,
}

impl Scores {
    /// The JSON of as many scores.
    pub(crate) fn generate(rows: usize) -> Bytes {
        let score = |id: usize| Score {
            player: if id.is_multiple_of(16) {
                format!("\"The {id}\u{e9}\"")
            } else {
                format!("Player {id}")
            },
            faction: String::from(FACTIONS[scattered(id) % FACTIONS.len()]),
            points: 1_000_000 - id as u64 * 7,
            accuracy: f64::from(u16::try_from(scattered(id) % 1_000).unwrap_or(0)) / 1_000.0,
            tags: vec![String::from("ranked")],
            comment: id.is_multiple_of(4).then(|| format!("won {id}")),
        };
        let scores = Self {
            season: String::from("autumn"),
            scores: (0..rows).map(score).collect(),
        };
        Bytes::from(serde_json::to_vec(&scores).expect("the scores are valid"))
    }
}
