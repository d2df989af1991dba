//! Parameters in the path, of every shape that axum's `Path` takes, and some that it does not.

use std::collections::HashMap;

use arena_runtime::{ArenaString, ArenaVec, arena_handler};
use axum::Router;
use axum::extract::Path;
use axum::routing::get;
use serde::Deserialize;

use super::compare;
use super::support::get as request_of;

/// Handlers that differ in the type of their parameters alone, and say all of them.
macro_rules! twins {
    ($($route:literal $plain:ty = $arena:ty;)*) => {
        #[tokio::test]
        async fn paths_are_read_the_same() {
            $({
                async fn plain(Path(params): Path<$plain>) -> String {
                    format!("{params:?}")
                }
                #[arena_handler]
                async fn borrowing(Path(params): Path<$arena>) -> String {
                    tokio::task::yield_now().await;
                    format!("{params:?}")
                }
                let router = Router::new()
                    .route(concat!("/plain", $route), get(plain))
                    .route(concat!("/arena", $route), get(borrowing));
                for path in PATHS {
                    let what = concat!($route, " as ", stringify!($arena));
                    let request = |twin: &str| request_of(&format!("/{twin}{path}"));
                    compare(&router, request, &format!("{what}, {path}")).await;
                }
            })*
        }
    };
}

const PATHS: [&str; 12] = [
    "",
    "/",
    "/north",
    "/7",
    "/-7/x",
    "/gr%C3%BCn%2Fblau",
    "/%FF",
    "/up",
    "/300/true",
    "/a/b/c",
    "/1/2/3",
    "/true/%F0%9F%98%80",
];

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(dead_code)]
enum Direction {
    Up,
    Down,
    Named(String),
}

#[derive(Debug, Deserialize)]
#[serde(rename = "Params")]
#[allow(dead_code)]
struct Owned {
    a: String,
    b: Option<u8>,
}

#[derive(Deserialize)]
#[allow(dead_code)]
struct Params<'a> {
    a: &'a str,
    b: Option<u8>,
}

// As the derived one of the plain twin.
impl std::fmt::Debug for Params<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Owned")
            .field("a", &self.a)
            .field("b", &self.b)
            .finish()
    }
}

#[derive(Debug, Deserialize)]
struct Id<T>(#[allow(dead_code)] T);

#[derive(Debug, Deserialize)]
struct Both<T>(#[allow(dead_code)] T, #[allow(dead_code)] i16);

twins! {
    "/{a}" String = &str;
    "/{a}" String = ArenaString<'_>;
    "/{a}" Id<String> = Id<&str>;
    "/{a}" (String,) = (&str,);
    "/{a}" HashMap<String, String> = HashMap<&str, &str>;
    "/{a}" Vec<String> = Vec<&str>;
    "/{a}" Vec<String> = ArenaVec<'_, &str>;
    "/{a}" Vec<(String, String)> = Vec<(&str, &str)>;
    "/{a}" (String, String) = (&str, &str);
    "/{*rest}" String = &str;
    "/{a}/{b}" (String, u8) = (&str, u8);
    "/{a}/{b}" (i8, String) = (i8, &str);
    "/{a}/{b}" (bool, char, String) = (bool, char, &str);
    "/{a}/{b}" Both<String> = Both<&str>;
    "/{a}/{b}" String = &str;
    "/{a}/{b}" Owned = Params<'_>;
    "/{a}/{b}" Vec<(String, u8)> = Vec<(&str, u8)>;
    "/{a}/{b}/{c}" (String, String, f32) = (&str, &str, f32);
    "/{a}/{b}/{c}" Vec<Option<String>> = Vec<Option<&str>>;
    "/{a}/{b}" (Direction, String) = (Direction, &str);
    "/{a}" (String, (String,)) = (&str, (&str,));
    "/north" String = &str;
}
