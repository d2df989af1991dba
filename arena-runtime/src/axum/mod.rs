//! The meeting with axum: answers that borrow from the context become responses while it is leased
//! ([`responding`]), handlers and middleware get a context by [`extractor`] or [`layer`], and JSON is written
//! into reused buffers.

mod contextualized;
mod extractor;
#[cfg(feature = "json")]
mod json;
mod layer;
mod responding;
#[cfg(feature = "json")]
mod response_buffer;
mod text;

pub use self::contextualized::{Contextualized, PoolExhausted};
pub use self::extractor::StateContext;
#[cfg(feature = "json")]
pub use self::json::Json;
pub use self::layer::{ArenaLayer, ArenaService, Layered};
pub use self::responding::Responding;
