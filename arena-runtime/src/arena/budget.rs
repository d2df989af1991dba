//! The budget: how much a request may take of the arena, and what happens when it asks for more.
//!
//! Counting is left to the bump, which knows its limit when it looks for a new chunk, so a budget costs
//! nothing on the way: what is beyond it is taken out of the chunk at hand. Making a response of a refusal is left to [`axum`](crate::axum).
//!
//! # How a refusal ends the request
//!
//! A call that returns a `Result` returns an error. Any other unwinds, with [`BudgetExceeded`] as its
//! payload, to [`Arena::within_budget`] around the request. Where unwinding cannot be (`panic = "abort"`, or
//! a drop that allocates while a panic is under way) the memory is given after all, and the request is
//! ended at its next await or at its end instead.

use std::alloc::Layout;
use std::cell::Cell;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind, panic_any, resume_unwind};
use std::ptr::NonNull;
use std::sync::atomic::Ordering;

use allocator_api2::alloc::AllocError as Refused;
use bumpalo::Bump;

use super::{Arena, BLOCK_ALIGN};

/// A request asked for more of the arena than its budget allows.
///
/// Also what the calls that do not return a `Result` unwind with; handlers under `#[arena_handler]` that
/// answer with a response, and whatever is behind an `ArenaLayer`, turn that into an error response.
///
/// ```
/// use arena_runtime::{AllocError, Arena};
///
/// let mut arena = Arena::new();
/// arena.set_budget(10_000);
/// let refused = arena.try_alloc_slice_copy(&[0; 20_000]).unwrap_err();
/// let AllocError::OverBudget(exceeded) = refused else { unreachable!() };
/// assert_eq!(exceeded.budget(), 10_000);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BudgetExceeded {
    budget: usize,
}

impl BudgetExceeded {
    /// The budget, in bytes.
    ///
    /// ```
    /// # let mut arena = arena_runtime::Arena::new();
    /// arena.set_budget(64);
    /// assert_eq!(arena.budget(), Some(64));
    /// ```
    #[must_use]
    pub fn budget(&self) -> usize {
        self.budget
    }
}

impl fmt::Display for BudgetExceeded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the request needs more than its budget of {} bytes of arena memory",
            self.budget
        )
    }
}

impl std::error::Error for BudgetExceeded {}

/// Why a `try_` call got no memory.
///
/// ```
/// let arena = arena_runtime::Arena::new();
/// assert!(arena.try_alloc_str("small").is_ok());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AllocError {
    /// The request's budget is spent.
    OverBudget(BudgetExceeded),
    /// The heap has no more, or nothing as large as that can be.
    OutOfMemory,
}

impl fmt::Display for AllocError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OverBudget(exceeded) => exceeded.fmt(f),
            Self::OutOfMemory => f.write_str("out of memory"),
        }
    }
}

impl std::error::Error for AllocError {}

/// What there was too little of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shortage {
    OfBudget,
    OfMemory,
}

/// Lets `bump` give out `bytes` more, and no more. Returns how much of its chunk it withholds for that.
pub(super) fn limit(bump: &Bump<BLOCK_ALIGN>, bytes: usize) -> usize {
    let spare = bump.chunk_capacity();
    let mut withheld = 0;
    if let Some(beyond) = spare.checked_sub(bytes)
        && let Ok(beyond) = Layout::from_size_align(beyond, BLOCK_ALIGN)
        // It fits, being a part of what is spare.
        && bump.try_alloc_layout(beyond).is_ok()
    {
        withheld = beyond.size();
    }
    let more = bytes.saturating_sub(spare);
    bump.set_allocation_limit(Some(bump.allocated_bytes().saturating_add(more)));
    withheld
}

/// A block from `bump`, which has found no chunk for it within its limit. As the bump looks for chunks of
/// twice the last one's size, and for halves of that, there may be enough left all the same: then any chunk
/// will do, of which what is beyond the limit is withheld. That is returned too.
pub(super) fn allocate_within_limit(
    bump: &Bump<BLOCK_ALIGN>,
    layout: Layout,
) -> Result<(NonNull<u8>, usize), Shortage> {
    let Some(former) = bump.allocation_limit() else {
        return Err(Shortage::OfMemory);
    };
    let left = former.saturating_sub(bump.allocated_bytes());
    let wanted = layout.size().saturating_add(layout.align());
    let left = left.checked_sub(wanted).ok_or(Shortage::OfBudget)?;
    bump.set_allocation_limit(None);
    let Ok(block) = bump.try_alloc_layout(layout) else {
        bump.set_allocation_limit(Some(former));
        return Err(Shortage::OfMemory);
    };
    Ok((block, limit(bump, left)))
}

/// How the call under way on this thread wants to hear of a refusal.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Manners {
    /// By unwinding.
    Infallible,
    /// By an error.
    Fallible,
    /// By an error, and it was the budget's.
    FallibleOverBudget,
}

thread_local! {
    static MANNERS: Cell<Manners> = const { Cell::new(Manners::Infallible) };
    /// Calls of [`Arena::within_budget`] under way on this thread.
    static CATCHING: Cell<usize> = const { Cell::new(0) };
}

