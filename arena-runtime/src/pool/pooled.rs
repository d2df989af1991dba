//! A context as the pool knows it: where it belongs, what it keeps, and how it is made ready for the next
//! request.

use std::sync::Weak;

use super::Shared;
use super::sizing::{ChunkLimits, Sizing};
use crate::context::RequestContext;

/// A context and the pool it belongs to. The link is weak: contexts do not keep a pool alive.
pub(super) struct Pooled {
    pub(super) context: RequestContext,
    pub(super) home: Weak<Shared>,
    sizing: Sizing,
    kept_bytes: usize,
}

/// What a request has done to its context, for the pool's counts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Traces {
    pub(super) arena_bytes: usize,
    pub(super) strangers_allocations: usize,
    pub(super) budget_refusals: usize,
}

impl Pooled {
    pub(super) fn new(
        mut context: RequestContext,
        home: Weak<Shared>,
        limits: ChunkLimits,
    ) -> Self {
        let chunk = context.usage().allocated;
        Self {
            context,
            home,
            sizing: Sizing::new(chunk, limits),
            kept_bytes: chunk,
        }
    }

    /// Bytes that the pool keeps by keeping this context. Of a context at work: what it had before.
    #[inline]
    pub(super) fn kept_bytes(&self) -> u64 {
        self.kept_bytes as u64
    }

    /// Makes the context ready for the next request, with no more than it may keep.
    #[inline]
    pub(super) fn recycle(&mut self) -> Traces {
        if self.sizing.is_settled() && self.context.is_untouched() {
            return Traces {
                arena_bytes: self.sizing.chunk(),
                strangers_allocations: 0,
                budget_refusals: 0,
            };
        }
        self.clean_up()
    }

    fn clean_up(&mut self) -> Traces {
        let usage = self.context.usage();
        let arena = self.context.arena();
        let traces = Traces {
            arena_bytes: usage.allocated,
            strangers_allocations: arena.strangers_allocations(),
            budget_refusals: arena.budget_refusals(),
        };
        self.context.reset();
        let mut chunk = self.context.usage().allocated;
        if let Some(smaller) = self.sizing.after(usage, chunk) {
            self.context.reset_to(smaller);
            chunk = self.context.usage().allocated;
            self.sizing.settle(chunk);
        }
        let mut objects = self.context.kept_object_bytes();
        if chunk + objects > self.sizing.limits.most {
            self.context.clear_objects();
            objects = 0;
        }
        self.kept_bytes = chunk + objects;
        traces
    }
}
