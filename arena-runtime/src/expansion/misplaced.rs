//! Arguments for which there is a better word than that they are no extractors: `self`, and the context in
//! another form than the one it is lent in. Whether they are extractors after all, [`arguments`](super::arguments)
//! finds out.

use super::arguments::{Nothing, Verdict};

/// A `self` that axum can make.
#[diagnostic::on_unimplemented(
    message = "axum calls a handler with extractors only, and `{Self}` is none, so there is no `self` for it",
    label = "axum cannot make this from a request",
    note = "make what the handler needs the router's state, and take `State(..)` in the place of `self`"
)]
pub trait Receiver<W> {}

/// What goes by the context's name and is an extractor.
#[diagnostic::on_unimplemented(
    message = "a handler cannot take `{Self}`: the context is lent for the request, by one shared reference",
    label = "write `&RequestContext`",
    note = "its methods need no more than that, its arena is `ctx.arena()`, and it goes back to its pool when \
            the request ends; a handler that is to keep a context for itself takes a `PooledContext`"
)]
pub trait OwnsContext<W> {}

#[diagnostic::do_not_recommend]
impl<T> Receiver<Nothing> for T {}
#[diagnostic::do_not_recommend]
impl<T> OwnsContext<Nothing> for T {}

impl<W> Verdict<W> {
    /// Demands a receiver that is an extractor.
    pub fn has_receiver<T: Receiver<W>>(&self) {}

    /// Demands that what is called like the context is an extractor.
    pub fn owns_context<T: OwnsContext<W>>(&self) {}
}
