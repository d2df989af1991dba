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

/// The bit of the word that says that what it guards is not there yet, whoever is inside. Tokens are even.
const WAITING: usize = 1;

/// A word that differs between any two threads alive at the same time. Even.
///
/// It is the address of a thread-local. Addresses are used again after a thread has ended, which is
/// harmless: a thread cannot end while it is inside a scope, and a scope clears the word on its way out.
#[cfg(not(arena_loom))]
#[inline]
fn thread_token() -> usize {
    thread_local!(static ANCHOR: u64 = const { 0 });
    ANCHOR.with(|anchor| std::ptr::from_ref(anchor).addr())
}

/// Under loom all threads of a model are one to the system, so their thread-locals are loom's.
#[cfg(arena_loom)]
fn thread_token() -> usize {
    loom::thread_local!(static ANCHOR: Box<u64> = Box::new(0));
    ANCHOR.with(|anchor| std::ptr::from_ref::<u64>(anchor).addr())
}

/// The owner word of an arena: nobody's, or the token of the one thread inside.
///
/// With [`WAITING`] in it, it is that of an arena which has to borrow before it can be bumped. Then the thread
/// inside is not the owner: it becomes it by [`furnished`](Self::furnished), and only a `&mut` goes the way
/// back. So what an owner may touch costs it one comparison, whether or not there was something to wait for.
#[derive(Debug)]
pub(super) struct OwnerWord(AtomicUsize);

impl OwnerWord {
    pub(super) fn new() -> Self {
        Self(AtomicUsize::new(NOBODY))
    }

    /// The word of an arena that waits.
    pub(super) fn waiting() -> Self {
        Self(AtomicUsize::new(NOBODY | WAITING))
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

    /// Whether the calling thread is inside, but has nothing to touch yet. Then nobody has.
    #[inline]
    pub(super) fn is_mine_waiting(&self) -> bool {
        self.0.load(Ordering::Relaxed) == thread_token() | WAITING
    }

    /// Whether the calling thread is inside, as the owner or waiting.
    #[inline]
    pub(super) fn is_entered(&self) -> bool {
        self.0.load(Ordering::Relaxed) & !WAITING == thread_token()
    }

    /// Whether what the word guards is not there yet.
    pub(super) fn is_waiting(&mut self) -> bool {
        self.0.load(Ordering::Relaxed) & WAITING != 0
    }

    /// Lets the calling thread inside if nobody is. Returns whether it did: `false` when the thread is
    /// inside already (a nested scope) or another thread is.
    ///
    /// `Acquire` pairs with the `Release` of [`leave`](Self::leave): whoever enters sees all that the
    /// former one wrote. Whether the arena waits is part of the word that is swapped, so it is never stale.
    #[inline]
    pub(super) fn try_enter(&self) -> bool {
        let seen = self.0.load(Ordering::Relaxed);
        let inside = seen | thread_token();
        seen & !WAITING == NOBODY
            && self
                .0
                .compare_exchange(seen, inside, Ordering::Acquire, Ordering::Relaxed)
                .is_ok()
    }

    /// Makes the thread inside the owner, of what has been waited for. To be called by the thread inside.
    pub(super) fn furnished(&self) {
        debug_assert!(self.is_mine_waiting(), "only who waits is furnished");
        // Nobody else writes while a thread is inside, and others hear of it when it leaves.
        self.0.store(thread_token(), Ordering::Relaxed);
    }

    /// Clears the word. To be called once for each [`try_enter`](Self::try_enter) that returned
    /// `true`, by the thread that entered.
    #[inline]
    pub(super) fn leave(&self) {
        debug_assert!(self.is_entered(), "only who is inside leaves");
        // Nobody else writes while a thread is inside.
        let waiting = self.0.load(Ordering::Relaxed) & WAITING;
        self.0.store(NOBODY | waiting, Ordering::Release);
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
            Self::around(OwnerWord::new())
        }

        fn around(word: OwnerWord) -> Arc<Self> {
            Arc::new(Self {
                word,
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

        /// What a scope of an arena that may wait does. Returns how often it has furnished.
        fn waiting_scope(&self) -> usize {
            let entered = self.word.try_enter();
            let waits = self.word.is_mine_waiting();
            if waits {
                assert!(
                    entered && !self.allocate(),
                    "there is nothing to be had yet"
                );
                // SAFETY: this thread is inside, and there is no owner.
                self.bump.with_mut(|bump| unsafe { *bump = 100 });
                self.word.furnished();
            }
            if self.allocate() {
                // SAFETY: this thread is the owner.
                let bumped = self.bump.with(|bump| unsafe { *bump });
                assert!(bumped > 100, "what was furnished is seen");
            }
            if entered {
                self.word.leave();
            }
            usize::from(waits)
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

    /// As the first model, for a word that waits: whoever is inside first furnishes what it guards, once, and
    /// nobody touches it before.
    #[test]
    fn what_is_waited_for_is_furnished_once() {
        interleavings::with_few_interruptions("what_is_waited_for_is_furnished_once", 2, || {
            let guarded = Guarded::around(OwnerWord::waiting());
            let others: Vec<_> = (0..2)
                .map(|_| {
                    let guarded = Arc::clone(&guarded);
                    thread::spawn(move || guarded.waiting_scope())
                })
                .collect();
            let mut furnished = guarded.waiting_scope();
            for other in others {
                furnished += other.join().unwrap();
            }
            assert!(!guarded.word.is_entered(), "nobody is left inside");
            assert_eq!(furnished, 1);
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
    fn who_is_inside_what_waits_is_not_the_owner_yet() {
        let mut word = OwnerWord::waiting();
        assert!(word.try_enter());
        assert!(word.is_entered() && word.is_mine_waiting() && !word.is_mine());
        assert!(!word.try_enter(), "a nested scope does not enter again");
        word.leave();
        assert!(word.is_waiting() && !word.is_entered());
        assert!(word.try_enter());
        word.furnished();
        assert!(word.is_entered() && word.is_mine() && !word.is_mine_waiting());
        word.leave();
        assert!(!word.is_waiting() && word.try_enter() && word.is_mine());
    }

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
