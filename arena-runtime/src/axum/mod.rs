//! The meeting with axum: answers that borrow from the context become responses while it is leased
//! ([`responding`]), arguments borrow from the request by [`borrowing`], handlers and middleware get a context
//! by [`extractor`] or [`layer`], and text is written into reused buffers ([`response_buffer`]), JSON by a
//! [`serializer`] of its own.

mod borrowing;
mod contextualized;
mod extractor;
#[cfg(feature = "json")]
mod json;
mod layer;
#[cfg(feature = "json")]
mod ndjson;
mod responding;
mod response_buffer;
#[cfg(feature = "json")]
mod serializer;
#[cfg(feature = "sonic-rs")]
mod sonic;
mod text;

#[cfg(feature = "form")]
pub use self::borrowing::HeldForm;
#[cfg(feature = "json")]
pub use self::borrowing::HeldJson;
#[cfg(feature = "query")]
pub use self::borrowing::HeldQuery;
pub use self::borrowing::{BorrowFromRequest, BorrowRejection, HeldPath};
#[cfg(feature = "macros")]
pub use self::borrowing::{Held, Holding};
pub use self::contextualized::{Contextualized, PoolExhausted};
pub use self::extractor::StateContext;
#[cfg(feature = "json")]
pub use self::json::Json;
pub use self::layer::{ArenaLayer, ArenaService, Layered};
#[cfg(feature = "json")]
pub use self::ndjson::{Ndjson, NdjsonStream};
pub use self::responding::Responding;
pub use self::response_buffer::ResponseBuffer;
