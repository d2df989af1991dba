#![forbid(unsafe_code)]
#![deny(warnings)]

use arena_runtime::{ArenaVec, RequestContext, arena_handler};
use axum::{Router, routing::get};
use std::time::Duration;

struct Player<'a> {
    name: &'a str,
    scores: ArenaVec<'a, u32>,
}

#[arena_handler]
async fn handler(ctx: &RequestContext) -> String {
    let mut players = ctx.vec();
    for n in 0..3 {
        let mut scores = ctx.vec();
        scores.push(n);
        players.push(Player { name: ctx.alloc_fmt(format_args!("{n}")), scores });
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    let text = format!("{} players", players.len());
    tokio::time::sleep(Duration::from_millis(1)).await;
    players.iter().map(|player| player.name.len() + player.scores.len()).sum::<usize>().to_string() + text.as_str()
}

fn main() {
    let _: Router = Router::new().route("/", get(handler));
}
