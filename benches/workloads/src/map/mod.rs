//! Map serialisation: a world of regions, their tiles and what stands on them, as 1 MB of nested JSON.

mod borrowed;
mod bumpalo;
mod naive;
mod owned;

use crate::scatter::{choose, scatter};

const TILES: u32 = 100;

/// A part of the world, as a cache would give it.
#[derive(Debug)]
pub(crate) struct Region {
    id: u32,
    name: String,
    climate: &'static str,
    tiles: Vec<Tile>,
}

#[derive(Debug)]
pub(crate) struct Tile {
    x: u32,
    y: u32,
    terrain: &'static str,
    height: f32,
    entities: Vec<Entity>,
}

#[derive(Debug)]
pub(crate) struct Entity {
    id: u32,
    kind: &'static str,
    owner: Option<u32>,
    level: u32,
}

impl Region {
    pub(crate) fn generate(count: u32) -> Vec<Self> {
        let region = |id| Self {
            id,
            name: format!("Vale {id}"),
            climate: choose(&["mild", "dry", "cold"], id),
            tiles: (0..TILES).map(|tile| Tile::generate(id, tile)).collect(),
        };
        (0..count).map(region).collect()
    }
}

impl Tile {
    fn generate(region: u32, number: u32) -> Self {
        let seed = region * TILES + number;
        let entity = |id| Entity {
            id,
            kind: choose(&["tower", "camp", "ruin", "caravan"], id),
            owner: (!scatter(id).is_multiple_of(3)).then(|| scatter(id) % 1_000),
            level: 1 + scatter(id + 5) % 30,
        };
        let first = seed * 8;
        Self {
            x: region * 10 + number % 10,
            y: number / 10,
            terrain: choose(&["meadow", "forest", "rock", "water"], seed),
            height: f32::from((scatter(seed) % 1_000) as u16) / 8.0,
            entities: (first..first + 2 + scatter(seed) % 5).map(entity).collect(),
        }
    }
}

route! {
    get "/map/{size}" {
        Plain: owned::plain::map,
        Annotated: owned::annotated::map,
        OurJson: owned::our_json::map,
        Borrowed: borrowed::map,
        Bumpalo: bumpalo::map,
        Naive: naive::map,
    }
}
