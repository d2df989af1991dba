//! A context as the pool knows it: where it belongs, and how it is made ready for the next request.

use std::sync::Weak;

use super::Shared;
use super::stack::Kept;
use super::warm::Warm;
use crate::arena::ChunkLimits;
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

    /// Makes the context ready for the next request, and what it has borrowed too.
    #[inline]
    pub(super) fn recycle(&mut self) -> (Traces, Option<Warm>) {
        if self.context.is_untouched() {
            return (Traces::default(), None);
        }
        self.clean_up()
    }

    fn clean_up(&mut self) -> (Traces, Option<Warm>) {
        let usage = self.context.usage();
        let arena = self.context.arena();
        let traces = Traces {
            arena_bytes: usage.allocated,
            strangers_allocations: arena.strangers_allocations(),
            budget_refusals: arena.budget_refusals(),
        };
        self.context.reset();
        let loan = self.context.end_loan();
        let warm = loan.and_then(|loan| Warm::recycle(loan, usage, self.limits));
        (traces, warm)
    }
}

/// In the pool a context keeps nothing: what its requests need is lent.
impl Kept for Box<Pooled> {
    #[inline]
    fn kept_bytes(&self) -> usize {
        0
    }
}
