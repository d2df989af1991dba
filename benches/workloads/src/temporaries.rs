//! A handler full of temporaries: keys, words and lines that are made, looked at and dropped, and a short
//! answer. All that annotating alone can move.

use std::collections::HashMap;

use axum::extract::{Path, State};
use serde::Serialize;

use crate::World;

#[derive(Serialize)]
pub(crate) struct Summary {
    rows: usize,
    longest: usize,
    checksum: usize,
    factions: Vec<(String, u32)>,
}

owned_variants! {
    async fn temporaries(State(world): State<World>, Path(limit): Path<usize>) -> Json<Summary> {
        let mut per_faction: HashMap<String, u32> = HashMap::new();
        let mut longest = 0;
        let mut checksum = 0;
        for row in world.top(limit).await {
            let key = format!("{}/{}", row.faction(), row.name()).to_lowercase();
            let words: Vec<String> = key.split('/').map(|word| word.replace(' ', "_")).collect();
            let line = words.join(".");
            longest = longest.max(line.len());
            checksum += line.bytes().map(usize::from).sum::<usize>();
            let label = row.faction().to_uppercase();
            if let Some(wins) = per_faction.get_mut(&label) {
                *wins += row.wins();
            } else {
                per_faction.insert(label, row.wins());
            }
        }
        let mut factions = Vec::new();
        for (faction, wins) in &per_faction {
            factions.push((faction.clone(), *wins));
        }
        factions.sort();
        Json(Summary { rows: limit, longest, checksum, factions })
    }
}

route! {
    get "/temporaries/{size}" {
        Plain: plain::temporaries,
        Annotated: annotated::temporaries,
        OurJson: our_json::temporaries,
    }
}
