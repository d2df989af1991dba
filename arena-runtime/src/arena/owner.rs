//! Who may bump: one word that names the thread inside the arena's scope.
//!
//! Only the protocol lives here, so that it can be read (and model-checked) alone. What the owner is
//! then allowed to touch is the business of [`Arena`](super::Arena).

use std::sync::atomic::{AtomicUsize, Ordering};

/// No thread is inside. No thread-local lives at address 0, so no token equals it.
const NOBODY: usize = 0;

/// A word that differs between any two threads alive at the same time.
///
/// It is the address of a thread-local. Addresses are used again after a thread has ended, which is
/// harmless: a thread cannot end while it is inside a scope, and a scope clears the word on its way out.
#[inline]
fn thread_token() -> usize {
    thread_local!(static ANCHOR: u8 = const { 0 });
    ANCHOR.with(|anchor| std::ptr::from_ref(anchor).addr())
}

/// The owner word of an arena: nobody's, or the token of the one thread inside.
#[derive(Debug)]
pub(super) struct OwnerWord(AtomicUsize);

impl OwnerWord {
    pub(super) const fn new() -> Self {
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

#[cfg(test)]
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
