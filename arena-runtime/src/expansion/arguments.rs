//! Whether a handler's arguments are extractors, asked before axum asks: its own answer, where the route
//! is added, names neither the argument nor the reason.
//!
//! The state of the router that a handler is for cannot be seen from the handler, and most extractors
//! are ones for some states only. So the question is whether there is *any* state for which the argument
//! is an extractor, and a handler is refused only if there is none. The compiler has no bound that says
//! so; what it has is inference. [`Asks`] has an implementation that holds for everything and gives
//! [`Nothing`], and one that holds where there is an extractor. If there is none, only the first is left,
//! so the compiler knows at once that [`Question::answer`] gives the never type, which converts into
//! anything: here, into [`Refused`]. If there may be one, the answer's type stays open until
//! [`settle`] says that it was the never type all along, and nothing is refused.

use std::marker::PhantomData;

/// The never type, which has no name of its own.
pub type Nothing = <fn() -> ! as Returns>::Output;

/// Gives a function's return type a name.
pub trait Returns {
    /// The return type.
    type Output;
}

impl<R> Returns for fn() -> R {
    type Output = R;
}

/// There may be an extractor, for this state and by this way.
#[derive(Debug)]
pub struct Found<S, M>(PhantomData<(S, M)>);

/// There is no extractor.
#[derive(Debug)]
pub struct Refused;

/// An argument that may read the body, or one before it.
#[derive(Debug)]
pub struct Last<T>(PhantomData<T>);

/// An argument that comes before others.
#[derive(Debug)]
pub struct Early<T>(PhantomData<T>);

/// Whether there is an extractor.
pub trait Asks<V> {}

impl<T> Asks<Nothing> for Last<T> {}
impl<T> Asks<Nothing> for Early<T> {}

#[cfg(feature = "axum")]
mod by_axum {
    use axum::extract::{FromRequest, FromRequestParts};

    use super::{
        Asks, BeforeTheBody, Early, EarlyExtractor, Extractor, Found, FromBody, FromHead, Last,
        Nothing, Refused,
    };

    impl<T: FromRequest<S, M>, S, M> Asks<Found<S, M>> for Last<T> {}
    impl<T: FromRequestParts<S>, S> Asks<Found<S, ()>> for Early<T> {}

    #[diagnostic::do_not_recommend]
    impl<T: FromRequest<(), M>, M> Extractor<Refused, M> for T {}
    #[diagnostic::do_not_recommend]
    impl<T: FromRequestParts<()>> EarlyExtractor<Refused> for T {}
    #[diagnostic::do_not_recommend]
    impl<T: FromRequestParts<()>> BeforeTheBody<Refused> for T {}
    impl<T: FromRequestParts<()>> FromHead<Refused> for T {}
    impl<T: FromRequest<()>> FromBody<Refused> for T {}

    impl<T> Extractor<Nothing, Nothing> for T {}
    impl<T> EarlyExtractor<Nothing> for T {}
    impl<T> BeforeTheBody<Nothing> for T {}
    impl<T> FromHead<Nothing> for T {}
    impl<T> FromBody<Nothing> for T {}

    /// Demands an extractor for the state `S`, which the user has named.
    pub fn with_state<S, T: FromRequest<S, M>, M>() {}

    /// Demands an extractor for the state `S` that reads no body.
    pub fn early_with_state<S, T: FromRequestParts<S>>() {}
}

#[cfg(feature = "axum")]
pub use self::by_axum::{early_with_state, with_state};

/// Without axum anything may be an argument.
#[cfg(not(feature = "axum"))]
mod by_axum {
    use super::{
        Asks, BeforeTheBody, Early, EarlyExtractor, Extractor, Found, FromBody, FromHead, Last,
    };

    impl<T, S, M> Asks<Found<S, M>> for Last<T> {}
    impl<T, S> Asks<Found<S, ()>> for Early<T> {}

    impl<T, W> Extractor<W, ()> for T {}
    impl<T, W> EarlyExtractor<W> for T {}
    impl<T, W> BeforeTheBody<W> for T {}
    impl<T, W> FromHead<W> for T {}
    impl<T, W> FromBody<W> for T {}

    /// Demands nothing.
    pub fn with_state<S, T, M>()
    where
        T: Extractor<S, M>,
    {
    }

    /// Demands nothing.
    pub fn early_with_state<S, T>() {}
}

#[cfg(not(feature = "axum"))]
pub use self::by_axum::{early_with_state, with_state};

/// What a handler's last argument must be.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an extractor, so a handler cannot take it",
    label = "axum cannot make this from a request",
    note = "wrap it in the extractor that says where it comes from, such as `Json<{Self}>`, `Query<{Self}>`, \
            `Path<{Self}>`, `State<{Self}>` or `Extension<{Self}>`, or implement `FromRequestParts` for it"
)]
pub trait Extractor<W, M> {}

/// What the arguments before the last must be.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot stand before another argument",
    label = "not made from the request's head alone",
    note = "if it reads the request's body, make it the last argument: the body is read once, so there is \
            no second argument that reads it (take `Bytes` to make two things of it)",
    note = "if it is no extractor, wrap it in the one that says where it comes from, such as `Query<{Self}>`, \
            `Path<{Self}>`, `State<{Self}>` or `Extension<{Self}>`, or implement `FromRequestParts` for it"
)]
pub trait EarlyExtractor<W> {}

/// What a type that is known to read the body is not.
#[diagnostic::on_unimplemented(
    message = "`{Self}` reads the request's body, so it must be the last argument",
    label = "reads the body before the last argument",
    note = "move it to the end; if the last argument reads the body too, take one that holds it whole, such \
            as `Bytes`, and make both of that: a body is read once"
)]
pub trait BeforeTheBody<W> {}

/// What an extractor that is known to leave the body alone must be: what it lacks is the reason.
pub trait FromHead<W> {}

/// What an extractor that is known to read the body must be: what it lacks is the reason.
pub trait FromBody<W> {}

/// The question of an argument, whose answer has the type `V`.
#[derive(Debug)]
pub struct Question<V>(PhantomData<V>);

impl<V> Question<V> {
    /// The answer, which is never given: only its type is wanted.
    #[must_use]
    pub fn answer(&self) -> V {
        super::never()
    }
}

/// Asks of the argument `A`.
#[must_use]
pub fn ask<A: Asks<V>, V>() -> Question<V> {
    Question(PhantomData)
}

/// Says what follows from an answer of the type `W`.
#[derive(Debug)]
pub struct Verdict<W>(PhantomData<W>);

/// The verdict by an answer.
#[must_use]
pub fn verdict<W>(_: &W) -> Verdict<W> {
    Verdict(PhantomData)
}

/// What stayed open was the never type.
pub fn settle(_: &Question<Nothing>) {}

/// What has become anything is a refusal.
pub fn refuse(_: Refused) {}

impl<W> Verdict<W> {
    /// Demands an extractor if there is none.
    pub fn extracts<T: Extractor<W, M>, M>(&self) {}

    /// Demands an extractor that reads no body, if there is none.
    pub fn extracts_early<T: EarlyExtractor<W>>(&self) {}

    /// Demands that a type that reads the body is the last, if it does.
    pub fn extracts_before_the_body<T: BeforeTheBody<W>>(&self) {}

    /// Demands what it takes to extract a `T` from a request's head.
    pub fn extracts_from_head<T: FromHead<W>>(&self) {}

    /// Demands what it takes to extract a `T` from a request's body.
    pub fn extracts_from_body<T: FromBody<W>>(&self) {}
}
