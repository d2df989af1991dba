//! Questions to the compiler about types that cannot be put as a bound, and what follows from the answer:
//! nothing where it is yes, and where it is no, an error of [`arguments`](super::arguments) or
//! [`answers`](super::answers). Nothing of it is ever run.
//!
//! The state of the router that a handler is for cannot be seen from the handler, and most extractors
//! are ones for some states only. So the question is whether there is *any* state for which the argument
//! is an extractor, and a handler is refused only if there is none. The compiler has no bound that says
//! so; what it has is inference. [`Asks`] has an implementation that holds for everything and gives
//! [`Nothing`], and one that holds where there is an extractor. If there is none, only the first is left,
//! so the compiler knows at once that [`Question::answer`] gives the never type, which converts into
//! anything: here, into an [`ArenaHandler`], of which nothing is true but what can be made of a request.
//! If there may be one, the answer's type stays open until [`conclude`] says that it was the never type all
//! along, of which everything is true.

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

/// What the compiler's messages call the user's handler.
#[derive(Debug)]
pub struct ArenaHandler;

/// Nobody, of whom everything is true as well: who has nothing to be refused for. Were it true of [`Nothing`]
/// alone, the compiler would take that for the answer.
#[derive(Debug)]
pub struct Nobody;

/// Makes sentences true where nothing is refused.
macro_rules! hold_where_nothing_is_refused {
    ($($sentence:ident<$($parameter:ident),+>)*) => {
        $(
            #[diagnostic::do_not_recommend]
            impl<$($parameter),+> $sentence<$($parameter),+> for &$crate::expansion::question::Nothing {}
            #[diagnostic::do_not_recommend]
            impl<$($parameter),+> $sentence<$($parameter),+> for &$crate::expansion::question::Nobody {}
        )*
    };
}
pub(super) use hold_where_nothing_is_refused;

/// There may be an extractor, for this state and by this way.
#[derive(Debug)]
pub struct Found<S, M>(PhantomData<(S, M)>);

/// An argument that may read the body.
#[derive(Debug)]
pub struct Last<T>(PhantomData<T>);

/// An argument that comes before others.
#[derive(Debug)]
pub struct Early<T>(PhantomData<T>);

/// An argument that may read the body, of a handler for the state `S`.
#[derive(Debug)]
pub struct LastOf<T, S>(PhantomData<(T, S)>);

/// An argument that comes before others, of a handler for the state `S`.
#[derive(Debug)]
pub struct EarlyOf<T, S>(PhantomData<(T, S)>);

/// Whether there is an extractor.
pub trait Asks<V> {}

impl<T> Asks<Nothing> for Last<T> {}
impl<T> Asks<Nothing> for Early<T> {}
impl<T, S> Asks<Nothing> for LastOf<T, S> {}
impl<T, S> Asks<Nothing> for EarlyOf<T, S> {}

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

/// Asks as `A` does, of a value: of the type that stands open in `A`.
#[must_use]
pub fn ask_of<A: Asks<V> + Of, V>(_: &A::Type) -> Question<V> {
    Question(PhantomData)
}

/// What is asked of.
pub trait Of {
    /// Its type.
    type Type;
}

impl<T> Of for Last<T> {
    type Type = T;
}

impl<T> Of for Early<T> {
    type Type = T;
}

impl<T, S> Of for LastOf<T, S> {
    type Type = T;
}

impl<T, S> Of for EarlyOf<T, S> {
    type Type = T;
}

/// What stayed open was the never type, and what has become anything is a handler that is refused.
pub fn conclude(_: &Question<Nothing>, _: ArenaHandler) {}

/// The question whether a type is a response. No inference is needed for it: the method that belongs to
/// responses alone comes before the one of [`IsNoResponse`], where there is such.
#[derive(Debug)]
pub struct ResponseOf<T>(PhantomData<T>);

impl<T> ResponseOf<T> {
    /// Asks of `T`.
    #[must_use]
    pub fn ask() -> Self {
        Self(PhantomData)
    }
}

/// The answer for a type that is no response.
pub trait IsNoResponse {
    /// A handler that is refused.
    fn refused_handler(&self) -> ArenaHandler {
        ArenaHandler
    }
}

impl<T> IsNoResponse for ResponseOf<T> {}

#[cfg(feature = "axum")]
mod by_axum {
    use axum::extract::{FromRequest, FromRequestParts};
    use axum::response::IntoResponse;

    use super::{Asks, Early, EarlyOf, Found, Last, LastOf, Nobody, ResponseOf};

    impl<T: FromRequest<S, M>, S, M> Asks<Found<S, M>> for Last<T> {}
    impl<T: FromRequestParts<S>, S> Asks<Found<S, ()>> for Early<T> {}
    impl<T: FromRequest<S, M>, S, M> Asks<Found<S, M>> for LastOf<T, S> {}
    impl<T: FromRequestParts<S>, S> Asks<Found<S, ()>> for EarlyOf<T, S> {}

    impl<T: IntoResponse> ResponseOf<T> {
        /// It is one, so there is nothing to say.
        #[must_use]
        pub fn refused_handler(&self) -> Nobody {
            Nobody
        }
    }
}

/// Without axum anything may be an argument or an answer.
#[cfg(not(feature = "axum"))]
mod by_axum {
    use super::{Asks, Early, EarlyOf, Found, Last, LastOf, Nobody, ResponseOf};

    impl<T, S, M> Asks<Found<S, M>> for Last<T> {}
    impl<T, S> Asks<Found<S, ()>> for Early<T> {}
    impl<T, S, M> Asks<Found<S, M>> for LastOf<T, S> {}
    impl<T, S> Asks<Found<S, ()>> for EarlyOf<T, S> {}

    impl<T> ResponseOf<T> {
        /// Nothing is refused.
        #[must_use]
        pub fn refused_handler(&self) -> Nobody {
            Nobody
        }
    }
}
