//! What generated handlers stand on: the request, the types and functions their bodies use, and the
//! runner that compares the twins. What the bodies say is up to the generator.

// What bodies call is what users write, and each way to take a text is there for its own sake.
#![allow(
    clippy::must_use_candidate,
    clippy::needless_pass_by_value,
    clippy::ptr_arg
)]

mod answers;
mod functions;
mod requests;
mod runner;
mod shelf;
mod tracing_sink;
mod world;

pub use answers::{of_cow, of_mixed, of_str, of_string, owned};
pub use axum::routing::get;
pub use runner::{perform, twins};
