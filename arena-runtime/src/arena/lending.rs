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
    #[expect(
        clippy::unnecessary_box_returns,
        reason = "a loan stays in its box from request to request"
    )]
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

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::{Arena, Lender, Loan};

    /// Lends new chunks, counts them, and does something first.
    struct Counting {
        lent: Arc<AtomicUsize>,
        first: fn(usize),
    }

    impl Lender for Counting {
        fn lend(&self) -> Box<Loan> {
            let lent = self.lent.fetch_add(1, Ordering::Relaxed);
            (self.first)(lent);
            Box::new(Loan::new(4096))
        }
    }

    fn arena(first: fn(usize)) -> (Arena, Arc<AtomicUsize>) {
        let lent = Arc::new(AtomicUsize::new(0));
        let lender = Counting {
            lent: Arc::clone(&lent),
            first,
        };
        (Arena::borrowing_from(Box::new(lender)), lent)
    }

    #[test]
    fn one_chunk_is_lent_for_a_request_when_it_allocates() {
        let (mut arena, lent) = arena(|_| {});
        for round in 1..4 {
            arena.enter(|| assert!(arena.is_entered()));
            assert_eq!(arena.allocated_bytes(), 0);
            assert!(arena.is_untouched());
            // Inside or outside, whoever is first.
            if round == 2 {
                arena.alloc_str("outside");
            }
            let kept = arena.enter(|| {
                let kept = arena.alloc_str("inside");
                arena.alloc_slice_copy(&[7; 100]);
                kept
            });
            assert_eq!(arena.alloc_str(kept), "inside");
            assert!(arena.allocated_bytes() >= 4096);
            assert_eq!(lent.load(Ordering::Relaxed), round);
            let (loan, usage) = arena.end_loan();
            assert!(loan.is_some() && usage.used > 400);
            assert!(arena.end_loan().0.is_none());
        }
        assert_eq!(arena.strangers_allocations(), 0);
    }

    #[test]
    fn a_panic_of_the_lender_leaves_the_arena_waiting() {
        let (mut arena, lent) = arena(|lent| assert!(lent >= 4, "on purpose"));
        for inside in [true, false, true, false] {
            let work = AssertUnwindSafe(|| {
                if inside {
                    arena.enter(|| arena.alloc(7));
                } else {
                    arena.alloc(7);
                }
            });
            assert!(catch_unwind(work).is_err());
            assert!(!arena.is_entered() && arena.is_untouched());
        }
        assert_eq!(*arena.alloc(7), 7);
        assert_eq!(lent.load(Ordering::Relaxed), 5);
    }

    #[test]
    fn what_the_lender_itself_allocates_in_the_arena_stays() {
        thread_local! {
            static ARENA: Cell<Option<&'static Arena>> = const { Cell::new(None) };
            static INNER: Cell<&'static str> = const { Cell::new("") };
        }
        let (arena, lent) = arena(|lent| {
            if let (0, Some(arena)) = (lent, ARENA.get()) {
                INNER.set(arena.alloc_str("from within"));
            }
        });
        let arena: &Arena = Box::leak(Box::new(arena));
        ARENA.set(Some(arena));
        let outer = arena.enter(|| arena.alloc_slice_copy(&[7_u8; 3000]));
        arena.alloc_slice_copy(&[1_u8; 3000]);
        assert_eq!(INNER.get(), "from within");
        assert_eq!(outer, [7; 3000]);
        assert_eq!(lent.load(Ordering::Relaxed), 2);
        assert!(arena.allocated_bytes() < 16 * 1024, "the other was freed");
    }

    #[test]
    fn a_budget_counts_whenever_it_is_set() {
        for (touched, reset) in [(false, false), (false, true), (true, false), (true, true)] {
            let (mut arena, _) = arena(|_| {});
            if touched {
                arena.alloc_str("before");
            }
            arena.set_budget(1000);
            if reset {
                arena.reset();
                assert_eq!(arena.budget(), None);
                arena.set_budget(2000);
            }
            let most = if reset { 2000 } else { 1000 };
            assert!(arena.try_alloc_slice_copy(&vec![7_u8; most - 100]).is_ok());
            assert!(arena.try_alloc_slice_copy(&[7_u8; 200]).is_err());
            assert_eq!(arena.budget_refusals(), 1);
            let (loan, usage) = arena.end_loan();
            // What is withheld for a budget is not used.
            assert!((most - 100..most + 100).contains(&usage.used), "{usage:?}");
            assert!(loan.unwrap().bump.allocation_limit().is_none());
            assert!(arena.try_alloc_slice_copy(&[7_u8; 10_000]).is_ok());
        }
        let (mut arena, lent) = arena(|_| {});
        arena.set_budget(0);
        assert!(arena.try_alloc_str("Ada").is_err());
        arena.reset();
        assert!(arena.try_alloc_str("Ada").is_ok());
        assert_eq!(lent.load(Ordering::Relaxed), 1);
    }

    #[test]
    fn a_reset_before_the_loan_changes_nothing() {
        let (mut arena, lent) = arena(|_| {});
        arena.set_budget(100);
        arena.reset();
        arena.reset();
        assert_eq!(lent.load(Ordering::Relaxed), 0);
        assert!(arena.is_untouched());
        arena.enter(|| arena.alloc_str(&"x".repeat(100_000)).len());
        arena.reset();
        assert!(arena.allocated_bytes() >= 100_000, "the loan goes on");
        assert_eq!(lent.load(Ordering::Relaxed), 1);
    }

    #[test]
    fn strangers_do_not_borrow() {
        let (mut arena, lent) = arena(|_| {});
        arena.enter(|| {
            let strangers = std::thread::scope(|threads| {
                let stranger = threads.spawn(|| {
                    assert!(arena.take_companion().is_none());
                    assert!(arena.put_companion(Box::new(7)).is_some());
                    arena.alloc_str("a stranger's")
                });
                stranger.join().unwrap()
            });
            assert_eq!(lent.load(Ordering::Relaxed), 0);
            assert_eq!(arena.alloc_str("own"), "own");
            assert_eq!(strangers, "a stranger's");
        });
        assert_eq!(lent.load(Ordering::Relaxed), 1);
        assert!(!arena.is_untouched());
        assert!(arena.end_loan().0.is_some());
        assert!(arena.is_untouched());
    }

    #[test]
    fn a_companion_goes_with_the_loan() {
        let (mut arena, _) = arena(|_| {});
        assert!(
            arena.put_companion(Box::new(1)).is_some(),
            "nowhere to put it"
        );
        assert!(arena.take_companion().is_none());
        assert!(arena.put_companion(Box::new(7)).is_none());
        let (loan, _) = arena.end_loan();
        assert!(loan.unwrap().companion_mut().unwrap().is::<i32>());
        assert!(arena.take_companion().is_none());
    }

    #[test]
    fn blocks_of_no_bytes_outlive_the_wait() {
        let (arena, _) = arena(|_| {});
        let mut bytes = allocator_api2::vec::Vec::new_in(&arena);
        assert!(arena.enter(|| arena.alloc_slice_copy::<u8>(&[])).is_empty());
        let aligned = arena.alloc([0_u64; 0]);
        bytes.extend_from_slice(b"seven");
        bytes.shrink_to_fit();
        assert!(aligned.is_empty());
        assert_eq!(bytes, b"seven");
    }
}

