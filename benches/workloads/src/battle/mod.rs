//! Battle resolution: units strike each other in rounds, all of it is logged, and after each round the handler
//! awaits, as one does that saves or sends the round.

mod borrowed;
mod bumpalo;
mod naive;
mod owned;

use crate::scatter::{choose, scatter};

/// Who fights, as a database would give it.
#[derive(Debug)]
pub(crate) struct Unit {
    name: String,
    side: &'static str,
    health: u32,
    attack: u32,
}

impl Unit {
    pub(crate) fn generate(count: u32) -> Vec<Self> {
        const NAMES: [&str; 5] = ["Archer", "Lancer", "Golem", "Rider", "Sapper"];
        let unit = |id| Self {
            name: format!("{} {id}", choose(&NAMES, id)),
            side: ["red", "blue"][(id % 2) as usize],
            health: 1_500 + scatter(id) % 500,
            attack: 20 + scatter(id + 1_000) % 40,
        };
        (0..count).map(unit).collect()
    }

    /// What it does at its strike in `round`.
    fn damage(&self, round: usize, target: usize) -> u32 {
        let seed = u32::try_from(round * 101 + target).expect("few rounds");
        self.attack / 2 + scatter(seed) % self.attack
    }
}

/// Whom `attacker` strikes in `round`: somebody of the other side who stands.
fn find_target(units: &[Unit], health: &[u32], attacker: usize, round: usize) -> Option<usize> {
    let start = attacker * 7 + round * 3;
    (start..start + units.len())
        .map(|index| index % units.len())
        .find(|&index| units[index].side != units[attacker].side && health[index] > 0)
}

/// Lets others run, as saving the round would.
async fn save_round() {
    tokio::task::yield_now().await;
}

route! {
    get "/battle/{size}" {
        Plain: owned::plain::battle,
        Annotated: owned::annotated::battle,
        OurJson: owned::our_json::battle,
        Borrowed: borrowed::battle,
        Bumpalo: bumpalo::battle,
        Naive: naive::battle,
    }
}
