//! How the expansion makes a handler's argument of what is held for it.

use std::fmt;

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};

use super::BorrowFromRequest;
use crate::context::RequestContext;

/// What stands among a handler's arguments, as axum sees them, for one that borrows: what is held for a `T`.
///
/// It has a type of its own, and is no projection from the argument's type: where that has a lifetime, rustc
/// does not always come to the same result on such functions, and stops when it builds incrementally.
// An array is sized whatever is in it, so what is no borrowing extractor is one error.
pub struct Holding<T: BorrowFromRequest<'static>>(pub [T::Held; 1]);

impl<T: BorrowFromRequest<'static>> fmt::Debug for Holding<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Holding").finish_non_exhaustive()
    }
}

impl<S, T> FromRequestParts<S> for Holding<T>
where
    S: Send + Sync,
    T: BorrowFromRequest<'static, Held: FromRequestParts<S>>,
{
    type Rejection = <T::Held as FromRequestParts<S>>::Rejection;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let held = T::Held::from_request_parts(parts, state).await?;
        Ok(Self([held]))
    }
}

impl<S, T> FromRequest<S> for Holding<T>
where
    S: Send + Sync,
    T: BorrowFromRequest<'static, Held: FromRequest<S>>,
{
    type Rejection = <T::Held as FromRequest<S>>::Rejection;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        let held = T::Held::from_request(request, state).await?;
        Ok(Self([held]))
    }
}

/// What is held for an argument, which can be anything.
///
/// A method of this makes the argument, not a function of the argument's type: where that type is no borrowing
/// extractor, what is held for it has no type either, and the compiler says so once.
pub trait Held: Sized {
    /// The argument, or the response if there is none.
    ///
    /// # Errors
    ///
    /// The extractor's rejection, or what is answered over budget.
    // It is handed on at once.
    #[allow(clippy::result_large_err)]
    #[inline]
    fn lend_to_handler<'request, T>(
        &'request mut self,
        context: &'request RequestContext,
    ) -> Result<T, Response>
    where
        T: BorrowFromRequest<'request, Held = Self>,
    {
        let arena = context.arena();
        let borrowed = context.enter(|| arena.within_budget(move || T::borrow_from(self, context)));
        match borrowed {
            Ok(Ok(value)) => Ok(value),
            Ok(Err(rejection)) => Err(rejection.into_response()),
            Err(exceeded) => Err(context.refusal(exceeded)),
        }
    }
}

impl<H> Held for H {}
