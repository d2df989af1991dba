//! The types whose lookups are known to want a `str` where a `&String` was written, and what leads to these: to
//! them the method call is for what is behind.
//!
//! Of each it must be sure that its `get`, `contains` and so on are those of std, or of the crate that is named,
//! and do the same with either.

use std::borrow::Borrow;
use std::cell::{Ref, RefMut};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::rc::Rc;
use std::sync::{Arc, LazyLock, MutexGuard, RwLockReadGuard, RwLockWriteGuard};

use allocator_api2::alloc::Allocator;

use crate::collections::{ArenaMap, ArenaSet, ArenaText, Block};
use crate::context::{Pooled, Reusable};

/// A type whose method `M` finds by a `str` what it finds by a `String`.
pub trait LooksUpStr<M> {}

impl<K: Borrow<str>, V, S, M: method::OfMaps> LooksUpStr<M> for HashMap<K, V, S> {}
impl<K: Borrow<str>, V, M: method::OfMaps> LooksUpStr<M> for BTreeMap<K, V> {}
impl<K, V, S, A, M> LooksUpStr<M> for hashbrown::HashMap<K, V, S, A>
where
    K: Borrow<str>,
    A: Allocator,
    M: method::OfMaps,
{
}
impl<K: Borrow<str>, V, S, M: method::OfMaps> LooksUpStr<M> for ArenaMap<'_, K, V, S> {}
#[cfg(feature = "json")]
impl<M: method::OfMaps> LooksUpStr<M> for serde_json::Map<String, serde_json::Value> {}

impl<T: Borrow<str>, S, M: method::OfSets> LooksUpStr<M> for HashSet<T, S> {}
impl<T: Borrow<str>, M: method::OfSets> LooksUpStr<M> for BTreeSet<T> {}
impl<T, S, A, M> LooksUpStr<M> for hashbrown::HashSet<T, S, A>
where
    T: Borrow<str>,
    A: Allocator,
    M: method::OfSets,
{
}
impl<T: Borrow<str>, S, M: method::OfSets> LooksUpStr<M> for ArenaSet<'_, T, S> {}

impl<M: method::OfTexts> LooksUpStr<M> for str {}
impl<M: method::OfTexts> LooksUpStr<M> for String {}
impl<'a, B: Block<'a>, M: method::OfTexts> LooksUpStr<M> for ArenaText<'a, B> {}

// These are generic in the name, and know both types of it.
#[cfg(feature = "axum")]
impl<T, M: method::OfHeaders> LooksUpStr<M> for axum::http::HeaderMap<T> {}
#[cfg(feature = "json")]
impl<M: method::OfValues> LooksUpStr<M> for serde_json::Value {}

/// The methods, and which types have them as their own: a method of another name is one of the user's.
pub mod method {
    macro_rules! methods {
        ($($(#[$doc:meta])* $method:ident: $($owner:ident)*;)*) => {$(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug)]
            pub struct $method;
            $(impl $owner for $method {})*
        )*};
    }

    methods! {
        /// `contains`.
        Contains: OfSets OfTexts;
        /// `contains_key`.
        ContainsKey: OfMaps OfHeaders;
        /// `get`.
        Get: OfMaps OfSets OfHeaders OfValues;
        /// `get_key_value`.
        GetKeyValue: OfMaps;
        /// `get_mut`.
        GetMut: OfMaps OfHeaders OfValues;
        /// `remove`.
        Remove: OfMaps OfSets OfHeaders;
        /// `remove_entry`.
        RemoveEntry: OfMaps;
        /// `take`.
        Take: OfSets;
    }

    /// A method of maps.
    pub trait OfMaps {}

    /// A method of sets.
    pub trait OfSets {}

    /// A method of strings.
    pub trait OfTexts {}

    /// A method of HTTP headers.
    pub trait OfHeaders {}

    /// A method of JSON values.
    pub trait OfValues {}
}

/// Pointers and guards, which have no method of their own that goes by the name of a lookup.
macro_rules! look_behind {
    ($($(#[$feature:meta])* <$($lifetime:lifetime)?> $pointer:ty;)*) => {$(
        $(#[$feature])*
        impl<$($lifetime,)? M, T: LooksUpStr<M> + ?Sized> LooksUpStr<M> for $pointer {}
    )*};
}

look_behind! {
    <'a> &'a T;
    <'a> &'a mut T;
    <> Box<T>;
    <> Rc<T>;
    <> Arc<T>;
    <'a> Ref<'a, T>;
    <'a> RefMut<'a, T>;
    <'a> MutexGuard<'a, T>;
    <'a> RwLockReadGuard<'a, T>;
    <'a> RwLockWriteGuard<'a, T>;
    #[cfg(feature = "tokio")] <'a> tokio::sync::MutexGuard<'a, T>;
    #[cfg(feature = "tokio")] <'a> tokio::sync::MappedMutexGuard<'a, T>;
    #[cfg(feature = "tokio")] <> tokio::sync::OwnedMutexGuard<T>;
    #[cfg(feature = "tokio")] <'a> tokio::sync::RwLockReadGuard<'a, T>;
    #[cfg(feature = "tokio")] <'a> tokio::sync::RwLockWriteGuard<'a, T>;
    #[cfg(feature = "tokio")] <'a> tokio::sync::RwLockMappedWriteGuard<'a, T>;
    #[cfg(feature = "tokio")] <> tokio::sync::OwnedRwLockWriteGuard<T>;
}

impl<M, T: LooksUpStr<M>, F> LooksUpStr<M> for LazyLock<T, F> {}
// Of what it locks it may show a part.
#[cfg(feature = "tokio")]
impl<M, T: ?Sized, U: LooksUpStr<M> + ?Sized> LooksUpStr<M>
    for tokio::sync::OwnedRwLockReadGuard<T, U>
{
}
#[cfg(feature = "tokio")]
impl<M, T: LooksUpStr<M>> LooksUpStr<M> for tokio::sync::watch::Ref<'_, T> {}
impl<M, C: Reusable + LooksUpStr<M>> LooksUpStr<M> for Pooled<'_, C> {}

/// As above, of types that hold what has a size.
macro_rules! look_inside {
    ($($(#[$feature:meta])* $wrapper:ty;)*) => {$(
        $(#[$feature])*
        impl<M, T: LooksUpStr<M>> LooksUpStr<M> for $wrapper {}
    )*};
}

look_inside! {
    #[cfg(feature = "axum")] axum::extract::Path<T>;
    #[cfg(feature = "axum")] axum::extract::State<T>;
    #[cfg(feature = "axum")] axum::Extension<T>;
    #[cfg(feature = "query")] axum::extract::Query<T>;
    #[cfg(feature = "form")] axum::extract::Form<T>;
    #[cfg(feature = "json")] axum::Json<T>;
    #[cfg(feature = "json")] crate::Json<T>;
}
