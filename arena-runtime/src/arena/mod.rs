//! The sendable arena: a bump allocator that may be shared and held across an await.
//!
//! Here are the arena, who may bump it ([`owner`]), the scopes in which a thread does ([`scope`]), how much
//! may be taken ([`budget`]), where a pool's arenas have their chunks from ([`lending`]) and how large those
//! are ([`sizing`]), and the arena's face as an allocator ([`allocator`]). Strings, vectors and maps in it
//! are left to [`collections`](crate::collections); keeping it for the next request to
//! [`pool`](crate::pool).

mod allocator;
mod budget;
mod companion;
mod lending;
mod owner;
mod scope;
mod sizing;
mod strangers;
#[cfg(feature = "serde")]
mod ticket;
pub(crate) mod values;

use std::alloc::Layout;
use std::cell::{Cell, UnsafeCell};
use std::fmt;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::ptr::NonNull;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use allocator_api2::alloc::AllocError as Refused;
use bumpalo::Bump;

use self::owner::OwnerWord;
use self::scope::Inside;
use self::strangers::Strangers;

pub use self::budget::{AllocError, BudgetExceeded};
pub(crate) use self::companion::Companion;
pub(crate) use self::lending::{Lender, Loan};
pub use self::scope::Scoped;
pub(crate) use self::sizing::ChunkLimits;

/// Blocks start and end on this boundary, in bytes, so that no padding comes between two of them and
/// freeing the last one uncovers the one before it.
const BLOCK_ALIGN: usize = 8;

/// A bump arena that is `Send` *and* `Sync`, so that references to it, and collections made in it, may
/// be held across an `.await` on a multi-thread runtime.
///
/// [`bumpalo::Bump`] is not `Sync`: two threads must never bump it at once. An `Arena` keeps to that
/// without atomics or locks on the way: it is bumped only by the thread that is inside its *scope*,
/// which is a poll of the future wrapped by [`scope`](Self::scope) or a call of
/// [`enter`](Self::enter). At most one thread is inside at a time. Whoever allocates without being inside
/// goes inside for that one allocation, and if another thread is, is served from a second arena under a
/// lock: slower, still right.
///
/// Memory is given back by [`reset`](Self::reset) or when the arena is dropped. The newest block may be
/// given back earlier, so temporaries that die in the reverse order of their birth cost no space.
///
/// ```
/// use arena_runtime::Arena;
///
/// let mut arena = Arena::new();
/// arena.enter(|| {
///     let name = arena.alloc_str("Ada");
///     let line = arena.alloc_fmt(format_args!("{name} has {} points", 7));
///     assert_eq!(line, "Ada has 7 points");
/// });
/// arena.reset();
/// ```
pub struct Arena {
    owner: OwnerWord,
    bump: UnsafeCell<Bump<BLOCK_ALIGN>>,
    /// What `bump` had allocated when its last scope ended, for those who may not ask it.
    settled_bytes: AtomicUsize,
    strangers: Strangers,
    /// Kept for [`context`](crate::context); see there.
    companion: Cell<Option<Companion>>,
    /// Where the chunk is borrowed when it is needed; `None` for an arena with chunks of its own.
    lender: Option<Box<dyn Lender>>,
    /// What was borrowed, but for the bump and the companion, which are in their places above.
    loan: Cell<Option<Box<Loan>>>,
    budget: Option<usize>,
    /// Of the bump's bytes those that are withheld for the budget's sake.
    withheld: AtomicUsize,
    refusals: AtomicUsize,
    /// Whether a call that returns no `Result` was refused.
    over_budget: AtomicBool,
}

// SAFETY: of the fields only `bump`, `companion` and `loan` are not `Sync`. Through `&Arena` they are reached
// by way of `owned`, which hands them out to the thread that `owner` names, and to no other, and by `furnish`,
// when `owner` names the calling thread as the one that waits; the owner word is entered by one thread at a
// time, each seeing what the former wrote (see `owner`). Everything that touches them without asking takes
// `&mut self`.
unsafe impl Sync for Arena {}

/// What only the thread inside the scope may touch.
#[derive(Clone, Copy)]
struct Owned<'arena> {
    bump: &'arena Bump<BLOCK_ALIGN>,
    companion: &'arena Cell<Option<Companion>>,
}

// A panic in the middle of an allocation leaves the arena as it was: the bump is moved by a single store
// after everything that can fail.
impl UnwindSafe for Arena {}
impl RefUnwindSafe for Arena {}

impl Arena {
    /// An arena that takes its first chunk from the heap when something is first allocated in it.
    ///
    /// ```
    /// assert_eq!(arena_runtime::Arena::new().allocated_bytes(), 0);
    /// ```
    #[must_use]
    pub fn new() -> Self {
        Self::around(Bump::with_min_align())
    }

