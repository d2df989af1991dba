//! What a pool tells of itself.

use super::counters::{Count, Counters};

/// What a pool has done since it was made, and what it holds now; from
/// [`ContextPool::stats`](crate::ContextPool::stats).
///
/// ```
/// let pool = arena_runtime::ContextPool::new();
/// let lease = pool.acquire();
/// let stats = pool.stats();
/// assert_eq!((stats.created, stats.reused, stats.in_use), (1, 0, 1));
/// assert_eq!(stats.kept_bytes, 0);
/// lease.alloc_str("Ada");
/// drop(lease);
/// assert!(pool.stats().kept_bytes >= 16 * 1024);
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
    /// Contexts that were freed instead of kept: enough were kept already, or their thread has ended.
    pub discarded: u64,
    /// Chunks that were taken from the heap for requests that allocated when the pool had none.
    pub chunks_made: u64,
    /// Bytes of what waits in the pool: arenas' chunks and pooled objects' room.
    pub kept_bytes: u64,
    /// The most bytes that a single request has made its arena take.
    pub high_water_bytes: u64,
    /// Allocations by threads while another was inside the context's scope, in requests that have ended.
    pub strangers_allocations: u64,
    /// Allocations that a budget refused, in requests that have ended.
    pub budget_refusals: u64,
}

impl PoolStats {
    /// The sum over the threads, and what they share.
    pub(super) fn sum<'c>(
        counters: impl Iterator<Item = &'c Counters>,
        shared_kept_bytes: u64,
    ) -> Self {
        let mut sum = Self::default();
        let mut released: u64 = 0;
        let mut kept_bytes = shared_kept_bytes;
        for counters in counters {
            // Ends are read before beginnings, so that a lease between the two is counted as in use.
            released += counters.get(Count::Released);
            sum.discarded += counters.get(Count::Discarded);
            sum.chunks_made += counters.get(Count::ChunksMade);
            kept_bytes = kept_bytes.wrapping_add(counters.get(Count::KeptBytes));
            sum.strangers_allocations += counters.get(Count::StrangersAllocations);
            sum.budget_refusals += counters.get(Count::BudgetRefusals);
            let high_water = counters.get(Count::HighWaterBytes);
            sum.high_water_bytes = sum.high_water_bytes.max(high_water);
            sum.created += counters.get(Count::Created);
            sum.reused += counters.get(Count::Reused);
        }
        sum.kept_bytes = kept_bytes;
        sum.in_use = (sum.created + sum.reused).saturating_sub(released);
        sum
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for PoolStats {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;

        let mut stats = serializer.serialize_struct("PoolStats", 9)?;
        stats.serialize_field("created", &self.created)?;
        stats.serialize_field("reused", &self.reused)?;
        stats.serialize_field("in_use", &self.in_use)?;
        stats.serialize_field("discarded", &self.discarded)?;
        stats.serialize_field("chunks_made", &self.chunks_made)?;
        stats.serialize_field("kept_bytes", &self.kept_bytes)?;
        stats.serialize_field("high_water_bytes", &self.high_water_bytes)?;
        stats.serialize_field("strangers_allocations", &self.strangers_allocations)?;
        stats.serialize_field("budget_refusals", &self.budget_refusals)?;
        stats.end()
    }
}
