//! What a handler holds of a pooled object: it is the object in all but name, and brings it back.

use std::collections::{HashMap, HashSet, VecDeque};
use std::fmt;
use std::ops::{Deref, DerefMut};

use super::Reusable;
use crate::context::RequestContext;

/// A pooled object, lent by a [`RequestContext`](crate::RequestContext). It is handed out empty,
/// dereferences to the object, and is emptied and given back when dropped.
///
/// It may be held across an await and dropped on any thread. An object that is given back while another
/// thread is inside the context's scope is freed, not kept.
///
/// ```
/// use arena_runtime::{Pooled, RequestContext};
/// use std::collections::VecDeque;
///
/// let ctx = RequestContext::new();
/// let mut queue: Pooled<'_, VecDeque<u32>> = ctx.pooled();
/// queue.push_back(7);
/// assert_eq!(queue.front(), Some(&7));
/// ```
pub struct Pooled<'context, C: Reusable> {
    object: C,
    home: &'context RequestContext,
}

/// A pooled `Vec<T>`; see [`RequestContext::pooled_vec`](crate::RequestContext::pooled_vec).
pub type PooledVec<'context, T> = Pooled<'context, Vec<T>>;

/// A pooled `VecDeque<T>`; from [`RequestContext::pooled`](crate::RequestContext::pooled).
pub type PooledDeque<'context, T> = Pooled<'context, VecDeque<T>>;

/// A pooled `HashMap<K, V>`; see [`RequestContext::pooled_map`](crate::RequestContext::pooled_map).
pub type PooledMap<'context, K, V> = Pooled<'context, HashMap<K, V>>;

/// A pooled `HashSet<T>`; see [`RequestContext::pooled_set`](crate::RequestContext::pooled_set).
pub type PooledSet<'context, T> = Pooled<'context, HashSet<T>>;

/// A pooled `String`; see [`RequestContext::pooled_string`](crate::RequestContext::pooled_string).
pub type PooledString<'context> = Pooled<'context, String>;

/// A pooled `Vec<u8>`; see [`RequestContext::pooled_bytes`](crate::RequestContext::pooled_bytes).
pub type PooledBytes<'context> = Pooled<'context, Vec<u8>>;

impl<'context, C: Reusable> Pooled<'context, C> {
    #[inline]
    pub(in crate::context) fn take(home: &'context RequestContext) -> Self {
        Self {
            object: super::take(home),
            home,
        }
    }

    /// Takes the object out for good, where it must outlive the request. The context makes a new one when
    /// next asked.
    ///
    /// ```
    /// let ctx = arena_runtime::RequestContext::new();
    /// let mut names = ctx.pooled_vec();
    /// names.push(String::from("Ada"));
    /// let names: Vec<String> = names.into_inner();
    /// drop(ctx);
    /// assert_eq!(names, ["Ada"]);
    /// ```
    #[must_use]
    pub fn into_inner(mut self) -> C {
        // What is left in the guard has no room, so it is not kept.
        std::mem::take(&mut self.object)
    }
}

impl<C: Reusable> Drop for Pooled<'_, C> {
    #[inline]
    fn drop(&mut self) {
        super::give_back(self.home, std::mem::take(&mut self.object));
    }
}

impl<C: Reusable> Deref for Pooled<'_, C> {
    type Target = C;

    #[inline]
    fn deref(&self) -> &C {
        &self.object
    }
}

impl<C: Reusable> DerefMut for Pooled<'_, C> {
    #[inline]
    fn deref_mut(&mut self) -> &mut C {
        &mut self.object
    }
}

impl<C: Reusable + fmt::Debug> fmt::Debug for Pooled<'_, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.object.fmt(f)
    }
}

impl<C: Reusable + fmt::Display> fmt::Display for Pooled<'_, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.object.fmt(f)
    }
}

#[expect(
    clippy::into_iter_without_iter,
    reason = "the collection has them, and this dereferences to it"
)]
impl<'guard, C: Reusable> IntoIterator for &'guard Pooled<'_, C>
where
    &'guard C: IntoIterator,
{
    type Item = <&'guard C as IntoIterator>::Item;
    type IntoIter = <&'guard C as IntoIterator>::IntoIter;

    fn into_iter(self) -> Self::IntoIter {
        self.object.into_iter()
    }
}

#[expect(
    clippy::into_iter_without_iter,
    reason = "the collection has them, and this dereferences to it"
)]
impl<'guard, C: Reusable> IntoIterator for &'guard mut Pooled<'_, C>
where
    &'guard mut C: IntoIterator,
{
    type Item = <&'guard mut C as IntoIterator>::Item;
    type IntoIter = <&'guard mut C as IntoIterator>::IntoIter;

    fn into_iter(self) -> Self::IntoIter {
        (&mut self.object).into_iter()
    }
}

#[cfg(feature = "serde")]
impl<C: Reusable + serde::Serialize> serde::Serialize for Pooled<'_, C> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.object.serialize(serializer)
    }
}