    /// An arena with a first chunk of at least `bytes` bytes.
    ///
    /// # Panics
    ///
    /// When the heap cannot give that much.
    ///
    /// ```
    /// assert!(arena_runtime::Arena::with_capacity(4096).allocated_bytes() >= 4096);
    /// ```
    #[must_use]
    pub fn with_capacity(bytes: usize) -> Self {
        Self::around(Bump::with_min_align_and_capacity(bytes))
    }

    fn around(bump: Bump<BLOCK_ALIGN>) -> Self {
        Self {
            owner: OwnerWord::new(),
            settled_bytes: AtomicUsize::new(bump.allocated_bytes()),
            bump: UnsafeCell::new(bump),
            strangers: Strangers::new(),
            companion: Cell::new(None),
            lender: None,
            loan: Cell::new(None),
            budget: None,
            withheld: AtomicUsize::new(0),
            refusals: AtomicUsize::new(0),
            over_budget: AtomicBool::new(false),
        }
    }

    /// What the thread inside may touch, if that is the calling thread. To be let go before anything is
    /// run that is not this crate's.
    #[inline]
    fn owned(&self) -> Option<Owned<'_>> {
        self.owner.is_mine().then(|| Owned {
            // SAFETY: the calling thread is the owner, so nobody else is in `furnish`, the one place where a
            // bump that is not behind a `&mut Arena` is written to, nor will be while there is a `&Arena`.
            bump: unsafe { &*self.bump.get() },
            companion: &self.companion,
        })
    }

    /// Runs `work` as the thread inside: as such, or by going inside for as long as that takes. `None` if
    /// another thread is inside.
    #[inline]
    fn as_owner<R>(&self, work: impl FnOnce(Owned<'_>) -> R) -> Option<R> {
        match self.owned() {
            Some(owned) => Some(work(owned)),
            None => self.as_owner_from_outside(work),
        }
    }

    #[cold]
    fn as_owner_from_outside<R>(&self, work: impl FnOnce(Owned<'_>) -> R) -> Option<R> {
        let _inside = Inside::new(self);
        self.owned().map(work)
    }

    /// Whether the calling thread is inside this arena's scope, so that allocating takes the fast path.
    ///
    /// ```
    /// let arena = arena_runtime::Arena::new();
    /// assert!(!arena.is_entered());
    /// arena.enter(|| assert!(arena.is_entered()));
    /// ```
    #[must_use]
    pub fn is_entered(&self) -> bool {
        self.owner.is_entered()
    }

    /// Bytes of the chunks that the arena has taken from the heap.
    ///
    /// Exact inside the arena's scope and when no thread is in it. While another thread is, the answer
    /// is what held when that thread's scope began.
    ///
    /// ```
    /// let arena = arena_runtime::Arena::new();
    /// arena.enter(|| arena.alloc_str("x"));
    /// assert!(arena.allocated_bytes() > 0);
    /// ```
    #[must_use]
    pub fn allocated_bytes(&self) -> usize {
        let own = match self.owned() {
            Some(owned) => owned.bump.allocated_bytes(),
            None => self.settled_bytes.load(Ordering::Relaxed),
        };
        own + self.strangers.allocated_bytes()
    }

    /// Allocations by threads while another was inside the scope, since the arena was made or last reset.
    /// They are served under a lock.
    ///
    /// ```
    /// let arena = arena_runtime::Arena::new();
    /// arena.enter(|| {
    ///     arena.alloc_str("inside");
    ///     std::thread::scope(|threads| {
    ///         threads.spawn(|| arena.alloc_str("a stranger's"));
    ///     });
    /// });
    /// assert_eq!(arena.strangers_allocations(), 1);
    /// ```
    #[must_use]
    pub fn strangers_allocations(&self) -> usize {
        self.strangers.allocations()
    }

    /// Forgets all that was allocated and keeps the largest chunk for what comes next.
    ///
    /// Nothing is dropped: what needs dropping lives in collections, which do that themselves.
    ///
    /// ```
    /// let mut arena = arena_runtime::Arena::new();
    /// arena.enter(|| arena.alloc_str("gone after the reset"));
    /// arena.reset();
    /// ```
    pub fn reset(&mut self) {
        if self.budget.is_some() {
            self.forget_budget();
        }
        self.bump.get_mut().reset();
        self.strangers.reset();
        *self.settled_bytes.get_mut() = self.bump.get_mut().allocated_bytes();
    }

    /// How much was taken of the chunks that the arena has, both in bytes: what is not given out now, and
    /// all of it.
    #[inline]
    pub(crate) fn usage(&mut self) -> Usage {
        let bump = self.bump.get_mut();
        let allocated = bump.allocated_bytes();
        let spare = bump.chunk_capacity() + *self.withheld.get_mut();
        Usage {
            used: allocated.saturating_sub(spare),
            allocated,
        }
    }

    /// Leaves word of the bump's size for those who may not ask it. Called by the owner as it leaves.
    #[inline]
    fn settle(&self) {
        if let Some(owned) = self.owned() {
            self.settled_bytes
                .store(owned.bump.allocated_bytes(), Ordering::Relaxed);
        }
    }

    /// Room for one `layout`, from the bump for one thread at a time and from the strangers' arena for the
    /// others.
    #[inline]
    fn allocate_layout(&self, layout: Layout) -> Result<NonNull<u8>, Refused> {
        if let Some(owned) = self.owned()
            && let Ok(block) = owned.bump.try_alloc_layout(layout)
        {
            return Ok(block);
        }
        self.allocate_from_outside(layout)
    }

    /// For those not inside, and for those inside whom the bump has refused.
    #[cold]
    #[inline(never)]
    fn allocate_from_outside(&self, layout: Layout) -> Result<NonNull<u8>, Refused> {
        if let Some(block) = self.allocate_in_borrowed(layout) {
            return Ok(block);
        }
        self.allocate_slowly(layout)
    }

    #[inline(never)]
    fn allocate_slowly(&self, layout: Layout) -> Result<NonNull<u8>, Refused> {
        let tried = self.as_owner_with_chunk(|owned| {
            let bump = owned.bump;
            if let Ok(block) = bump.try_alloc_layout(layout) {
                return Ok(block);
            }
            let (block, withheld) = budget::allocate_within_limit(bump, layout)?;
            self.withheld.fetch_add(withheld, Ordering::Relaxed);
            Ok(block)
        });
        let tried = tried.unwrap_or_else(|| self.strangers.allocate(layout));
        tried.or_else(|shortage| self.refuse(layout, shortage))
    }

    /// Runs `work` on the bump if every block of this arena is known to come from it, so that blocks may be
    /// handed back to it; `None` if not, or if another thread is inside.
    #[inline]
    fn with_reclaiming_bump<R>(&self, work: impl FnOnce(&Bump<BLOCK_ALIGN>) -> R) -> Option<R> {
        if self.strangers.have_allocated() {
            return None;
        }
        self.as_owner(|owned| work(owned.bump))
    }
}

/// What an arena has taken from the heap, in bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Usage {
    /// What was given out and not given back.
    pub(crate) used: usize,
    /// All of its chunks.
    pub(crate) allocated: usize,
}

