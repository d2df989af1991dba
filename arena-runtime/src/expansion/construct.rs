//! `String::new()`, `Vec::with_capacity(n)`, `String::from(x)`: sites that name their type.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::hash::{Hash, RandomState};
use std::marker::PhantomData;

use super::OnHeap;
use crate::collections::{ArenaMap, ArenaSet, ArenaVec, TempString};
use crate::context::RequestContext;

/// A constructor without arguments, as the user wrote it, and what it makes.
// The constructor is a type of its own, and no pointer, so that it is compiled only where it is called.
#[derive(Debug)]
pub struct MadeBy<R, F> {
    heap: F,
    made: PhantomData<fn() -> R>,
}

/// `String::new()`, `Vec::new()`.
#[inline]
pub fn made_by<R, F: FnOnce() -> R>(heap: F) -> MadeBy<R, F> {
    MadeBy {
        heap,
        made: PhantomData,
    }
}

impl<F> MadeBy<String, F> {
    /// In the arena.
    #[inline]
    pub fn new_in(self, context: &RequestContext) -> TempString<'_> {
        context.temp_string()
    }
}

impl<T, F> MadeBy<Vec<T>, F> {
    /// In the arena.
    #[inline]
    pub fn new_in(self, context: &RequestContext) -> ArenaVec<'_, T> {
        context.vec()
    }
}

impl<K, V, F> MadeBy<HashMap<K, V, RandomState>, F> {
    /// In the arena.
    #[inline]
    pub fn new_in(self, context: &RequestContext) -> ArenaMap<'_, K, V> {
        ArenaMap::new_in(context.arena())
    }
}

impl<T, F> MadeBy<HashSet<T, RandomState>, F> {
    /// In the arena.
    #[inline]
    pub fn new_in(self, context: &RequestContext) -> ArenaSet<'_, T> {
        ArenaSet::new_in(context.arena())
    }
}

impl<R, F: FnOnce() -> R> OnHeap for MadeBy<R, F> {
    type Value = R;

    #[inline]
    fn on_heap(self) -> R {
        (self.heap)()
    }
}

/// A constructor with its argument, as the user wrote it, and what it makes.
#[derive(Debug)]
pub struct MadeFrom<A, R, F> {
    argument: A,
    heap: F,
    made: PhantomData<fn() -> R>,
}

/// `String::from(x)`, `Vec::with_capacity(n)`.
#[inline]
pub fn made_from<A, R, F: FnOnce(A) -> R>(argument: A, heap: F) -> MadeFrom<A, R, F> {
    MadeFrom {
        argument,
        heap,
        made: PhantomData,
    }
}

impl<F> MadeFrom<usize, String, F> {
    /// In the arena.
    #[inline]
    pub fn with_capacity_in(self, context: &RequestContext) -> TempString<'_> {
        TempString::with_capacity_in(self.argument, context.arena())
    }
}

impl<T, F> MadeFrom<usize, Vec<T>, F> {
    /// In the arena.
    #[inline]
    pub fn with_capacity_in(self, context: &RequestContext) -> ArenaVec<'_, T> {
        ArenaVec::with_capacity_in(self.argument, context.arena())
    }
}

impl<K, V, F> MadeFrom<usize, HashMap<K, V, RandomState>, F> {
    /// In the arena.
    #[inline]
    pub fn with_capacity_in(self, context: &RequestContext) -> ArenaMap<'_, K, V> {
        ArenaMap::with_capacity_in(self.argument, context.arena())
    }
}

impl<T, F> MadeFrom<usize, HashSet<T, RandomState>, F> {
    /// In the arena.
    #[inline]
    pub fn with_capacity_in(self, context: &RequestContext) -> ArenaSet<'_, T> {
        ArenaSet::with_capacity_in(self.argument, context.arena())
    }
}

impl<F> MadeFrom<&str, String, F> {
    /// In the arena.
    #[inline]
    pub fn convert_in(self, context: &RequestContext) -> TempString<'_> {
        TempString::from_str_in(self.argument, context.arena())
    }
}

impl<F> MadeFrom<&String, String, F> {
    /// In the arena.
    #[inline]
    pub fn convert_in(self, context: &RequestContext) -> TempString<'_> {
        TempString::from_str_in(self.argument, context.arena())
    }
}

impl<T, F, const N: usize> MadeFrom<[T; N], Vec<T>, F> {
    /// In the arena.
    #[inline]
    pub fn convert_in(self, context: &RequestContext) -> ArenaVec<'_, T> {
        ArenaVec::from_array_in(self.argument, context.arena())
    }
}

impl<K: Eq + Hash, V, F, const N: usize> MadeFrom<[(K, V); N], HashMap<K, V, RandomState>, F> {
    /// In the arena.
    #[inline]
    pub fn convert_in(self, context: &RequestContext) -> ArenaMap<'_, K, V> {
        let mut map = context.map();
        map.extend(self.argument);
        map
    }
}

impl<T: Eq + Hash, F, const N: usize> MadeFrom<[T; N], HashSet<T, RandomState>, F> {
    /// In the arena.
    #[inline]
    pub fn convert_in(self, context: &RequestContext) -> ArenaSet<'_, T> {
        let mut set = context.set();
        set.extend(self.argument);
        set
    }
}

impl<'v, A: AsRef<[u8]> + ?Sized, F> MadeFrom<&'v A, Cow<'v, str>, F> {
    /// Borrowed where the bytes are text, and otherwise in the arena.
    #[inline]
    pub fn convert_lossy_in(self, context: &'v RequestContext) -> Cow<'v, str> {
        let bytes = self.argument.as_ref();
        if let Ok(text) = std::str::from_utf8(bytes) {
            return Cow::Borrowed(text);
        }
        let mut text = context.temp_string();
        for chunk in bytes.utf8_chunks() {
            text.push_str(chunk.valid());
            if !chunk.invalid().is_empty() {
                text.push(char::REPLACEMENT_CHARACTER);
            }
        }
        Cow::Borrowed(text.into_str())
    }
}

impl<A, R, F: FnOnce(A) -> R> OnHeap for MadeFrom<A, R, F> {
    type Value = R;

    #[inline]
    fn on_heap(self) -> R {
        (self.heap)(self.argument)
    }
}
