//! Resource calculation with an answer that borrows from the arena, its maps too: these are asked for by name.

use arena_runtime::{ArenaMap, ArenaVec, Json, RequestContext, arena_handler};
use axum::extract::{Path, State};
use serde::Serialize;

use super::{RESOURCES, SEASON};
use crate::World;

#[derive(Serialize)]
pub(super) struct Yield<'a> {
    title: &'a str,
    totals: ArenaMap<'a, &'a str, u64>,
    buildings: ArenaVec<'a, BuildingYield<'a>>,
}

#[derive(Serialize)]
pub(super) struct BuildingYield<'a> {
    name: &'a str,
    output: ArenaMap<'a, &'a str, u64>,
    modifiers: &'a [&'a str],
}

#[arena_handler]
pub(super) async fn resources(
    ctx: &RequestContext,
    State(world): State<World>,
    Path(count): Path<usize>,
) -> Json<Yield<'_>> {
    let economy = world.economy().await;
    let mut totals = ctx.map();
    let mut buildings = Vec::new();
    for building in &economy.buildings[..count] {
        let mut output = ctx.map();
        let mut modifiers = Vec::new();
        for resource in RESOURCES {
            let key = format!("{}:{}", building.kind, resource);
            let Some(rate) = economy.rates.get(&key) else {
                continue;
            };
            let mut amount = rate * u64::from(building.level);
            for scope in [building.province, SEASON] {
                let key = format!("{scope}/{resource}");
                if let Some(percent) = economy.modifiers.get(&key) {
                    amount = amount * percent / 100;
                    modifiers.push(format!("{scope} {percent}% {resource}"));
                }
            }
            *totals.entry(resource).or_insert(0) += amount;
            output.insert(resource, amount);
        }
        buildings.push(BuildingYield {
            name: format!(
                "{} #{} (level {})",
                building.kind, building.id, building.level
            ),
            output,
            modifiers,
        });
    }
    Json(Yield {
        title: format!("{count} buildings in {SEASON}"),
        totals,
        buildings,
    })
}
