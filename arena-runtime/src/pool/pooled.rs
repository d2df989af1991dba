//! A context as the pool knows it: where it belongs, and how it is made ready for the next request.

use std::sync::Weak;

use super::Shared;
use super::stack::Kept;
use super::warm;
use crate::arena::{ChunkLimits, Loan};
use crate::context::RequestContext;

/// A context and the pool it belongs to. The link is weak: contexts do not keep a pool alive.
pub(super) struct Pooled {
    pub(super) context: RequestContext,
    pub(super) home: Weak<Shared>,
    limits: ChunkLimits,
}

/// What a request has done to its context, for the pool's counts.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Traces {
    pub(super) arena_bytes: usize,
    pub(super) strangers_allocations: usize,
    pub(super) budget_refusals: usize,
}

impl Pooled {
    pub(super) fn new(context: RequestContext, home: Weak<Shared>, limits: ChunkLimits) -> Self {
        Self {
            context,
            home,
            limits,
        }
    }

    /// Whether the request has left nothing behind, so that there is nothing to be made ready.
    #[inline]
    pub(super) fn is_untouched(&mut self) -> bool {
        self.context.is_untouched()
    }

    /// Makes the context ready for the next request, and what it has borrowed too.
    #[inline]
    pub(super) fn recycle(&mut self) -> (Traces, Option<Box<Loan>>) {
        let arena = self.context.arena();
        let mut traces = Traces {
            arena_bytes: 0,
            strangers_allocations: arena.strangers_allocations(),
            budget_refusals: arena.budget_refusals(),
        };
        let (mut loan, usage) = self.context.end_loan();
        traces.arena_bytes = usage.allocated;
        if let Some(loan) = &mut loan {
            warm::recycle(loan, usage, self.limits);
        }
        (traces, loan)
    }
}

/// In the pool a context keeps nothing: what its requests need is lent.
impl Kept for Box<Pooled> {
    #[inline]
    fn kept_bytes(&self) -> usize {
        0
    }
}
