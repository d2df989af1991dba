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
//! By no check of its own. The thread inside an arena that waits is not its owner, says the
//! [owner word](super::owner), and who is not the owner comes by [`Arena::as_owner_with_chunk`] anyway.

use std::alloc::Layout;
use std::mem::swap;
use std::ptr::NonNull;
use std::sync::atomic::Ordering;

use bumpalo::Bump;

use super::budget::limit;
use super::owner::OwnerWord;
use super::scope::Inside;
use super::sizing::{ChunkLimits, Sizing};
use super::{Arena, BLOCK_ALIGN, Companion, Owned, Usage};

/// Lends chunks to arenas.
pub(crate) trait Lender: Send + Sync {
    /// A loan for one request; without a chunk, if the heap has no room for one.
    ///
    /// Called by the thread inside the arena's scope.
    fn lend(&self) -> Box<Loan>;
}

/// A bump for one request at a time, and what goes with it from request to request.
///
/// It is handed on in its box, and while it is lent, the arena has put its own empty bump in place of this one.
pub(crate) struct Loan {
    /// Without a limit, and with no block given out.
    bump: Bump<BLOCK_ALIGN>,
    companion: Option<Companion>,
    sizing: Sizing,
    /// What its keeper has put down for it.
    pub(crate) kept_bytes: usize,
}

impl Loan {
    /// One that has served no request, with a chunk of at least `bytes` bytes if the heap has room for it.
    pub(crate) fn new(bytes: usize) -> Self {
        let bump = chunk_of(bytes);
        Self {
            sizing: Sizing::new(bump.allocated_bytes()),
            bump,
            companion: None,
            kept_bytes: 0,
        }
    }

    /// After a request that used `usage`: begins again with a chunk of another size if this one's is wrong.
    #[inline]
    pub(crate) fn resize(&mut self, usage: Usage, limits: ChunkLimits) {
        if let Some(bytes) = self.sizing.after(usage, self.chunk_bytes(), limits) {
            self.begin_again(bytes);
        }
    }

    #[cold]
    fn begin_again(&mut self, bytes: usize) {
        // Freed first, so that there are never both.
        self.bump = empty();
        self.bump = chunk_of(bytes);
        self.sizing.settle(self.chunk_bytes());
    }

    #[inline]
    pub(crate) fn chunk_bytes(&self) -> usize {
        self.bump.allocated_bytes()
    }

    #[inline]
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

impl Arena {
    /// An arena that borrows its chunk when something is first allocated in it.
    pub(crate) fn borrowing_from(lender: Box<dyn Lender>) -> Self {
        Self {
            owner: OwnerWord::waiting(),
            lender: Some(lender),
            ..Self::around(empty())
        }
    }

    /// A block for the thread inside, if there is room for one in a chunk borrowed now. `None` if the arena does
    /// not wait for one, or no more than that chunk would do.
    #[inline]
    pub(super) fn allocate_in_borrowed(&self, layout: Layout) -> Option<NonNull<u8>> {
        if !self.owner.is_mine_waiting() {
            return None;
        }
        self.borrow();
        self.owned()?.bump.try_alloc_layout(layout).ok()
    }

    /// Runs `work` as [`as_owner`](Self::as_owner) does, with a bump that has got its chunk.
    #[cold]
    #[inline(never)]
    pub(super) fn as_owner_with_chunk<R>(&self, work: impl FnOnce(Owned<'_>) -> R) -> Option<R> {
        let _inside = Inside::new(self);
        if self.owner.is_mine_waiting() {
            self.borrow();
        }
        self.owned().map(work)
    }

    /// Borrows what is waited for. The calling thread is inside.
    fn borrow(&self) {
        if let Some(lender) = &self.lender {
            self.furnish(lender.lend());
        }
    }

    /// Puts in what was lent, if it is still waited for. The calling thread is inside.
    #[inline]
    fn furnish(&self, mut loan: Box<Loan>) {
        // The heap, asked by the lender, may itself have allocated here. Then there is a chunk, and blocks of it
        // have been given out.
        if !self.owner.is_mine_waiting() {
            return;
        }
        if let Some(bytes) = self.budget {
            let withheld = limit(&loan.bump, bytes);
            self.withheld.store(withheld, Ordering::Relaxed);
        }
        // SAFETY: the arena waits and this thread is inside it, so there is no `Owned`, and with it no reference
        // to the bump: one is only made by the owner, and once there has been one, the arena does not wait until
        // somebody has had it as `&mut`. Nobody else becomes the owner before this thread leaves.
        swap(unsafe { &mut *self.bump.get() }, &mut loan.bump);
        // As it is for the bump: who is not the owner does not touch these. They are empty.
        if let Some(companion) = loan.companion.take() {
            self.companion.set(Some(companion));
        }
        self.loan.set(Some(loan));
        self.owner.furnished();
    }

    /// Forgets all as [`reset`](Self::reset) does, ends the loan and waits for the next. Returns what was
    /// borrowed, if anything was, and what was used of it.
    #[inline]
    pub(crate) fn end_loan(&mut self) -> (Option<Box<Loan>>, Usage) {
        let usage = self.usage();
        if self.budget.is_some() {
            self.forget_budget();
        }
        self.strangers.reset();
        let mut loan = self.loan.get_mut().take();
        if let Some(loan) = &mut loan {
            swap(self.bump.get_mut(), &mut loan.bump);
            loan.bump.reset();
            if let Some(companion) = self.companion.get_mut().take() {
                loan.companion = Some(companion);
            }
            self.owner = OwnerWord::waiting();
            *self.settled_bytes.get_mut() = 0;
        }
        (loan, usage)
    }

    /// Whether nothing was borrowed, no budget set, and nothing given to strangers.
    #[inline]
    pub(crate) fn is_untouched(&mut self) -> bool {
        self.owner.is_waiting() && self.budget.is_none() && !self.strangers.have_allocated()
    }
}
