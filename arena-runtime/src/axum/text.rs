//! Arena strings and bytes as answers, like `String` and `Vec<u8>`: copied into the body, since they go
//! back with the context.

use axum::body::Body;
use axum::response::{IntoResponse, Response};

use crate::collections::{ArenaText, ArenaVec, Block};

impl<'arena, B: Block<'arena>> From<ArenaText<'arena, B>> for Body {
    fn from(text: ArenaText<'arena, B>) -> Self {
        Body::from(String::from(text))
    }
}

impl From<ArenaVec<'_, u8>> for Body {
    fn from(bytes: ArenaVec<'_, u8>) -> Self {
        Body::from(Vec::from(bytes))
    }
}

impl<'arena, B: Block<'arena>> IntoResponse for ArenaText<'arena, B> {
    fn into_response(self) -> Response {
        String::from(self).into_response()
    }
}

impl IntoResponse for ArenaVec<'_, u8> {
    fn into_response(self) -> Response {
        Vec::from(self).into_response()
    }
}
