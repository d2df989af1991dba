//! Resource calculation as anybody would write it.

use std::collections::HashMap;

use axum::extract::{Path, State};
use serde::Serialize;

use super::{RESOURCES, SEASON};
use crate::World;

#[derive(Serialize)]
pub(super) struct Yield {
    pub(super) title: String,
    pub(super) totals: HashMap<String, u64>,
    pub(super) buildings: Vec<BuildingYield>,
}

#[derive(Serialize)]
pub(super) struct BuildingYield {
    pub(super) name: String,
    pub(super) output: HashMap<String, u64>,
    pub(super) modifiers: Vec<String>,
}

owned_variants! {
    async fn resources(State(world): State<World>, Path(count): Path<usize>) -> Json<Yield> {
        let economy = world.economy().await;
        let mut totals = HashMap::new();
        let mut buildings = Vec::new();
        for building in &economy.buildings[..count] {
            let mut output = HashMap::new();
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
                *totals.entry(resource.to_string()).or_insert(0) += amount;
                output.insert(resource.to_string(), amount);
            }
            buildings.push(BuildingYield {
                name: format!("{} #{} (level {})", building.kind, building.id, building.level),
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
}
