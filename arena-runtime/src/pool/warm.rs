//! Warm chunks: what a request borrows when it first allocates, kept by the pool in between. Where they wait
//! is left to [`shelf`] and [`overflow`](super::overflow).

use std::sync::Weak;

use super::counters::Count;
use super::stack::Kept;
use super::{Shared, shelf};
use crate::arena::{ChunkLimits, Lender, Loan, Usage};
use crate::context::{clear_objects, kept_object_bytes};

/// A loan that is at home.
pub(super) struct Warm {
    loan: Loan,
    kept_bytes: usize,
}

impl Warm {
    /// Makes a loan ready for the next request, with no more than may be kept. `None` if nothing is left.
    pub(super) fn recycle(mut loan: Loan, usage: Usage, limits: ChunkLimits) -> Option<Self> {
        loan.resize(usage, limits);
        let chunk = loan.chunk_bytes();
        let mut objects = 0;
        if let Some(companion) = loan.companion_mut() {
            objects = kept_object_bytes(companion);
            if chunk + objects > limits.most {
                clear_objects(companion);
                objects = 0;
            }
        }
        let kept_bytes = chunk + objects;
        (kept_bytes > 0).then_some(Self { loan, kept_bytes })
    }
}

impl Kept for Warm {
    #[inline]
    fn kept_bytes(&self) -> usize {
        self.kept_bytes
    }
}

/// Lends the chunks of a pool, as long as it exists, and new ones when it has none.
pub(super) struct PoolLender {
    pub(super) pool: Weak<Shared>,
    pub(super) initial_bytes: usize,
}

impl Lender for PoolLender {
    fn lend(&self) -> Loan {
        match shelf::take_warm(self.pool.as_ptr()) {
            Some(warm) => warm.loan,
            None => self.find_or_make(),
        }
    }
}

impl PoolLender {
    #[cold]
    fn find_or_make(&self) -> Loan {
        if let Some(pool) = self.pool.upgrade() {
            if let Some(warm) = pool.warm_overflow.take() {
                return warm.loan;
            }
            shelf::count(&pool, Count::ChunksMade, 1);
        }
        Loan::new(self.initial_bytes)
    }
}