/// Puts a thread-local back to what it was, by unwinding too.
struct Restore<T: Copy + 'static> {
    to: &'static std::thread::LocalKey<Cell<T>>,
    before: T,
}

impl<T: Copy> Restore<T> {
    fn replacing(to: &'static std::thread::LocalKey<Cell<T>>, with: T) -> Self {
        Self {
            to,
            before: to.replace(with),
        }
    }
}

impl<T: Copy> Drop for Restore<T> {
    fn drop(&mut self) {
        self.to.set(self.before);
    }
}

impl Arena {
    /// From now until the next [`reset`](Self::reset), at most `bytes` more are given out; as many again
    /// to threads that allocate while another is inside the scope.
    ///
    /// Counted with the gaps that alignment and the ends of chunks leave. What was freed and not given out
    /// again counts too.
    ///
    /// Over budget, the `try_` calls return an error. All others unwind with a [`BudgetExceeded`], which
    /// ends the request with an error response under `#[arena_handler]` and `ArenaLayer`. With
    /// `panic = "abort"` they give out the memory after all, and the response is replaced by the error at
    /// the handler's next await, or at its end.
    ///
    /// ```
    /// let mut arena = arena_runtime::Arena::new();
    /// arena.set_budget(10_000);
    /// assert!(arena.try_alloc_slice_copy(&[0u8; 4_000]).is_ok());
    /// assert!(arena.try_alloc_slice_copy(&[0u8; 8_000]).is_err());
    /// arena.reset();
    /// assert!(arena.try_alloc_slice_copy(&[0u8; 20_000]).is_ok());
    /// ```
    pub fn set_budget(&mut self, bytes: usize) {
        self.budget = Some(bytes);
        // What is lent later is limited then.
        if !self.owner.is_waiting() {
            *self.withheld.get_mut() = limit(self.bump.get_mut(), bytes);
        }
        self.strangers.set_budget(bytes);
    }

    /// The budget, in bytes, if there is one.
    ///
    /// ```
    /// assert_eq!(arena_runtime::Arena::new().budget(), None);
    /// ```
    #[must_use]
    pub fn budget(&self) -> Option<usize> {
        self.budget
    }

    /// Allocations that the budget refused since the arena was made or last reset.
    ///
    /// ```
    /// let mut arena = arena_runtime::Arena::new();
    /// arena.set_budget(100);
    /// assert!(arena.try_alloc_slice_copy(&[0; 10_000]).is_err());
    /// assert_eq!(arena.budget_refusals(), 1);
    /// ```
    #[must_use]
    pub fn budget_refusals(&self) -> usize {
        self.refusals.load(Ordering::Relaxed)
    }

    pub(super) fn forget_budget(&mut self) {
        self.budget = None;
        self.bump.get_mut().set_allocation_limit(None);
        *self.withheld.get_mut() = 0;
        *self.refusals.get_mut() = 0;
        *self.over_budget.get_mut() = false;
    }

    /// Runs `work`, a part of a request: an error once the request has gone over its budget in a call that
    /// could not say so, by returning no `Result`. What of the request is left must not be taken up again
    /// then.
    ///
    /// Handlers under `#[arena_handler]` and whatever is behind an `ArenaLayer` are run in this way, poll by
    /// poll; it is for those who lease contexts themselves.
    ///
    /// # Errors
    ///
    /// When the budget is exceeded.
    ///
    /// ```
    /// let mut arena = arena_runtime::Arena::new();
    /// arena.set_budget(10_000);
    /// let endless = arena.within_budget(|| loop {
    ///     arena.alloc_str("again and again");
    /// });
    /// assert_eq!(endless.unwrap_err().budget(), 10_000);
    /// ```
    #[inline]
    pub fn within_budget<R>(&self, work: impl FnOnce() -> R) -> Result<R, BudgetExceeded> {
        match self.budget {
            None => Ok(work()),
            Some(budget) => self.within(budget, work),
        }
    }

    fn within<R>(&self, budget: usize, work: impl FnOnce() -> R) -> Result<R, BudgetExceeded> {
        let ended = {
            let _catching = Restore::replacing(&CATCHING, CATCHING.get() + 1);
            // What `work` left half-done belongs to a request that ends here, or to one that goes on
            // unwinding.
            catch_unwind(AssertUnwindSafe(work))
        };
        match ended {
            // Noticed even if the code in between has caught the panic, or there was none.
            _ if self.over_budget.load(Ordering::Relaxed) => Err(BudgetExceeded { budget }),
            Ok(done) => Ok(done),
            Err(panic) => resume_unwind(panic),
        }
    }

    /// Runs `work`, which allocates through a call that can fail, and says why if it does.
    pub(crate) fn fallibly<R, E>(
        &self,
        work: impl FnOnce() -> Result<R, E>,
    ) -> Result<R, AllocError> {
        let _restored = Restore::replacing(&MANNERS, Manners::Fallible);
        work().map_err(|_| match (MANNERS.get(), self.budget) {
            (Manners::FallibleOverBudget, Some(budget)) => {
                AllocError::OverBudget(BudgetExceeded { budget })
            }
            _ => AllocError::OutOfMemory,
        })
    }

