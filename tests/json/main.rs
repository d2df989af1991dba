//! `arena_runtime::Json` against `axum::Json` through real routers, both ways: the same status, headers and
//! bytes for whatever comes in and goes out.
//!
//! [`variants`] has the same application with each `Json`, [`cases`] the requests as data; what is asked of one
//! variant is asked of all.

#[path = "../support/mod.rs"]
mod support;

mod cases;
mod compatibility;
mod incoming;
mod outgoing;
mod variants;
