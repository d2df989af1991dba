//! What arena-runtime is measured with: endpoints of the kind it is for, and some it is not for, each written
//! in every way that is compared. How they are measured is left to the benches and to `benches/report`.
//!
//! All data is generated, the same in every run, and lies in memory, so that the handlers are what is measured.

#![deny(unsafe_code)]

#[macro_use]
mod variants;

pub mod ask;
mod battle;
mod bumpalo;
pub mod counting;
mod crud;
mod leaderboard;
mod map;
mod naive;
mod ok;
mod resources;
mod scatter;
mod temporaries;
mod world;

use axum::Router;

pub use self::variants::{Variant, Workload};
pub use self::world::World;

/// The application as `variant` has it: each [`Workload`] that it has at its [path](Workload::path).
///
/// ```
/// use arena_workloads::{Variant, Workload, World, ask::ask, router};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let router = router(&World::generate(), Variant::Borrowed);
/// let board = ask(&router, Workload::Leaderboard.path(10)).await;
/// assert!(board.starts_with(b"{\"title\":\"Top 10 of the north\""));
/// # }
/// ```
pub fn router(world: &World, variant: Variant) -> Router {
    Router::new()
        .merge(leaderboard::route(variant))
        .merge(resources::route(variant))
        .merge(battle::route(variant))
        .merge(map::route(variant))
        .merge(temporaries::route(variant))
        .merge(crud::reading::route(variant))
        .merge(crud::writing::route(variant))
        .merge(ok::route(variant))
        .with_state(world.clone())
}
