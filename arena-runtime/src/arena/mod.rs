//! The sendable arena: a bump allocator that may be shared and held across an await.
//!
//! Here are the arena, who may bump it ([`owner`]), the scopes in which a thread does ([`scope`]), and
//! its face as an allocator ([`allocator`]). Strings, vectors and maps in it are left to
//! [`collections`](crate::collections); keeping it for the next request to [`pool`](crate::pool).

mod allocator;
mod owner;
mod scope;
mod strangers;
pub(crate) mod values;

use std::alloc::Layout;
use std::fmt;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::ptr::NonNull;
use std::sync::atomic::{AtomicUsize, Ordering};

use allocator_api2::alloc::AllocError;
use bumpalo::Bump;

use self::owner::OwnerWord;
use self::strangers::Strangers;

pub use self::scope::Scoped;

/// Blocks start and end on this boundary, in bytes, so that no padding comes between two of them and
/// freeing the last one uncovers the one before it.
const BLOCK_ALIGN: usize = 8;

/// A bump arena that is `Send` *and* `Sync`, so that references to it, and collections made in it, may
/// be held across an `.await` on a multi-thread runtime.
///
/// [`bumpalo::Bump`] is not `Sync`: two threads must never bump it at once. An `Arena` keeps to that
/// without atomics or locks on the way: it is bumped only by the thread that is inside its *scope*,
/// which is a poll of the future wrapped by [`scope`](Self::scope) or a call of
/// [`enter`](Self::enter). At most one thread is inside at a time. Anybody else who allocates (a scoped
/// thread, code that runs before or after the scope) is served from a second arena under a lock:
/// slower, still right.
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
    bump: Bump<BLOCK_ALIGN>,
    /// What `bump` had allocated when its last scope ended, for those who may not ask it.
    settled_bytes: AtomicUsize,
    strangers: Strangers,
}

// SAFETY: of the fields only `bump` is not `Sync`. Through `&Arena` it is touched in `owned_bump` and
// nowhere else, which hands it out to the thread that `owner` names, and to no other; the owner word is
// entered by one thread at a time, each seeing what the former wrote (see `owner`). Everything that
// touches the bump without asking takes `&mut self`.
unsafe impl Sync for Arena {}

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
            bump,
            strangers: Strangers::new(),
        }
    }

    /// The bump, if the calling thread may touch it now.
    #[inline]
    fn owned_bump(&self) -> Option<&Bump<BLOCK_ALIGN>> {
        self.owner.is_mine().then_some(&self.bump)
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
        self.owner.is_mine()
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
        let own = match self.owned_bump() {
            Some(bump) => bump.allocated_bytes(),
            None => self.settled_bytes.load(Ordering::Relaxed),
        };
        own + self.strangers.allocated_bytes()
    }

    /// Allocations that were served outside the arena's scope since it was made or last reset.
    ///
    /// ```
    /// let arena = arena_runtime::Arena::new();
    /// arena.enter(|| arena.alloc_str("inside"));
    /// arena.alloc_str("outside");
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
        self.bump.reset();
        self.strangers.reset();
        *self.settled_bytes.get_mut() = self.bump.allocated_bytes();
    }

    /// Leaves word of the bump's size for those who may not ask it. Called by the owner as it leaves.
    #[inline]
    fn settle(&self) {
        if let Some(bump) = self.owned_bump() {
            self.settled_bytes
                .store(bump.allocated_bytes(), Ordering::Relaxed);
        }
    }

    /// Room for one `layout`, from the bump inside the scope and from the strangers' arena outside it.
    #[inline]
    fn allocate_layout(&self, layout: Layout) -> Result<NonNull<u8>, AllocError> {
        match self.owned_bump() {
            Some(bump) => bump.try_alloc_layout(layout).map_err(|_| AllocError),
            None => self.strangers.allocate(layout),
        }
    }

    /// The bump, if the calling thread may touch it *and* every block of this arena is known to come
    /// from it, so that blocks may be handed back to it.
    #[inline]
    fn reclaiming_bump(&self) -> Option<&Bump<BLOCK_ALIGN>> {
        self.owned_bump()
            .filter(|_| !self.strangers.have_allocated())
    }
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
