//! Who may bump: one word that names the thread inside the arena's scope.
//!
//! Only the protocol lives here, so that it can be read (and model-checked) alone. What the owner is
//! then allowed to touch is the business of [`Arena`](super::Arena).

#[cfg(arena_loom)]
use loom::sync::atomic::{AtomicUsize, Ordering};
#[cfg(not(arena_loom))]
use std::sync::atomic::{AtomicUsize, Ordering};

/// No thread is inside. No thread-local lives at address 0, so no token equals it.
const NOBODY: usize = 0;

/// A word that differs between any two threads alive at the same time.
///
/// It is the address of a thread-local. Addresses are used again after a thread has ended, which is
/// harmless: a thread cannot end while it is inside a scope, and a scope clears the word on its way out.
#[cfg(not(arena_loom))]
#[inline]
fn thread_token() -> usize {
    thread_local!(static ANCHOR: u8 = const { 0 });
    ANCHOR.with(|anchor| std::ptr::from_ref(anchor).addr())
}

/// Under loom all threads of a model are one to the system, so their thread-locals are loom's.
#[cfg(arena_loom)]
fn thread_token() -> usize {
    loom::thread_local!(static ANCHOR: Box<u8> = Box::new(0));
    ANCHOR.with(|anchor| std::ptr::from_ref::<u8>(anchor).addr())
}

/// The owner word of an arena: nobody's, or the token of the one thread inside.
#[derive(Debug)]
pub(super) struct OwnerWord(AtomicUsize);

impl OwnerWord {
    pub(super) fn new() -> Self {
        Self(AtomicUsize::new(NOBODY))
    }

    /// Whether the calling thread is the owner, and so alone may touch what the word guards.
    ///
    /// `Relaxed` is enough. Only this thread ever writes its own token, and it clears the word before
    /// it leaves, so by coherence a thread that reads its own token has not left since it entered, and
    /// nobody else can have entered meanwhile: entering swaps [`NOBODY`] out, and nothing else.
    #[inline]
    pub(super) fn is_mine(&self) -> bool {
        self.0.load(Ordering::Relaxed) == thread_token()
    }

    /// Makes the calling thread the owner if nobody is. Returns whether it did: `false` when the
    /// thread owns the word already (a nested scope) or another thread does.
    ///
    /// `Acquire` pairs with the `Release` of [`leave`](Self::leave): the new owner sees all that the
    /// former one wrote.
    #[inline]
    pub(super) fn try_enter(&self) -> bool {
        self.0
            .compare_exchange(NOBODY, thread_token(), Ordering::Acquire, Ordering::Relaxed)
            .is_ok()
    }

    /// Clears the word. To be called once for each [`try_enter`](Self::try_enter) that returned
    /// `true`, by the thread that entered.
    #[inline]
    pub(super) fn leave(&self) {
        debug_assert!(self.is_mine(), "only the owner leaves");
        self.0.store(NOBODY, Ordering::Release);
    }
}

#[cfg(all(test, arena_loom))]
mod models {
    //! Run by `.ci/loom`: every interleaving of a few threads that use the word as the arena does. Loom's
    //! cell reports two accesses of which neither happens before the other.

    use super::OwnerWord;
    use loom::cell::UnsafeCell;
    use loom::sync::Arc;
    use loom::thread;

    use crate::interleavings;

    struct Guarded {
        word: OwnerWord,
        bump: UnsafeCell<usize>,
    }

    // SAFETY: the cell is touched by the word's owner only, which is what the models check.
    unsafe impl Sync for Guarded {}

    impl Guarded {
        fn new() -> Arc<Self> {
            Arc::new(Self {
                word: OwnerWord::new(),
                bump: UnsafeCell::new(0),
            })
        }

        /// What `Arena::allocate_layout` does: bump as the owner, or not at all.
        fn allocate(&self) -> bool {
            let mine = self.word.is_mine();
            if mine {
                // SAFETY: this thread is the owner.
                self.bump.with_mut(|bump| unsafe { *bump += 1 });
            }
            mine
        }

        /// What a scope does, with a nested one inside.
        fn scope(&self) -> usize {
            let entered = self.word.try_enter();
            let nested = entered && self.word.try_enter();
            assert!(!nested, "a scope is entered once");
            let bumped = usize::from(self.allocate());
            assert_eq!(bumped == 1, entered);
            if entered {
                self.word.leave();
            }
            bumped
        }
    }

    #[test]
    fn scopes_on_several_threads_never_overlap() {
        interleavings::all("scopes_on_several_threads_never_overlap", || {
            let guarded = Guarded::new();
            let others: Vec<_> = (0..2)
                .map(|_| {
                    let guarded = Arc::clone(&guarded);
                    thread::spawn(move || guarded.scope())
                })
                .collect();
            let mut bumped = guarded.scope();
            for other in others {
                bumped += other.join().unwrap();
            }
            assert!(guarded.word.try_enter(), "nobody is left inside");
            // SAFETY: this thread is the owner.
            let seen = guarded.bump.with(|bump| unsafe { *bump });
            assert_eq!(seen, bumped, "each owner saw what the former one did");
        });
    }

    #[test]
    fn strangers_never_take_themselves_for_the_owner() {
        interleavings::all("strangers_never_take_themselves_for_the_owner", || {
            let guarded = Guarded::new();
            let stranger = {
                let guarded = Arc::clone(&guarded);
                thread::spawn(move || guarded.allocate())
            };
            guarded.scope();
            assert!(
                !guarded.allocate(),
                "outside again, the owner is a stranger"
            );
            assert!(!stranger.join().unwrap());
        });
    }
}

#[cfg(all(test, not(arena_loom)))]
mod tests {
    use super::OwnerWord;

    #[test]
    fn one_thread_at_a_time_is_the_owner() {
        let word = OwnerWord::new();
        assert!(!word.is_mine());
        assert!(word.try_enter());
        assert!(word.is_mine());
        assert!(!word.try_enter(), "a nested scope does not enter again");
        std::thread::scope(|threads| {
            threads.spawn(|| {
                assert!(!word.is_mine());
                assert!(!word.try_enter(), "somebody else is inside");
            });
        });
        word.leave();
        assert!(!word.is_mine());
    }
}