    /// What becomes of an allocation for which there was no room.
    #[cold]
    pub(super) fn refuse(
        &self,
        layout: Layout,
        shortage: Shortage,
    ) -> Result<NonNull<u8>, Refused> {
        let (Some(budget), Shortage::OfBudget) = (self.budget, shortage) else {
            return Err(Refused);
        };
        self.refusals.fetch_add(1, Ordering::Relaxed);
        if MANNERS.get() != Manners::Infallible {
            MANNERS.set(Manners::FallibleOverBudget);
            return Err(Refused);
        }
        self.over_budget.store(true, Ordering::Relaxed);
        if cfg!(panic = "abort") || std::thread::panicking() {
            return self.strangers.allocate_beyond_limit(layout);
        }
        let exceeded = BudgetExceeded { budget };
        if CATCHING.get() > 0 {
            // Nothing to report: the request is answered.
            resume_unwind(Box::new(exceeded))
        } else {
            panic_any(exceeded)
        }
    }
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use super::{AllocError, Arena, BudgetExceeded};

    /// How many KiB can be had, one by one.
    fn kibibytes_to_be_had(arena: &Arena) -> usize {
        let most = 1000;
        (0..most)
            .find(|_| arena.try_alloc_slice_copy(&[7u8; 1024]).is_err())
            .unwrap_or(most)
    }

    #[test]
    fn the_budget_is_kept_whatever_chunk_is_at_hand() {
        for warm in [0, 1_000, 16 * 1024, 100 * 1024] {
            for budget in [8 * 1024, 16 * 1024, 50 * 1024, 200 * 1024] {
                let mut arena = Arena::with_capacity(warm);
                arena.set_budget(budget);
                for inside in [true, false] {
                    let had = if inside {
                        arena.enter(|| kibibytes_to_be_had(&arena))
                    } else {
                        kibibytes_to_be_had(&arena)
                    };
                    let most = budget / 1024;
                    assert!(had <= most, "{had} of {most} KiB, warm {warm}");
                    // The ends of the chunks that were too short for a KiB are lost.
                    assert!(
                        had + 9 + most / 16 > most,
                        "{had} of {most} KiB, warm {warm}"
                    );
                    arena.reset();
                    arena.set_budget(budget);
                }
            }
        }
    }

    #[test]
    fn calls_that_cannot_fail_unwind_to_the_request() {
        let mut arena = Arena::new();
        arena.set_budget(1024);
        let ended = arena.within_budget(|| {
            arena.enter(|| {
                loop {
                    arena.alloc_str("again and again");
                }
            })
        });
        assert_eq!(ended, Err(BudgetExceeded { budget: 1024 }));
        assert!(!arena.is_entered());
        arena.reset();
        assert_eq!(arena.within_budget(|| arena.alloc_str("fine")), Ok("fine"));
    }

    #[test]
    fn other_panics_go_on() {
        let mut arena = Arena::new();
        arena.set_budget(1024);
        let work = AssertUnwindSafe(|| arena.within_budget(|| panic!("on purpose")));
        let panic = catch_unwind(work).unwrap_err();
        assert_eq!(panic.downcast_ref(), Some(&"on purpose"));
    }

    #[test]
    fn a_swallowed_refusal_still_ends_the_request() {
        let mut arena = Arena::new();
        arena.set_budget(1024);
        let ended = arena.within_budget(|| {
            let work = AssertUnwindSafe(|| arena.alloc_slice_copy(&[0; 2048]).len());
            catch_unwind(work).is_err()
        });
        assert!(ended.is_err());
    }

    #[test]
    fn a_drop_that_allocates_while_unwinding_is_served() {
        struct Farewell<'a>(&'a Arena);
        impl Drop for Farewell<'_> {
            fn drop(&mut self) {
                assert_eq!(self.0.alloc_str("still here"), "still here");
            }
        }
        let mut arena = Arena::new();
        arena.set_budget(1024);
        let ended = arena.within_budget(|| {
            let _farewell = Farewell(&arena);
            arena.alloc_slice_copy(&[0; 2048]).len()
        });
        assert!(ended.is_err());
    }

    #[test]
    fn strangers_have_a_budget_of_their_own() {
        let mut arena = Arena::new();
        arena.set_budget(64 * 1024);
        arena.enter(|| {
            std::thread::scope(|threads| {
                let stranger = threads.spawn(|| kibibytes_to_be_had(&arena));
                assert!((50..=64).contains(&stranger.join().unwrap()));
            });
        });
        assert!(arena.budget_refusals() > 0);
    }

    #[test]
    fn what_cannot_be_is_out_of_memory() {
        let arena = Arena::new();
        let impossible = arena.fallibly(|| {
            allocator_api2::vec::Vec::<u8, _>::new_in(&arena).try_reserve(isize::MAX as usize)
        });
        assert_eq!(impossible, Err(AllocError::OutOfMemory));
    }
}
