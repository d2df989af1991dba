//! Resource calculation with a naive request context.

use std::collections::HashMap;

use axum::Json;
use axum::extract::{Path, State};
use bumpalo_plain::format;

use super::owned::{BuildingYield, Yield};
use super::{RESOURCES, SEASON};
use crate::World;
use crate::naive::NaiveContext;

pub(super) async fn resources(State(world): State<World>, Path(count): Path<usize>) -> Json<Yield> {
    let context = NaiveContext::new();
    let economy = world.economy().await;
    let mut totals = HashMap::new();
    let mut buildings = Vec::new();
    for building in &economy.buildings[..count] {
        let mut output = HashMap::new();
        let mut modifiers = Vec::new();
        for resource in RESOURCES {
            let bump = context.bump();
            let key = format!(in &bump, "{}:{}", building.kind, resource);
            let Some(rate) = economy.rates.get(key.as_str()) else {
                continue;
            };
            let mut amount = rate * u64::from(building.level);
            for scope in [building.province, SEASON] {
                let key = format!(in &bump, "{}/{}", scope, resource);
                if let Some(percent) = economy.modifiers.get(key.as_str()) {
                    amount = amount * percent / 100;
                    let modifier = format!(in &bump, "{} {}% {}", scope, percent, resource);
                    modifiers.push(modifier.as_str().to_owned());
                }
            }
            *totals.entry(resource.to_owned()).or_insert(0) += amount;
            output.insert(resource.to_owned(), amount);
        }
        let (kind, id, level) = (building.kind, building.id, building.level);
        let bump = context.bump();
        let name = format!(in &bump, "{} #{} (level {})", kind, id, level)
            .as_str()
            .to_owned();
        buildings.push(BuildingYield {
            name,
            output,
            modifiers,
        });
    }
    let bump = context.bump();
    let title = format!(in &bump, "{} buildings in {}", count, SEASON)
        .as_str()
        .to_owned();
    Json(Yield {
        title,
        totals,
        buildings,
    })
}
