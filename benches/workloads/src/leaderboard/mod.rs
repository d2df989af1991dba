//! The leaderboard: hundreds of players, each with a formatted name and badge, and tags.

mod borrowed;
mod bumpalo;
mod naive;
mod owned;

use crate::scatter::{choose, scatter};

const FACTIONS: [&str; 4] = ["Iron", "Tide", "Ember", "Moss"];

/// A player as a database would give it.
#[derive(Debug)]
pub(crate) struct Row {
    id: u32,
    faction: &'static str,
    name: String,
    score: u32,
    wins: u32,
}

impl Row {
    pub(crate) fn generate(count: u32) -> Vec<Self> {
        let row = |id| Self {
            id,
            faction: choose(&FACTIONS, id),
            name: format!("Player {id}"),
            score: 1_000_000 - id * 7,
            wins: scatter(id) % 500,
        };
        (0..count).map(row).collect()
    }

    pub(crate) fn faction(&self) -> &str {
        self.faction
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn wins(&self) -> u32 {
        self.wins
    }
}

route! {
    get "/leaderboard/{size}" {
        Plain: owned::plain::leaderboard,
        Annotated: owned::annotated::leaderboard,
        OurJson: owned::our_json::leaderboard,
        Borrowed: borrowed::leaderboard,
        Bumpalo: bumpalo::leaderboard,
        Naive: naive::leaderboard,
    }
}
