//! Map serialisation with an answer that borrows from the arena.

use arena_runtime::{Json, arena_handler};
use axum::extract::{Path, State};
use serde::Serialize;

use crate::World;

#[derive(Serialize)]
pub(super) struct MapView<'a> {
    title: &'a str,
    regions: &'a [RegionView<'a>],
}

#[derive(Serialize)]
pub(super) struct RegionView<'a> {
    key: &'a str,
    title: &'a str,
    tiles: &'a [TileView<'a>],
}

#[derive(Serialize)]
pub(super) struct TileView<'a> {
    at: &'a str,
    terrain: &'a str,
    height: f32,
    entities: &'a [EntityView<'a>],
}

#[derive(Serialize)]
pub(super) struct EntityView<'a> {
    key: &'a str,
    label: &'a str,
    owner: Option<&'a str>,
    level: u32,
}

#[arena_handler]
pub(super) async fn map(State(world): State<World>, Path(count): Path<usize>) -> Json<MapView<'_>> {
    let mut regions = Vec::new();
    for region in world.regions(count).await {
        let mut tiles = Vec::new();
        for tile in &region.tiles {
            let mut entities = Vec::new();
            for entity in &tile.entities {
                entities.push(EntityView {
                    key: format!("{}-{}", entity.kind, entity.id),
                    label: format!("{} (level {})", entity.kind, entity.level),
                    owner: entity.owner.map(|owner| format!("player-{owner}")),
                    level: entity.level,
                });
            }
            tiles.push(TileView {
                at: format!("{}:{}", tile.x, tile.y),
                terrain: tile.terrain.to_string(),
                height: tile.height,
                entities,
            });
        }
        regions.push(RegionView {
            key: format!("region-{}", region.id),
            title: format!("{}, {}", region.name, region.climate),
            tiles,
        });
    }
    Json(MapView {
        title: format!("The world, {count} regions"),
        regions,
    })
}
