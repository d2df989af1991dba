//! How the expansion makes a handler's argument of what is held for it.

use axum::response::{IntoResponse, Response};

use super::BorrowFromRequest;
use crate::context::RequestContext;

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
