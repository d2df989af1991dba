//! Map serialisation as anybody would write it.

use axum::extract::{Path, State};
use serde::Serialize;

use crate::World;

#[derive(Serialize)]
pub(super) struct MapView {
    pub(super) title: String,
    pub(super) regions: Vec<RegionView>,
}

#[derive(Serialize)]
pub(super) struct RegionView {
    pub(super) key: String,
    pub(super) title: String,
    pub(super) tiles: Vec<TileView>,
}

#[derive(Serialize)]
pub(super) struct TileView {
    pub(super) at: String,
    pub(super) terrain: String,
    pub(super) height: f32,
    pub(super) entities: Vec<EntityView>,
}

#[derive(Serialize)]
pub(super) struct EntityView {
    pub(super) key: String,
    pub(super) label: String,
    pub(super) owner: Option<String>,
    pub(super) level: u32,
}

owned_variants! {
    async fn map(State(world): State<World>, Path(count): Path<usize>) -> Json<MapView> {
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
}
