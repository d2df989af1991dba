//! What all handlers with bumpalo by hand share: one `Bump` kept for each thread, nothing of it held across
//! an await.

use std::cell::RefCell;

use axum::response::Response;
use bumpalo_plain::Bump;

thread_local!(static BUMP: RefCell<Bump> = RefCell::new(Bump::with_capacity(16 * 1024)));

/// Has `build` make a response in this thread's bump.
pub(crate) fn respond(build: impl FnOnce(&Bump) -> Response) -> Response {
    BUMP.with_borrow_mut(|bump| {
        let response = build(bump);
        bump.reset();
        response
    })
}
