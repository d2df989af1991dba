//! The state all endpoints share: what a database or a cache would give them.

use std::sync::Arc;

use crate::battle::Unit;
use crate::crud::Store;
use crate::leaderboard::Row;
use crate::map::Region;
use crate::resources::Economy;

/// The data of all workloads. Cheap to clone.
#[derive(Clone, Debug)]
pub struct World {
    data: Arc<Data>,
}

#[derive(Debug)]
struct Data {
    rows: Vec<Row>,
    economy: Economy,
    units: Vec<Unit>,
    regions: Vec<Region>,
    store: Store,
}

impl World {
    /// The same data each time.
    ///
    /// ```
    /// let world = arena_workloads::World::generate();
    /// ```
    #[must_use]
    pub fn generate() -> Self {
        Self {
            data: Arc::new(Data {
                rows: Row::generate(10_000),
                economy: Economy::generate(1_000),
                units: Unit::generate(20),
                regions: Region::generate(40),
                store: Store::generate(1_000),
            }),
        }
    }

    /// The best players, as if from a cache that is asked asynchronously.
    pub(crate) async fn top(&self, limit: usize) -> &[Row] {
        std::future::ready(&self.data.rows[..limit]).await
    }

    pub(crate) async fn economy(&self) -> &Economy {
        std::future::ready(&self.data.economy).await
    }

    pub(crate) async fn units(&self) -> &[Unit] {
        std::future::ready(&self.data.units[..]).await
    }

    pub(crate) async fn regions(&self, count: usize) -> &[Region] {
        std::future::ready(&self.data.regions[..count]).await
    }

    pub(crate) fn store(&self) -> &Store {
        &self.data.store
    }
}
