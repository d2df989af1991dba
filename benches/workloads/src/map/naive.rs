//! Map serialisation with a naive request context.

use axum::Json;
use axum::extract::{Path, State};
use bumpalo_plain::format;

use super::owned::{EntityView, MapView, RegionView, TileView};
use crate::World;
use crate::naive::NaiveContext;

pub(super) async fn map(State(world): State<World>, Path(count): Path<usize>) -> Json<MapView> {
    let context = NaiveContext::new();
    let mut regions = Vec::new();
    for region in world.regions(count).await {
        let bump = context.bump();
        let mut tiles = Vec::new();
        for tile in &region.tiles {
            let mut entities = Vec::new();
            for entity in &tile.entities {
                let (kind, id, level) = (entity.kind, entity.id, entity.level);
                let owner = |owner| format!(in &bump, "player-{}", owner).as_str().to_owned();
                entities.push(EntityView {
                    key: format!(in &bump, "{}-{}", kind, id).as_str().to_owned(),
                    label: format!(in &bump, "{} (level {})", kind, level)
                        .as_str()
                        .to_owned(),
                    owner: entity.owner.map(owner),
                    level,
                });
            }
            tiles.push(TileView {
                at: format!(in &bump, "{}:{}", tile.x, tile.y)
                    .as_str()
                    .to_owned(),
                terrain: tile.terrain.to_owned(),
                height: tile.height,
                entities,
            });
        }
        regions.push(RegionView {
            key: format!(in &bump, "region-{}", region.id)
                .as_str()
                .to_owned(),
            title: format!(in &bump, "{}, {}", region.name, region.climate)
                .as_str()
                .to_owned(),
            tiles,
        });
    }
    let bump = context.bump();
    let title = format!(in &bump, "The world, {} regions", count)
        .as_str()
        .to_owned();
    Json(MapView { title, regions })
}
