//! Battle resolution with a naive request context.

use axum::Json;
use axum::extract::{Path, State};
use bumpalo_plain::format;

use super::owned::{Battle, Event, Survivor};
use super::{find_target, save_round};
use crate::World;
use crate::naive::NaiveContext;

pub(super) async fn battle(State(world): State<World>, Path(rounds): Path<usize>) -> Json<Battle> {
    let context = NaiveContext::new();
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
            let bump = context.bump();
            let (by, at) = (&units[attacker].name, &units[target].name);
            log.push(Event {
                round,
                text: format!(in &bump, "{} strikes {} for {}", by, at, damage)
                    .as_str()
                    .to_owned(),
                tags: vec![
                    units[attacker].side.to_owned(),
                    format!(in &bump, "hp:{}", health[target])
                        .as_str()
                        .to_owned(),
                ],
            });
            if health[target] == 0 {
                let text = format!(in &bump, "{at} of {} falls", units[target].side);
                log.push(Event {
                    round,
                    text: text.as_str().to_owned(),
                    tags: vec![String::from("fall")],
                });
            }
        }
        save_round().await;
    }
    let bump = context.bump();
    let mut survivors = Vec::new();
    for (unit, health) in units.iter().zip(&health) {
        if *health > 0 {
            survivors.push(Survivor {
                name: format!(in &bump, "{} of {}", unit.name, unit.side)
                    .as_str()
                    .to_owned(),
                state: format!(in &bump, "{health}/{}", unit.health)
                    .as_str()
                    .to_owned(),
            });
        }
    }
    let title = format!(in &bump, "{} units, {rounds} rounds", units.len())
        .as_str()
        .to_owned();
    Json(Battle {
        title,
        log,
        survivors,
    })
}
