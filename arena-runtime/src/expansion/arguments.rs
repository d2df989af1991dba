//! What the compiler says of an argument that is no extractor, asked before axum asks: its own answer, where
//! the route is added, names neither the argument nor the reason.
//!
//! Each trait is one sentence. None holds for an [`ArenaHandler`] unless it says so below, and all hold for
//! `Nothing`, which stands in its place where there is nothing to refuse ([`question`](super::question)).
//! They are called by their trait, since then the compiler does not add where the bound comes from; and on a
//! reference, since `<&_ as Takes<T>>::check(&handler)` has two tokens before the `as`, one for where the
//! user's type begins and one for where it ends.

use super::question::{ArenaHandler, hold_where_nothing_is_refused};

/// The last argument, which may read the body.
#[diagnostic::on_unimplemented(
    message = "`{T}` is not an extractor, so a handler cannot take it",
    label = "axum cannot make this from a request",
    note = "wrap it in the extractor that says where it comes from, such as `Json<{T}>`, `Query<{T}>`, \
            `Path<{T}>`, `State<{T}>` or `Extension<{T}>`, or implement `FromRequestParts` for it"
)]
pub trait Takes<T> {
    /// Demands it.
    fn check(self)
    where
        Self: Sized,
    {
    }
}

/// An argument before the last.
#[diagnostic::on_unimplemented(
    message = "`{T}` cannot stand before another argument",
    label = "not made from the request's head alone",
    note = "if it reads the request's body, make it the last argument; if the last reads the body too, take \
            `Bytes` there and make both of it: a body is read once",
    note = "if it is no extractor, wrap it in the one that says where it comes from, such as `Query<{T}>`, \
            `Path<{T}>`, `State<{T}>` or `Extension<{T}>`, or implement `FromRequestParts` for it"
)]
pub trait TakesEarly<T> {
    /// Demands it.
    fn check(self)
    where
        Self: Sized,
    {
    }
}

/// An argument before the last that is known to read the body.
#[diagnostic::on_unimplemented(
    message = "`{T}` reads the request's body, so it must be the last argument",
    label = "reads the body before the last argument",
    note = "move it behind the others, which then read the head while the body still waits"
)]
pub trait TakesBeforeTheLast<T> {
    /// Demands it.
    fn check(self)
    where
        Self: Sized,
    {
    }
}

/// An argument that is known to read the body, after another one that does.
#[diagnostic::on_unimplemented(
    message = "`{T}` reads the request's body, which `{F}` has read already",
    label = "reads the body a second time",
    note = "a body is read once: take one argument that holds it whole, such as `Bytes`, as the last, and make \
            both of that"
)]
pub trait TakesAgain<T, F> {
    /// Demands it.
    fn check(self)
    where
        Self: Sized,
    {
    }
}

/// An argument behind a reference.
#[diagnostic::on_unimplemented(
    message = "a handler cannot take `{T}`: axum gives it extractors by value, and lends it nothing",
    label = "a reference",
    note = "take what owns it, such as `Path<String>`, `Query<..>`, `HeaderMap` or `State<..>`, without the `&`, \
            and borrow from it in the body"
)]
pub trait TakesBorrowed<T> {
    /// Demands it.
    fn check(self)
    where
        Self: Sized,
    {
    }
}

/// A `self` that axum cannot make.
#[diagnostic::on_unimplemented(
    message = "axum calls a handler with extractors only, and `{T}` is none, so there is no `self` for it",
    label = "axum cannot make this from a request",
    note = "make what the handler needs the router's state, and take `State(..)` in the place of `self`"
)]
pub trait TakesSelf<T> {
    /// Demands it.
    fn check(self)
    where
        Self: Sized,
    {
    }
}

/// What goes by the context's name and is no extractor.
#[diagnostic::on_unimplemented(
    message = "a handler cannot take `{T}`: the context is lent for the request, by one shared reference",
    label = "write `&RequestContext`",
    note = "its methods need no more than that, its arena is `ctx.arena()`, and it goes back to its pool when \
            the request ends; a handler that is to keep a context for itself takes a `PooledContext`"
)]
pub trait TakesContext<T> {
    /// Demands it.
    fn check(self)
    where
        Self: Sized,
    {
    }
}

