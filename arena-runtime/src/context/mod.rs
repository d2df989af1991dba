//! What a handler is lent for the time of one request: an arena, and [`objects`] that keep their capacity
//! from request to request.
//!
//! Who keeps contexts between requests is the business of [`pool`](crate::pool).

mod objects;
#[cfg(feature = "axum")]
mod over_budget;

use std::fmt;
use std::future::Future;
use std::hash::Hash;

use crate::arena::{AllocError, Arena, Lender, Loan, Scoped, Usage};
use crate::collections::{ArenaMap, ArenaSet, ArenaString, ArenaVec, TempString};

pub(crate) use self::objects::{ObjectLimits, clear_objects, kept_object_bytes};
pub use self::objects::{
    Pooled, PooledBytes, PooledDeque, PooledMap, PooledSet, PooledString, PooledVec, Reusable,
};

#[cfg(feature = "axum")]
pub(crate) use self::over_budget::OverBudget;

/// What a buffer for formatting or serialising starts with, in bytes.
const BUFFER_BYTES: usize = 1024;

/// The arena and the reused objects of one request.
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
pub struct RequestContext {
    arena: Arena,
    object_limits: ObjectLimits,
    #[cfg(feature = "axum")]
    over_budget: Option<OverBudget>,
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
        Self::around(Arena::new(), ObjectLimits::default())
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
        Self::around(Arena::with_capacity(bytes), ObjectLimits::default())
    }

    /// A context that borrows what its requests need from `lender`.
    pub(crate) fn borrowing_from(lender: Box<dyn Lender>, objects: ObjectLimits) -> Self {
        Self::around(Arena::borrowing_from(lender), objects)
    }

    fn around(arena: Arena, object_limits: ObjectLimits) -> Self {
        Self {
            arena,
            object_limits,
            #[cfg(feature = "axum")]
            over_budget: None,
        }
    }

    /// What answers when the request goes over its budget; `None` for the default.
    #[cfg(feature = "axum")]
    pub(crate) fn set_over_budget(&mut self, answer: Option<OverBudget>) {
        self.over_budget = answer;
    }

    /// See [`set_over_budget`](Self::set_over_budget).
    #[cfg(feature = "axum")]
    pub(crate) fn over_budget(&self) -> Option<&OverBudget> {
        self.over_budget.as_ref()
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

    /// Copies `text` into the arena, if there is room.
    ///
    /// # Errors
    ///
    /// When the request's budget is spent or the heap has no more.
    ///
    /// ```
    /// let mut ctx = arena_runtime::RequestContext::new();
    /// ctx.set_budget(1000);
    /// assert_eq!(ctx.try_alloc_str("Ada"), Ok("Ada"));
    /// assert!(ctx.try_alloc_str(&"Ada".repeat(1000)).is_err());
    /// ```
    #[inline]
    pub fn try_alloc_str(&self, text: &str) -> Result<&str, AllocError> {
        self.arena.try_alloc_str(text)
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

    /// An empty `Vec<T>` of std's that keeps its capacity from request to request.
    ///
    /// For code that needs the std type, for items that need their `Drop`, and for vectors that may have
    /// to outlive the request ([`Pooled::into_inner`]). `T` is any `'static` type; a vector that borrows
    /// is [`vec`](Self::vec).
    ///
    /// ```
    /// let ctx = arena_runtime::RequestContext::new();
    /// {
    ///     let mut rows = ctx.pooled_vec::<(u32, String)>();
    ///     rows.push((1, String::from("Ada")));
    /// }
    /// let rows = ctx.pooled_vec::<(u32, String)>();
    /// assert!(rows.is_empty());
    /// assert!(rows.capacity() > 0);
    /// ```
    #[inline]
    pub fn pooled_vec<T: 'static>(&self) -> PooledVec<'_, T> {
        self.pooled()
    }

    /// An empty `HashMap<K, V>` of std's that keeps its capacity from request to request.
    ///
    /// ```
    /// let ctx = arena_runtime::RequestContext::new();
    /// let mut totals = ctx.pooled_map::<String, u64>();
    /// *totals.entry(String::from("north")).or_default() += 7;
    /// assert_eq!(totals["north"], 7);
    /// ```
    #[inline]
    pub fn pooled_map<K: 'static, V: 'static>(&self) -> PooledMap<'_, K, V> {
        self.pooled()
    }

    /// An empty `HashSet<T>` of std's that keeps its capacity from request to request.
    ///
    /// ```
    /// let ctx = arena_runtime::RequestContext::new();
    /// let mut seen = ctx.pooled_set::<u64>();
    /// assert!(seen.insert(7));
    /// ```
    #[inline]
    pub fn pooled_set<T: 'static>(&self) -> PooledSet<'_, T> {
        self.pooled()
    }

    /// An empty `String` that keeps its capacity from request to request.
    ///
    /// ```
    /// let ctx = arena_runtime::RequestContext::new();
    /// let mut name = ctx.pooled_string();
    /// name.push_str("Ada");
    /// assert_eq!(*name, "Ada");
    /// ```
    #[inline]
    pub fn pooled_string(&self) -> PooledString<'_> {
        self.pooled()
    }

    /// An empty `Vec<u8>` that keeps its capacity from request to request.
    ///
    /// ```
    /// let ctx = arena_runtime::RequestContext::new();
    /// let mut packet = ctx.pooled_bytes();
    /// packet.extend(7u32.to_be_bytes());
    /// assert_eq!(*packet, [0, 0, 0, 7]);
    /// ```
    #[inline]
    pub fn pooled_bytes(&self) -> PooledBytes<'_> {
        self.pooled()
    }

    /// An empty std collection of whichever kind, which keeps its capacity from request to request.
    ///
    /// ```
    /// use std::collections::VecDeque;
    ///
    /// let ctx = arena_runtime::RequestContext::new();
    /// let mut open = ctx.pooled::<VecDeque<(u32, u32)>>();
    /// open.push_back((0, 0));
    /// ```
    #[inline]
    pub fn pooled<C: Reusable>(&self) -> Pooled<'_, C> {
        Pooled::take(self)
    }

    /// A `String` to format into, with room for 1 KiB from the start: what a library that writes into a
    /// `&mut String` is given. Else as [`pooled_string`](Self::pooled_string).
    ///
    /// ```
    /// use std::fmt::Write;
    ///
    /// let ctx = arena_runtime::RequestContext::new();
    /// let mut line = ctx.string_buffer();
    /// write!(line, "{:>5}", 7).unwrap();
    /// assert_eq!(*line, "    7");
    /// ```
    pub fn string_buffer(&self) -> PooledString<'_> {
        let mut buffer = self.pooled_string();
        buffer.reserve(BUFFER_BYTES);
        buffer
    }

    /// A `Vec<u8>` to serialise into, with room for 1 KiB from the start. Else as
    /// [`pooled_bytes`](Self::pooled_bytes).
    ///
    /// ```
    /// use std::io::Write;
    ///
    /// let ctx = arena_runtime::RequestContext::new();
    /// let mut bytes = ctx.scratch_buffer();
    /// write!(bytes, "{}", 7).unwrap();
    /// assert_eq!(*bytes, b"7");
    /// ```
    pub fn scratch_buffer(&self) -> PooledBytes<'_> {
        let mut buffer = self.pooled_bytes();
        buffer.reserve(BUFFER_BYTES);
        buffer
    }

    /// Makes a value of what `deserializer` has: strings that borrow from the input where they stand there
    /// as they are, and from the arena where they had to be unescaped, and [`ArenaString`]s, [`ArenaVec`]s,
    /// [`ArenaMap`]s and [`ArenaSet`]s in the arena.
    ///
    /// The last four want to be told that they borrow, by `#[serde(borrow)]`. As serde buffers what is
    /// below `#[serde(flatten)]`, an `untagged` enum or an internal tag, they cannot be made there.
    ///
    /// # Errors
    ///
    /// The deserializer's own.
    ///
    /// ```
    /// use arena_runtime::{ArenaVec, RequestContext};
    /// use serde::Deserialize;
    ///
    /// #[derive(Deserialize)]
    /// struct Order<'a> {
    ///     item: &'a str,
    ///     #[serde(borrow)]
    ///     notes: ArenaVec<'a, &'a str>,
    /// }
    ///
    /// let ctx = RequestContext::new();
    /// let json = r#"{"item": "tea", "notes": ["hot", "with \"milk\""]}"#;
    /// let mut deserializer = serde_json::Deserializer::from_str(json);
    /// let order: Order<'_> = ctx.deserialize(&mut deserializer).unwrap();
    /// assert_eq!(order.item, "tea");
    /// assert_eq!(order.notes, ["hot", "with \"milk\""]);
    /// ```
    #[cfg(feature = "serde")]
    #[inline]
    pub fn deserialize<'ctx, T, D>(&'ctx self, deserializer: D) -> Result<T, D::Error>
    where
        T: serde::Deserialize<'ctx>,
        D: serde::Deserializer<'ctx>,
    {
        crate::deserialize::deserialize_in(&self.arena, deserializer)
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
        // Not by way of `Arena::scope`: each handler has a function of its own compiled for each step here.
        Scoped {
            arena: &self.arena,
            future,
        }
    }

    /// Limits what may be allocated from now until the next [`reset`](Self::reset), in bytes; see
    /// [`Arena::set_budget`]. A pool does it for its contexts:
    /// [`ContextPoolBuilder::budget`](crate::ContextPoolBuilder::budget).
    ///
    /// ```
    /// let mut ctx = arena_runtime::RequestContext::new();
    /// ctx.set_budget(64 * 1024);
    /// assert_eq!(ctx.arena().budget(), Some(64 * 1024));
    /// ```
    pub fn set_budget(&mut self, bytes: usize) {
        self.arena.set_budget(bytes);
    }

    /// Forgets all that was allocated in the arena and keeps its largest chunk, and the pooled objects.
    /// The budget is forgotten too.
    ///
    /// ```
    /// let mut ctx = arena_runtime::RequestContext::new();
    /// ctx.alloc_str("gone after the reset");
    /// ctx.reset();
    /// ```
    pub fn reset(&mut self) {
        self.arena.reset();
    }

    /// Whether nothing has been done with the context since its last loan ended.
    #[inline]
    pub(crate) fn is_untouched(&mut self) -> bool {
        self.arena.is_untouched()
    }

    /// Ends the request: resets the context, and hands back what was borrowed, the arena's chunk and the pooled
    /// objects, and what of it was used.
    #[inline]
    pub(crate) fn end_loan(&mut self) -> (Option<Box<Loan>>, Usage) {
        self.arena.end_loan()
    }
}

impl Default for RequestContext {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for RequestContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestContext")
            .field("arena", &self.arena)
            .finish_non_exhaustive()
    }
}
