//! What a handler is lent for the time of one request: an arena, and buffers that keep their capacity
//! from request to request.
//!
//! Who keeps contexts between requests is the business of [`pool`](crate::pool).

mod buffers;

use std::fmt;
use std::future::Future;
use std::hash::Hash;

use crate::arena::{Arena, Scoped};
use crate::collections::{ArenaMap, ArenaSet, ArenaString, ArenaVec, TempString};

use self::buffers::Buffers;
pub use self::buffers::{ScratchBuffer, StringBuffer};

/// The arena and the buffers of one request.
///
/// A handler under `#[arena_handler]` asks for it with a parameter `ctx: &RequestContext`. Everything
/// allocated through it lives until the request is answered, may be held across `.await`, and is freed
/// all at once.
///
/// ```
/// use arena_runtime::RequestContext;
///
/// fn badge<'a>(ctx: &'a RequestContext, name: &str, score: u32) -> &'a str {
///     ctx.alloc_fmt(format_args!("{name} ({score})"))
/// }
///
/// let ctx = RequestContext::new();
/// ctx.enter(|| assert_eq!(badge(&ctx, "Ada", 7), "Ada (7)"));
/// ```
#[derive(Default)]
pub struct RequestContext {
    arena: Arena,
    buffers: Buffers,
}

impl RequestContext {
    /// A context of its own, outside any pool.
    ///
    /// ```
    /// let ctx = arena_runtime::RequestContext::new();
    /// assert_eq!(ctx.arena().allocated_bytes(), 0);
    /// ```
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A context whose arena starts with a chunk of at least `bytes` bytes.
    ///
    /// # Panics
    ///
    /// When the heap cannot give that much.
    ///
    /// ```
    /// let ctx = arena_runtime::RequestContext::with_capacity(4096);
    /// assert!(ctx.arena().allocated_bytes() >= 4096);
    /// ```
    #[must_use]
    pub fn with_capacity(bytes: usize) -> Self {
        Self {
            arena: Arena::with_capacity(bytes),
            buffers: Buffers::default(),
        }
    }

    /// The arena itself, for what is not offered here and for containers that take an allocator.
    ///
    /// ```
    /// let ctx = arena_runtime::RequestContext::new();
    /// let mut boxed = allocator_api2::vec::Vec::new_in(ctx.arena());
    /// boxed.push(1);
    /// ```
    #[inline]
    #[must_use]
    pub fn arena(&self) -> &Arena {
        &self.arena
    }

    /// Moves `value` into the arena. Types that need `Drop` are refused at compile time.
    ///
    /// ```
    /// let ctx = arena_runtime::RequestContext::new();
    /// assert_eq!(*ctx.alloc(7), 7);
    /// ```
    // Each call hands out memory of its own.
    #[allow(clippy::mut_from_ref)]
    #[inline]
    pub fn alloc<T>(&self, value: T) -> &mut T {
        self.arena.alloc(value)
    }

    /// Copies `text` into the arena.
    ///
    /// ```
    /// let ctx = arena_runtime::RequestContext::new();
    /// assert_eq!(ctx.alloc_str("Ada"), "Ada");
    /// ```
    #[inline]
    pub fn alloc_str(&self, text: &str) -> &str {
        self.arena.alloc_str(text)
    }

    /// Formats into the arena; the `format!` of arenas.
    ///
    /// # Panics
    ///
    /// When an implementation of `Display`, `Debug` or the like returns an error, as `format!` does.
    ///
    /// ```
    /// let ctx = arena_runtime::RequestContext::new();
    /// assert_eq!(ctx.alloc_fmt(format_args!("{:02}:{:02}", 7, 5)), "07:05");
    /// ```
    #[inline]
    pub fn alloc_fmt(&self, arguments: fmt::Arguments<'_>) -> &str {
        self.arena.alloc_fmt(arguments)
    }

    /// Copies a slice of `Copy` items into the arena.
    ///
    /// ```
    /// let ctx = arena_runtime::RequestContext::new();
    /// assert_eq!(ctx.alloc_slice_copy(&[1, 2, 3]), [1, 2, 3]);
    /// ```
    #[allow(clippy::mut_from_ref)]
    #[inline]
    pub fn alloc_slice_copy<T: Copy>(&self, items: &[T]) -> &mut [T] {
        self.arena.alloc_slice_copy(items)
    }

    /// Moves the items of an iterator of known length into the arena. Types that need `Drop` are refused
    /// at compile time.
    ///
    /// # Panics
    ///
    /// When the iterator yields fewer items than its `len()` said.
    ///
    /// ```
    /// let ctx = arena_runtime::RequestContext::new();
    /// assert_eq!(ctx.alloc_slice_fill_iter((1..4).map(|n| n * n)), [1, 4, 9]);
    /// ```
    #[allow(clippy::mut_from_ref)]
    pub fn alloc_slice_fill_iter<T, I>(&self, items: I) -> &mut [T]
    where
        I: IntoIterator<Item = T>,
        I::IntoIter: ExactSizeIterator,
    {
        self.arena.alloc_slice_fill_iter(items)
    }

