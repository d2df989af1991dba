//! Return types as handlers have them: none of what is asked of them is left open.

#![forbid(unsafe_code)]
#![deny(warnings, clippy::all, clippy::pedantic)]

use arena_runtime::{ArenaString, Json, arena_handler};
use axum::http::{HeaderMap, HeaderName, StatusCode, header, response};
use axum::response::{AppendHeaders, Html, IntoResponse, Redirect, Response};
use axum::{Extension, Router, routing::get};

struct Failure;

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        StatusCode::IM_A_TEAPOT.into_response()
    }
}

type Answer<T> = Result<T, Failure>;

macro_rules! answers {
    ($($name:ident: $ty:ty;)*) => {
        $(
            #[arena_handler]
            async fn $name() -> $ty {
                tokio::task::yield_now().await;
                unimplemented!("{}", format!("{}", stringify!($name)))
            }
        )*

        fn router() -> Router {
            Router::new()$(.route(concat!("/", stringify!($name)), get($name)))*
        }
    };
}

answers! {
    nothing: ();
    text: &'static str;
    owned: String;
    page: Html<&'static str>;
    status: StatusCode;
    headers: HeaderMap;
    bytes: Vec<u8>;
    boxed: Box<str>;
    pairs: [(HeaderName, &'static str); 2];
    one_in_a_tuple: (Json<u32>,);
    two: (StatusCode, Json<u32>);
    two_headers: (HeaderMap, String);
    two_pairs: ([(HeaderName, &'static str); 1], String);
    three: (StatusCode, HeaderMap, String);
    four: (StatusCode, AppendHeaders<[(HeaderName, String); 1]>, Extension<u32>, Vec<u8>);
    of_parts: (response::Parts, String);
    of_a_response: (Response<()>, String);
    fails: Result<(), Failure>;
    fails_or_two: Result<(StatusCode, Json<u32>), Failure>;
    fails_or_parts: Result<(response::Parts, HeaderMap, String), Failure>;
    fails_in_two: Result<Json<u32>, (StatusCode, Json<u32>)>;
    fails_twice: Result<Result<String, Failure>, Redirect>;
    fails_by_axums: axum::response::Result<(StatusCode, String)>;
    fails_by_axums_error: Result<(StatusCode, String), axum::response::ErrorResponse>;
    aliased: Answer<(StatusCode, Json<u32>)>;
    borrows: Json<Vec<&'arena str>>;
    borrows_text: ArenaString<'_>;
    fails_or_borrows: Result<Json<&'arena str>, Failure>;
    fails_or_borrows_in_two: Result<(StatusCode, Json<&'arena str>), (StatusCode, String)>;
}

#[arena_handler(budget = "1MiB")]
async fn opaque_in_a_result() -> Result<impl IntoResponse, Failure> {
    Ok((StatusCode::OK, [(header::VARY, "accept")], format!("{}", 1)))
}

fn main() {
    let _ = router().route("/opaque_in_a_result", get(opaque_in_a_result));
}
