//! Resource calculation with bumpalo by hand: keys that are looked up are written into one buffer, and maps
//! are hashbrown's in the bump, which hash as std's do.

use std::fmt::Write;
use std::hash::RandomState;

use arena_runtime::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use bumpalo_plain::collections::{String, Vec};
use bumpalo_plain::{Bump, format};
use hashbrown::HashMap;
use serde::Serialize;
use serde::ser::Serializer;

use super::{Economy, RESOURCES, SEASON};
use crate::World;
use crate::bumpalo::respond;

type Amounts<'a> = HashMap<&'a str, u64, RandomState, &'a Bump>;

#[derive(Serialize)]
struct Yield<'a> {
    title: &'a str,
    #[serde(serialize_with = "amounts")]
    totals: Amounts<'a>,
    buildings: &'a [BuildingYield<'a>],
}

#[derive(Serialize)]
struct BuildingYield<'a> {
    name: &'a str,
    #[serde(serialize_with = "amounts")]
    output: Amounts<'a>,
    modifiers: &'a [&'a str],
}

fn amounts<S: Serializer>(amounts: &Amounts<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(amounts)
}

pub(super) async fn resources(State(world): State<World>, Path(count): Path<usize>) -> Response {
    let economy = world.economy().await;
    respond(|bump| Json(build(bump, economy, count)).into_response())
}

fn build<'a>(bump: &'a Bump, economy: &Economy, count: usize) -> Yield<'a> {
    let mut totals = HashMap::with_hasher_in(RandomState::new(), bump);
    let mut buildings = Vec::with_capacity_in(count, bump);
    let mut key = String::with_capacity_in(32, bump);
    for building in &economy.buildings[..count] {
        let mut output = HashMap::with_hasher_in(RandomState::new(), bump);
        let mut modifiers = Vec::new_in(bump);
        for resource in RESOURCES {
            key.clear();
            write!(key, "{}:{}", building.kind, resource).expect("a string takes anything");
            let Some(rate) = economy.rates.get(key.as_str()) else {
                continue;
            };
            let mut amount = rate * u64::from(building.level);
            for scope in [building.province, SEASON] {
                key.clear();
                write!(key, "{scope}/{resource}").expect("a string takes anything");
                if let Some(percent) = economy.modifiers.get(key.as_str()) {
                    amount = amount * percent / 100;
                    let modifier = format!(in bump, "{} {}% {}", scope, percent, resource);
                    modifiers.push(modifier.into_bump_str());
                }
            }
            *totals.entry(resource).or_insert(0) += amount;
            output.insert(resource, amount);
        }
        let (kind, id, level) = (building.kind, building.id, building.level);
        buildings.push(BuildingYield {
            name: format!(in bump, "{} #{} (level {})", kind, id, level).into_bump_str(),
            output,
            modifiers: modifiers.into_bump_slice(),
        });
    }
    Yield {
        title: format!(in bump, "{} buildings in {}", count, SEASON).into_bump_str(),
        totals,
        buildings: buildings.into_bump_slice(),
    }
}
