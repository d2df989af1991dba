//! Battle resolution with bumpalo by hand. The bump may not be held across the awaits between the rounds, so
//! what happens is noted in an ordinary vector of numbers, and written out at the end.

use arena_runtime::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use bumpalo_plain::collections::Vec;
use bumpalo_plain::{Bump, format, vec};
use serde::Serialize;

use super::{Unit, find_target, save_round};
use crate::World;
use crate::bumpalo::respond;

#[derive(Serialize)]
struct Battle<'a> {
    title: &'a str,
    log: &'a [Event<'a>],
    survivors: &'a [Survivor<'a>],
}

#[derive(Serialize)]
struct Event<'a> {
    round: usize,
    text: &'a str,
    tags: &'a [&'a str],
}

#[derive(Serialize)]
struct Survivor<'a> {
    name: &'a str,
    state: &'a str,
}

/// A strike, after which `target` has `health`.
#[derive(Clone, Copy)]
struct Strike {
    round: usize,
    attacker: usize,
    target: usize,
    damage: u32,
    health: u32,
}

pub(super) async fn battle(State(world): State<World>, Path(rounds): Path<usize>) -> Response {
    let units = world.units().await;
    let mut health: std::vec::Vec<u32> = units.iter().map(|unit| unit.health).collect();
    let mut strikes = std::vec::Vec::with_capacity(rounds * units.len());
    let mut order = std::vec::Vec::with_capacity(units.len());
    for round in 1..=rounds {
        order.clear();
        order.extend((0..units.len()).filter(|&unit| health[unit] > 0));
        order.sort_by_key(|&unit: &usize| units[unit].damage(round, unit));
        for &attacker in &order {
            let Some(target) = find_target(units, &health, attacker, round) else {
                break;
            };
            let damage = units[attacker].damage(round, target).min(health[target]);
            health[target] -= damage;
            strikes.push(Strike {
                round,
                attacker,
                target,
                damage,
                health: health[target],
            });
        }
        save_round().await;
    }
    respond(|bump| Json(build(bump, units, &health, &strikes, rounds)).into_response())
}

fn build<'a>(
    bump: &'a Bump,
    units: &[Unit],
    health: &[u32],
    strikes: &[Strike],
    rounds: usize,
) -> Battle<'a> {
    let mut log = Vec::with_capacity_in(strikes.len() + units.len(), bump);
    for strike in strikes {
        let (attacker, target) = (&units[strike.attacker], &units[strike.target]);
        let (by, at, damage) = (&attacker.name, &target.name, strike.damage);
        log.push(Event {
            round: strike.round,
            text: format!(in bump, "{} strikes {} for {}", by, at, damage).into_bump_str(),
            tags: vec![in bump; attacker.side, format!(in bump, "hp:{}", strike.health).into_bump_str()]
                .into_bump_slice(),
        });
        if strike.health == 0 {
            log.push(Event {
                round: strike.round,
                text: format!(in bump, "{at} of {} falls", target.side).into_bump_str(),
                tags: &["fall"],
            });
        }
    }
    let mut survivors = Vec::with_capacity_in(units.len(), bump);
    for (unit, health) in units.iter().zip(health) {
        if *health > 0 {
            survivors.push(Survivor {
                name: format!(in bump, "{} of {}", unit.name, unit.side).into_bump_str(),
                state: format!(in bump, "{health}/{}", unit.health).into_bump_str(),
            });
        }
    }
    Battle {
        title: format!(in bump, "{} units, {rounds} rounds", units.len()).into_bump_str(),
        log: log.into_bump_slice(),
        survivors: survivors.into_bump_slice(),
    }
}
