//! Resource calculation: what each building yields, by what modifies it, added up into maps.

mod borrowed;
mod bumpalo;
mod naive;
mod owned;

use std::collections::HashMap;

use crate::scatter::{choose, scatter};

const KINDS: [&str; 6] = ["mine", "farm", "mill", "forge", "market", "harbour"];
const PROVINCES: [&str; 4] = ["north", "coast", "plains", "marsh"];
const RESOURCES: [&str; 6] = ["iron", "grain", "timber", "coal", "silver", "fish"];
const SEASON: &str = "autumn";

/// A building as a database would give it.
#[derive(Debug)]
pub(crate) struct Building {
    id: u32,
    kind: &'static str,
    province: &'static str,
    level: u32,
}

/// The buildings, and what is known of what they yield.
#[derive(Debug)]
pub(crate) struct Economy {
    buildings: Vec<Building>,
    /// Units a level yields, by `kind:resource`.
    rates: HashMap<String, u64>,
    /// Percents, by `scope/resource`, the scope being a province or a season.
    modifiers: HashMap<String, u64>,
}

impl Economy {
    pub(crate) fn generate(count: u32) -> Self {
        let building = |id| Building {
            id,
            kind: choose(&KINDS, id),
            province: choose(&PROVINCES, id + 7),
            level: 1 + scatter(id) % 20,
        };
        let pairs = |left: &'static [&str], separator: char, seed: u32| {
            left.iter().flat_map(move |left| {
                (0..).zip(RESOURCES).filter_map(move |(index, resource)| {
                    let number = scatter(seed + 100 * u32::from(left.as_bytes()[0]) + index);
                    let key = format!("{left}{separator}{resource}");
                    let is_there = number.is_multiple_of(2);
                    is_there.then(|| (key, u64::from(50 + number % 100)))
                })
            })
        };
        Self {
            buildings: (0..count).map(building).collect(),
            rates: pairs(&KINDS, ':', 1).collect(),
            modifiers: pairs(&PROVINCES, '/', 2)
                .chain(pairs(&[SEASON], '/', 3))
                .collect(),
        }
    }
}

route! {
    get "/resources/{size}" {
        Plain: owned::plain::resources,
        Annotated: owned::annotated::resources,
        OurJson: owned::our_json::resources,
        Borrowed: borrowed::resources,
        Bumpalo: bumpalo::resources,
        Naive: naive::resources,
    }
}