impl Default for Arena {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Arena {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Arena")
            .field("allocated_bytes", &self.allocated_bytes())
            .field("is_entered", &self.is_entered())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::Arena;
    use std::panic::{RefUnwindSafe, UnwindSafe};

    #[test]
    fn may_be_shared_sent_and_unwound_through() {
        fn check<T: Send + Sync + UnwindSafe + RefUnwindSafe>() {}
        check::<Arena>();
        check::<&Arena>();
    }

    #[test]
    fn strangers_are_served_beside_the_owner() {
        let arena = Arena::new();
        let texts = arena.enter(|| {
            let own = arena.alloc_str("own");
            let foreign = std::thread::scope(|threads| {
                let stranger = threads.spawn(|| arena.alloc_str("foreign"));
                let busy = arena.alloc_str("meanwhile");
                (stranger.join().unwrap(), busy)
            });
            (own, foreign)
        });
        assert_eq!(texts, ("own", ("foreign", "meanwhile")));
        assert_eq!(arena.strangers_allocations(), 1);
    }

    /// What is wrong with the order of memory here no assertion sees; a thread sanitizer does.
    #[test]
    fn scopes_on_several_threads_take_turns() {
        let arena = Arena::new();
        let enter_often = || {
            let mut entered = 0;
            while entered < 200 {
                arena.enter(|| {
                    // Nothing else that could order the threads: no lock of the strangers' arena.
                    if arena.is_entered() {
                        assert_eq!(arena.alloc_str("mine"), "mine");
                        entered += 1;
                    }
                });
                std::thread::yield_now();
            }
        };
        std::thread::scope(|threads| {
            for _ in 0..3 {
                threads.spawn(enter_often);
            }
        });
        assert_eq!(arena.strangers_allocations(), 0);
    }

    #[test]
    fn a_panic_leaves_the_scope() {
        let arena = Arena::new();
        let caught = std::panic::catch_unwind(|| arena.enter(|| panic!("on purpose")));
        assert!(caught.is_err());
        assert!(!arena.is_entered());
        assert!(arena.enter(|| arena.is_entered()));
    }

    #[test]
    fn a_nested_scope_leaves_the_outer_one_in_place() {
        let arena = Arena::new();
        arena.enter(|| {
            arena.enter(|| arena.alloc_str("inner"));
            assert!(arena.is_entered());
        });
        assert_eq!(arena.strangers_allocations(), 0);
    }

    #[test]
    fn reset_keeps_one_chunk_and_forgets_the_strangers() {
        let mut arena = Arena::new();
        arena.enter(|| {
            for _ in 0..1000 {
                arena.alloc_str("0123456789012345678901234567890123456789");
            }
        });
        arena.alloc_str("stranger");
        let before = arena.allocated_bytes();
        arena.reset();
        assert!(arena.allocated_bytes() > 0);
        assert!(arena.allocated_bytes() < before);
        assert_eq!(arena.strangers_allocations(), 0);
    }
}
