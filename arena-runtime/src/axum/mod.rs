//! The meeting with axum: answers that borrow from the context become responses while it is leased, and
//! JSON is written into reused buffers.

#[cfg(feature = "json")]
mod json;
mod responding;
#[cfg(feature = "json")]
mod response_buffer;
mod text;

#[cfg(feature = "json")]
pub use self::json::Json;
pub use self::responding::Responding;
