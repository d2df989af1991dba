//! Battle resolution as anybody would write it.

use axum::extract::{Path, State};
use serde::Serialize;

use super::{find_target, save_round};
use crate::World;

#[derive(Serialize)]
pub(super) struct Battle {
    pub(super) title: String,
    pub(super) log: Vec<Event>,
    pub(super) survivors: Vec<Survivor>,
}

#[derive(Serialize)]
pub(super) struct Event {
    pub(super) round: usize,
    pub(super) text: String,
    pub(super) tags: Vec<String>,
}

#[derive(Serialize)]
pub(super) struct Survivor {
    pub(super) name: String,
    pub(super) state: String,
}

owned_variants! {
    async fn battle(State(world): State<World>, Path(rounds): Path<usize>) -> Json<Battle> {
        let units = world.units().await;
        let mut health: Vec<u32> = units.iter().map(|unit| unit.health).collect();
        let mut log = Vec::new();
        for round in 1..=rounds {
            let mut order: Vec<usize> = (0..units.len()).filter(|&unit| health[unit] > 0).collect();
            order.sort_by_key(|&unit| units[unit].damage(round, unit));
            for attacker in order {
                let Some(target) = find_target(units, &health, attacker, round) else {
                    break;
                };
                let damage = units[attacker].damage(round, target).min(health[target]);
                health[target] -= damage;
                let (by, at) = (&units[attacker].name, &units[target].name);
                log.push(Event {
                    round,
                    text: format!("{by} strikes {at} for {damage}"),
                    tags: vec![units[attacker].side.to_string(), format!("hp:{}", health[target])],
                });
                if health[target] == 0 {
                    log.push(Event {
                        round,
                        text: format!("{at} of {} falls", units[target].side),
                        tags: vec![String::from("fall")],
                    });
                }
            }
            save_round().await;
        }
        let mut survivors = Vec::new();
        for (unit, health) in units.iter().zip(&health) {
            if *health > 0 {
                survivors.push(Survivor {
                    name: format!("{} of {}", unit.name, unit.side),
                    state: format!("{health}/{}", unit.health),
                });
            }
        }
        Json(Battle {
            title: format!("{} units, {rounds} rounds", units.len()),
            log,
            survivors,
        })
    }
}
