//! Lending: an arena that belongs to a keeper has no chunk until something is allocated in it. Then it
//! borrows one, with what is kept along with it, and gives it back when its request is over; so memory
//! follows the requests that are using arenas, not those that wait.
//!
//! Who keeps chunks, and how many, is left to [`pool`](crate::pool); how large they are, to [`sizing`].
//!
//! [`sizing`]: super::sizing
//!
//! # How a first allocation is told from the others
//!
//! By no check. The bump of an arena that waits is empty, and its limit is 0 bytes, so it refuses; and what
//! the bump refuses comes by [`Arena::as_owner_with_chunk`] before it is refused for good.

use std::mem::replace;
use std::sync::atomic::Ordering;

use bumpalo::Bump;

use super::budget::limit;
use super::scope::Inside;
use super::sizing::{ChunkLimits, Sizing};
use super::{Arena, BLOCK_ALIGN, Companion, Owned, Usage};

/// Lends chunks to arenas.
pub(crate) trait Lender: Send + Sync {
    /// A loan for one request; without a chunk, if the heap has no room for one.
    ///
    /// Called by the thread inside the arena's scope.
    fn lend(&self) -> Loan;
}

/// A bump for one request at a time, and what goes with it from request to request.
pub(crate) struct Loan {
    /// Without a limit, and with no block given out.
    bump: Bump<BLOCK_ALIGN>,
    companion: Option<Companion>,
    sizing: Sizing,
}

impl Loan {
    /// One that has served no request, with a chunk of at least `bytes` bytes if the heap has room for it.
    pub(crate) fn new(bytes: usize) -> Self {
        let bump = chunk_of(bytes);
        Self {
            sizing: Sizing::new(bump.allocated_bytes()),
            bump,
            companion: None,
        }
    }

    /// After a request that used `usage`: begins again with a chunk of another size if this one's is wrong.
    pub(crate) fn resize(&mut self, usage: Usage, limits: ChunkLimits) {
        if let Some(bytes) = self.sizing.after(usage, self.chunk_bytes(), limits) {
            // Freed first, so that there are never both.
            self.bump = empty();
            self.bump = chunk_of(bytes);
            self.sizing.settle(self.chunk_bytes());
        }
    }

    pub(crate) fn chunk_bytes(&self) -> usize {
        self.bump.allocated_bytes()
    }

    pub(crate) fn companion_mut(&mut self) -> Option<&mut Companion> {
        self.companion.as_mut()
    }
}

/// A bump with a chunk of at least `bytes` bytes, or with none if the heap has no room for it.
fn chunk_of(bytes: usize) -> Bump<BLOCK_ALIGN> {
    Bump::try_with_min_align_and_capacity(bytes).unwrap_or_else(|_| empty())
}

fn empty() -> Bump<BLOCK_ALIGN> {
    Bump::with_min_align()
}

/// The bump of an arena that waits for its chunk: it refuses all blocks but those of no bytes, which it makes
/// of nothing, and never turns to the heap.
fn waiting() -> Bump<BLOCK_ALIGN> {
    let bump = empty();
    bump.set_allocation_limit(Some(0));
    bump
}

impl Owned<'_> {
    /// Whether the arena, which has a lender, has not borrowed yet.
    fn is_waiting(&self) -> bool {
        self.sizing.get().is_none()
    }
}

impl Arena {
    /// An arena that borrows its chunk when something is first allocated in it.
    pub(crate) fn borrowing_from(lender: Box<dyn Lender>) -> Self {
        Self {
            lender: Some(lender),
            ..Self::around(waiting())
        }
    }

    /// Runs `work` as [`as_owner`](Self::as_owner) does, with a bump that has got its chunk.
    #[cold]
    #[inline(never)]
    pub(super) fn as_owner_with_chunk<R>(&self, work: impl FnOnce(Owned<'_>) -> R) -> Option<R> {
        let _inside = Inside::new(self);
        if let Some(lender) = &self.lender
            && self.owned()?.is_waiting()
        {
            let loan = lender.lend();
            self.furnish(loan);
        }
        self.owned().map(work)
    }

    /// Puts in what was lent. To be called by the thread inside.
    fn furnish(&self, loan: Loan) {
        let Some(owned) = self.owned() else {
            return;
        };
        if !owned.is_waiting() {
            // The heap, asked by the lender, has itself allocated here: blocks of that loan are given out.
            return;
        }
        let Loan {
            bump,
            companion,
            sizing,
        } = loan;
        if let Some(bytes) = self.budget {
            let withheld = limit(&bump, bytes);
            self.withheld.store(withheld, Ordering::Relaxed);
        }
        owned.sizing.set(Some(sizing));
        // One may have been put in by somebody who has found another thread inside when it was to be taken.
        let former = companion.and_then(|lent| owned.companion.replace(Some(lent)));
        // SAFETY: this thread is inside, so no other touches the bump, and it holds no reference to it either:
        // such references are made by `Owned::bump` for one call of the bump's own methods, all of which return
        // without running anyone else's code while the arena waits. It does, or was checked to a moment ago,
        // since when nothing was run but moves. No block of the waiting bump is invalidated, as it has none.
        let waiting = unsafe { replace(&mut *self.bump.get(), bump) };
        // Dropped only now, when nothing is held.
        drop((waiting, former));
    }

    /// Ends the loan, after a [`reset`](Self::reset), and waits for the next. `None` if nothing was borrowed.
    pub(crate) fn end_loan(&mut self) -> Option<Loan> {
        debug_assert!(self.lender.is_some() && self.budget.is_none());
        // Without a loan it is nobody's, and freed.
        let companion = self.companion.get_mut().take();
        let sizing = self.sizing.get_mut().take()?;
        *self.settled_bytes.get_mut() = 0;
        Some(Loan {
            bump: replace(self.bump.get_mut(), waiting()),
            companion,
            sizing,
        })
    }

    /// Whether nothing was borrowed or put in, no budget set, and nothing given to strangers.
    #[inline]
    pub(crate) fn is_untouched(&mut self) -> bool {
        self.sizing.get_mut().is_none()
            && self.budget.is_none()
            && self.companion.get_mut().is_none()
            && !self.strangers.have_allocated()
    }

    /// Whether the bump has the limit that an arena that waits puts on it.
    pub(super) fn is_waiting(&mut self) -> bool {
        self.lender.is_some() && self.sizing.get_mut().is_none()
    }
}