    /// An empty string in the arena, to be kept until the request ends.
    ///
    /// ```
    /// let ctx = arena_runtime::RequestContext::new();
    /// let mut name = ctx.string();
    /// name.push_str("Ada");
    /// assert_eq!(name.into_str(), "Ada");
    /// ```
    #[inline]
    pub fn string(&self) -> ArenaString<'_> {
        ArenaString::new_in(&self.arena)
    }

    /// An empty string in the arena that gives its space back when it is dropped: what to use for
    /// temporaries in a loop.
    ///
    /// ```
    /// let ctx = arena_runtime::RequestContext::new();
    /// ctx.enter(|| {
    ///     for n in 0..100_000 {
    ///         let mut line = ctx.temp_string();
    ///         line.push_str("line ");
    ///         line += if n % 2 == 0 { "even" } else { "odd" };
    ///     }
    /// });
    /// assert!(ctx.arena().allocated_bytes() < 4096);
    /// ```
    #[inline]
    pub fn temp_string(&self) -> TempString<'_> {
        TempString::new_in(&self.arena)
    }

    /// An empty vector in the arena.
    ///
    /// ```
    /// let ctx = arena_runtime::RequestContext::new();
    /// let mut scores = ctx.vec();
    /// scores.extend([3, 1, 2]);
    /// scores.sort();
    /// assert_eq!(scores, [1, 2, 3]);
    /// ```
    #[inline]
    pub fn vec<T>(&self) -> ArenaVec<'_, T> {
        ArenaVec::new_in(&self.arena)
    }

    /// An empty map in the arena, hashed as std's: randomly seeded.
    ///
    /// ```
    /// let ctx = arena_runtime::RequestContext::new();
    /// let mut ages = ctx.map();
    /// ages.insert("Ada", 36);
    /// assert_eq!(ages["Ada"], 36);
    /// ```
    #[inline]
    pub fn map<K: Eq + Hash, V>(&self) -> ArenaMap<'_, K, V> {
        ArenaMap::new_in(&self.arena)
    }

    /// An empty set in the arena, hashed as std's: randomly seeded.
    ///
    /// ```
    /// let ctx = arena_runtime::RequestContext::new();
    /// let mut seen = ctx.set();
    /// assert!(seen.insert("Ada"));
    /// assert!(!seen.insert("Ada"));
    /// ```
    #[inline]
    pub fn set<T: Eq + Hash>(&self) -> ArenaSet<'_, T> {
        ArenaSet::new_in(&self.arena)
    }

    /// A heap `String` that keeps its capacity from request to request. It is empty when handed out and
    /// goes back when the guard is dropped.
    ///
    /// For code that needs the std type: a library that writes into `&mut String`.
    ///
    /// ```
    /// let ctx = arena_runtime::RequestContext::new();
    /// let mut line = ctx.string_buffer();
    /// line.push_str("reused");
    /// assert_eq!(*line, "reused");
    /// ```
    pub fn string_buffer(&self) -> StringBuffer<'_> {
        self.buffers.string()
    }

    /// A heap `Vec<u8>` that keeps its capacity from request to request, for serialisers and the like.
    ///
    /// ```
    /// use std::io::Write;
    ///
    /// let ctx = arena_runtime::RequestContext::new();
    /// let mut bytes = ctx.scratch_buffer();
    /// write!(bytes, "{}", 7).unwrap();
    /// assert_eq!(*bytes, b"7");
    /// ```
    pub fn scratch_buffer(&self) -> ScratchBuffer<'_> {
        self.buffers.scratch()
    }

    /// Runs `work` inside the arena's scope, where allocating is fast; see [`Arena::enter`].
    ///
    /// ```
    /// let ctx = arena_runtime::RequestContext::new();
    /// assert!(ctx.enter(|| ctx.arena().is_entered()));
    /// ```
    #[inline]
    pub fn enter<R>(&self, work: impl FnOnce() -> R) -> R {
        self.arena.enter(work)
    }

    /// Wraps `future` so that each of its polls runs inside the arena's scope; see [`Arena::scope`].
    ///
    /// ```
    /// # tokio::runtime::Runtime::new().unwrap().block_on(async {
    /// let ctx = arena_runtime::RequestContext::new();
    /// assert!(ctx.scope(async { ctx.arena().is_entered() }).await);
    /// # });
    /// ```
    #[inline]
    pub fn scope<F: Future>(&self, future: F) -> Scoped<'_, F> {
        self.arena.scope(future)
    }

    /// Forgets all that was allocated in the arena and keeps its largest chunk, and the buffers.
    ///
    /// ```
    /// let mut ctx = arena_runtime::RequestContext::new();
    /// ctx.alloc_str("gone after the reset");
    /// ctx.reset();
    /// ```
    pub fn reset(&mut self) {
        self.arena.reset();
    }

    /// Bytes that a pool would keep by keeping this context: the arena's chunks and the buffers.
    pub(crate) fn kept_bytes(&mut self) -> usize {
        self.arena.allocated_bytes() + self.buffers.kept_bytes()
    }
}

impl fmt::Debug for RequestContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestContext")
            .field("arena", &self.arena)
            .finish_non_exhaustive()
    }
}