#[cfg(all(test, arena_loom))]
mod models {
    use loom::sync::Arc;
    use loom::sync::atomic::{AtomicUsize, Ordering};
    use loom::thread;

    use crate::interleavings;

    use super::{Arena, Lender, Loan};

    struct Counting(Arc<AtomicUsize>);

    impl Lender for Counting {
        fn lend(&self) -> Box<Loan> {
            self.0.fetch_add(1, Ordering::Relaxed);
            Box::new(Loan::new(256))
        }
    }

    /// One thread inside a waiting arena's scope and two outside allocate at once: one chunk is borrowed, and
    /// nobody's block is another's.
    #[test]
    fn one_chunk_is_borrowed_whoever_is_first() {
        interleavings::with_few_interruptions("one_chunk_is_borrowed_whoever_is_first", 2, || {
            let lent = Arc::new(AtomicUsize::new(0));
            let arena = Arena::borrowing_from(Box::new(Counting(Arc::clone(&lent))));
            let arena = Arc::new(arena);
            let others: Vec<_> = [true, false]
                .into_iter()
                .map(|inside| {
                    let arena = Arc::clone(&arena);
                    thread::spawn(move || {
                        let number = usize::from(inside);
                        let block = if inside {
                            arena.enter(|| arena.alloc(number))
                        } else {
                            arena.alloc(number)
                        };
                        assert_eq!(*block, number);
                    })
                })
                .collect();
            let block = arena.alloc(7_usize);
            for other in others {
                other.join().unwrap();
            }
            assert_eq!(*block, 7);
            assert!(lent.load(Ordering::Relaxed) <= 1);
        });
    }
}
