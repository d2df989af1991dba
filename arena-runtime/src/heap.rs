//! The user's way to say no, for one expression.

/// Keeps what an expression makes on the heap, in a function under
/// [`#[arena_handler]`](crate::arena_handler) or [`#[arena_fn]`](crate::arena_fn).
///
/// The expression is compiled as it is written, with everything in it. Outside of such functions the macro
/// does nothing.
///
/// ```
/// use arena_runtime::{arena_handler, heap};
///
/// #[arena_handler]
/// async fn measure() -> String {
///     // Grows to megabytes, and is better given back at once than at the request's end.
///     let mut log = heap!(String::new());
///     log.push_str("started");
///     log.len().to_string()
/// }
/// # let _ = axum::Router::<()>::new().route("/", axum::routing::get(measure));
/// ```
#[macro_export]
macro_rules! heap {
    ($value:expr) => {
        $value
    };
}
