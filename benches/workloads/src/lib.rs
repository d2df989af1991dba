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

/// The whole application: each [`Workload`] at each of its [`Variant`]s; see [`Workload::path`].
///
/// ```
/// use arena_workloads::{Variant, Workload, World, ask::ask, router};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let router = router(&World::generate());
/// let board = ask(&router, Workload::Leaderboard.path(Variant::Borrowed, 10)).await;
/// assert!(board.starts_with(b"{\"title\":\"Top 10 of the north\""));
/// # }
/// ```
#[must_use]
pub fn router(world: &World) -> Router {
    Router::new()
        .merge(leaderboard::routes())
        .merge(resources::routes())
        .merge(battle::routes())
        .merge(map::routes())
        .merge(temporaries::routes())
        .merge(crud::routes())
        .merge(ok::routes())
        .with_state(world.clone())
}
