//! Map serialisation with bumpalo by hand.

use arena_runtime::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use bumpalo_plain::{Bump, format};
use serde::Serialize;

use super::{Entity, Region, Tile};
use crate::World;
use crate::bumpalo::respond;

#[derive(Serialize)]
struct MapView<'a> {
    title: &'a str,
    regions: &'a [RegionView<'a>],
}

#[derive(Serialize)]
struct RegionView<'a> {
    key: &'a str,
    title: &'a str,
    tiles: &'a [TileView<'a>],
}

#[derive(Serialize)]
struct TileView<'a> {
    at: &'a str,
    terrain: &'a str,
    height: f32,
    entities: &'a [EntityView<'a>],
}

#[derive(Serialize)]
struct EntityView<'a> {
    key: &'a str,
    label: &'a str,
    owner: Option<&'a str>,
    level: u32,
}

pub(super) async fn map(State(world): State<World>, Path(count): Path<usize>) -> Response {
    let regions = world.regions(count).await;
    respond(|bump| {
        let title = format!(in bump, "The world, {} regions", count).into_bump_str();
        let regions = regions.iter().map(|region| region_view(bump, region));
        let regions = bump.alloc_slice_fill_iter(regions);
        Json(MapView { title, regions }).into_response()
    })
}

fn region_view<'a>(bump: &'a Bump, region: &Region) -> RegionView<'a> {
    let tiles = region.tiles.iter().map(|tile| tile_view(bump, tile));
    RegionView {
        key: format!(in bump, "region-{}", region.id).into_bump_str(),
        title: format!(in bump, "{}, {}", region.name, region.climate).into_bump_str(),
        tiles: bump.alloc_slice_fill_iter(tiles),
    }
}

fn tile_view<'a>(bump: &'a Bump, tile: &Tile) -> TileView<'a> {
    let entities = tile.entities.iter().map(|entity| entity_view(bump, entity));
    TileView {
        at: format!(in bump, "{}:{}", tile.x, tile.y).into_bump_str(),
        terrain: tile.terrain,
        height: tile.height,
        entities: bump.alloc_slice_fill_iter(entities),
    }
}

fn entity_view<'a>(bump: &'a Bump, entity: &Entity) -> EntityView<'a> {
    let owner = |owner| -> &'a str { format!(in bump, "player-{}", owner).into_bump_str() };
    EntityView {
        key: format!(in bump, "{}-{}", entity.kind, entity.id).into_bump_str(),
        label: format!(in bump, "{} (level {})", entity.kind, entity.level).into_bump_str(),
        owner: entity.owner.map(owner),
        level: entity.level,
    }
}
