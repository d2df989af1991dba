//! Warm chunks: what a request borrows when it first allocates, kept by the pool in between. Where they wait
//! is left to [`shelf`] and [`overflow`](super::overflow).

use std::sync::Weak;

use super::counters::Count;
use super::stack::Kept;
use super::{Shared, shelf};
use crate::arena::{ChunkLimits, Lender, Loan, Usage};
use crate::context::{clear_objects, kept_object_bytes};

impl Kept for Box<Loan> {
    #[inline]
    fn kept_bytes(&self) -> usize {
        self.kept_bytes
    }
}

/// Makes a loan ready for the next request, with no more than may be kept.
#[inline]
pub(super) fn recycle(loan: &mut Loan, usage: Usage, limits: ChunkLimits) {
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
    loan.kept_bytes = chunk + objects;
}

/// Lends the chunks of a pool, as long as it exists, and new ones when it has none.
pub(super) struct PoolLender {
    pub(super) pool: Weak<Shared>,
    pub(super) initial_bytes: usize,
}

impl Lender for PoolLender {
    fn lend(&self) -> Box<Loan> {
        shelf::take_warm(self.pool.as_ptr()).unwrap_or_else(|| self.find_or_make())
    }
}

impl PoolLender {
    #[cold]
    #[expect(
        clippy::unnecessary_box_returns,
        reason = "a loan stays in its box from request to request"
    )]
    fn find_or_make(&self) -> Box<Loan> {
        if let Some(pool) = self.pool.upgrade() {
            if let Some(loan) = pool.warm_overflow.take() {
                return loan;
            }
            shelf::count(&pool, Count::ChunksMade, 1);
        }
        Box::new(Loan::new(self.initial_bytes))
    }
}
