//! Scopes: when a thread is inside an arena and so may bump it.
//!
//! A scope is a call of a closure or one poll of a future, never a value in the caller's hands: what
//! cannot be forgotten or sent away cannot leave the owner word wrong.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use pin_project_lite::pin_project;

use super::Arena;

/// Leaves the scope on the way out, by unwinding too.
pub(super) struct Inside<'arena> {
    arena: &'arena Arena,
    entered: bool,
}

impl<'arena> Inside<'arena> {
    #[inline]
    pub(super) fn new(arena: &'arena Arena) -> Self {
        Self {
            arena,
            entered: arena.owner.try_enter(),
        }
    }
}

impl Drop for Inside<'_> {
    #[inline]
    fn drop(&mut self) {
        if self.entered {
            self.arena.settle();
            self.arena.owner.leave();
        }
    }
}

impl Arena {
    /// Runs `work` inside this arena's scope: until it returns, the calling thread allocates on the
    /// fast path.
    ///
    /// Scopes nest. When another thread is inside already, `work` runs all the same and its
    /// allocations are served as a stranger's.
    ///
    /// ```
    /// let arena = arena_runtime::Arena::new();
    /// let sum: u32 = arena.enter(|| {
    ///     let numbers = arena.alloc_slice_copy(&[1, 2, 3]);
    ///     numbers.iter().sum()
    /// });
    /// assert_eq!(sum, 6);
    /// ```
    #[inline]
    pub fn enter<R>(&self, work: impl FnOnce() -> R) -> R {
        let _inside = Inside::new(self);
        work()
    }

    /// Wraps `future` so that each of its polls runs inside this arena's scope, on whichever thread.
    ///
    /// ```
    /// # tokio::runtime::Runtime::new().unwrap().block_on(async {
    /// let arena = arena_runtime::Arena::new();
    /// let name = arena.scope(async {
    ///     let name = arena.alloc_str("Ada");
    ///     tokio::task::yield_now().await;
    ///     assert!(arena.is_entered());
    ///     name
    /// });
    /// assert_eq!(name.await, "Ada");
    /// # });
    /// ```
    #[inline]
    pub fn scope<F: Future>(&self, future: F) -> Scoped<'_, F> {
        Scoped {
            arena: self,
            future,
        }
    }
}

pin_project! {
    /// A future each of whose polls runs inside an arena's scope; made by [`Arena::scope`].
    #[derive(Debug)]
    #[must_use = "futures do nothing unless polled"]
    pub struct Scoped<'arena, F> {
        pub(crate) arena: &'arena Arena,
        #[pin]
        pub(crate) future: F,
    }
}

impl<F: Future> Future for Scoped<'_, F> {
    type Output = F::Output;

    #[inline]
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let _inside = Inside::new(this.arena);
        this.future.poll(context)
    }
}
