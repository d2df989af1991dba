//! What a pool tells of itself.

use super::counters::{Counters, Event};

/// What a pool has done since it was made; from [`ContextPool::stats`](crate::ContextPool::stats).
///
/// ```
/// let pool = arena_runtime::ContextPool::new();
/// let lease = pool.acquire();
/// let stats = pool.stats();
/// assert_eq!((stats.created, stats.reused, stats.in_use), (1, 0, 1));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct PoolStats {
    /// Leases for which a context had to be made.
    pub created: u64,
    /// Leases that got a context from the pool.
    pub reused: u64,
    /// Leases that have not ended yet.
    pub in_use: u64,
    /// Contexts that were freed instead of kept, for their size or because enough were kept already.
    pub discarded: u64,
}

impl PoolStats {
    pub(super) fn sum<'c>(counters: impl Iterator<Item = &'c Counters>) -> Self {
        let mut sum = Self::default();
        let mut released = 0;
        for counters in counters {
            // Ends are read before beginnings, so that a lease between the two is counted as in use.
            released += counters.get(Event::Released);
            sum.discarded += counters.get(Event::Discarded);
            sum.created += counters.get(Event::Created);
            sum.reused += counters.get(Event::Reused);
        }
        sum.in_use = (sum.created + sum.reused).saturating_sub(released);
        sum
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for PoolStats {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;

        let mut stats = serializer.serialize_struct("PoolStats", 4)?;
        stats.serialize_field("created", &self.created)?;
        stats.serialize_field("reused", &self.reused)?;
        stats.serialize_field("in_use", &self.in_use)?;
        stats.serialize_field("discarded", &self.discarded)?;
        stats.end()
    }
}