/// An argument that borrows from what cannot be had.
#[diagnostic::on_unimplemented(
    message = "`{T}` borrows from what axum cannot make here",
    label = "what is held for this is no extractor at this place",
    note = "implement `FromRequestParts<S>` for what `BorrowFromRequest::Held` names, for the state `S` of the \
            router; or `FromRequest<S>` if it reads the body, and take it as the last argument"
)]
pub trait TakesToBorrowFrom<T> {
    /// Demands it.
    fn check(self)
    where
        Self: Sized,
    {
    }
}

/// An argument that may be missing.
#[diagnostic::on_unimplemented(
    message = "`{T}` cannot be optional, so a handler cannot take an `Option` of it",
    label = "implements neither `OptionalFromRequestParts` nor `OptionalFromRequest`",
    note = "take `Result<{T}, _>` with its rejection, which says whether it was missing or wrong; where only \
            a field may be missing, take `{T}` and make the field an `Option`"
)]
pub trait TakesOptional<T> {
    /// Demands it.
    fn check(self)
    where
        Self: Sized,
    {
    }
}

/// An extractor that reads a `T`.
#[diagnostic::on_unimplemented(
    message = "`{E}` is an extractor only if `{T}` is `Deserialize`",
    label = "cannot be read from a request",
    note = "put `#[derive(serde::Deserialize)]` on `{T}`; if it is another crate's, see whether that has a \
            feature `serde`"
)]
pub trait TakesRead<E, T> {
    /// Demands it.
    fn check(self)
    where
        Self: Sized,
    {
    }
}

/// An extractor of a `T` that all requests have.
#[diagnostic::on_unimplemented(
    message = "`{E}` is an extractor only if `{T}` is `Clone`, `Send` and `Sync`",
    label = "each request gets a clone of it",
    note = "put `#[derive(Clone)]` on `{T}`, or share one among all requests: `Arc<{T}>` is cheap to clone; \
            what threads may not share goes into a `Mutex`"
)]
pub trait TakesShared<E, T> {
    /// Demands it.
    fn check(self)
    where
        Self: Sized,
    {
    }
}

/// A part of the state `S`, which the user has named.
#[diagnostic::on_unimplemented(
    message = "the state `{S}` has no `{T}` to take from it",
    label = "no part of `{S}`",
    note = "take `State<{S}>`, or say how a `{T}` is made of it: implement `FromRef<{S}>` for `{T}`, or put \
            `#[derive(FromRef)]` on `{S}` if it has a field of that type; if the router's state is another, \
            name that in `state = ..`"
)]
pub trait TakesFromState<T, S> {
    /// Demands it.
    fn check(self)
    where
        Self: Sized,
    {
    }
}

/// An extractor that leaves the body alone: what it lacks is the reason.
pub trait TakesFromHead<T, S> {
    /// Demands it.
    fn check(self)
    where
        Self: Sized,
    {
    }
}

/// An extractor that reads the body: what it lacks is the reason.
pub trait TakesFromBody<T, S> {
    /// Demands it.
    fn check(self)
    where
        Self: Sized,
    {
    }
}

hold_where_nothing_is_refused! {
    Takes<T>
    TakesEarly<T>
    TakesBeforeTheLast<T>
    TakesAgain<T, F>
    TakesBorrowed<T>
    TakesSelf<T>
    TakesContext<T>
    TakesToBorrowFrom<T>
    TakesOptional<T>
    TakesRead<E, T>
    TakesShared<E, T>
    TakesFromState<T, S>
    TakesFromHead<T, S>
    TakesFromBody<T, S>
}

#[cfg(feature = "axum")]
mod by_axum {
    use axum::extract::{FromRequest, FromRequestParts};

    use super::{ArenaHandler, TakesFromBody, TakesFromHead};

    impl<T: FromRequestParts<S>, S> TakesFromHead<T, S> for &ArenaHandler {}
    impl<T: FromRequest<S>, S> TakesFromBody<T, S> for &ArenaHandler {}
}

#[cfg(not(feature = "axum"))]
mod by_axum {
    use super::{ArenaHandler, TakesFromBody, TakesFromHead};

    impl<T, S> TakesFromHead<T, S> for &ArenaHandler {}
    impl<T, S> TakesFromBody<T, S> for &ArenaHandler {}
}
