//! The ways an endpoint is written, and where each is served.

use std::str::FromStr;

use axum::body::Body;
use axum::http::{Method, Request, header};

/// How an endpoint is written. In the order of tables; read from its [name](Self::name).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Variant {
    /// As anybody would write it.
    Plain,
    /// The same text, annotated, and nothing else changed.
    Annotated,
    /// The same text, annotated, with `arena_runtime::Json` in place of axum's.
    OurJson,
    /// The same, and the answer borrows from the arena.
    Borrowed,
    /// With bumpalo by hand, as somebody who knows it well would; it answers with our `Json`.
    Bumpalo,
    /// With a request context as it is first thought of.
    Naive,
    /// Annotated, with a context that is asked for by name and not used.
    WithContext,
}

impl Variant {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Plain,
        Self::Annotated,
        Self::OurJson,
        Self::Borrowed,
        Self::Bumpalo,
        Self::Naive,
        Self::WithContext,
    ];

    /// Those of the [hot](Workload::HOT) workloads, the plain one first.
    pub const OF_HOT: [Self; 6] = [
        Self::Plain,
        Self::Annotated,
        Self::OurJson,
        Self::Borrowed,
        Self::Bumpalo,
        Self::Naive,
    ];

    /// The name in paths and tables.
    ///
    /// ```
    /// assert_eq!(arena_workloads::Variant::OurJson.name(), "our-json");
    /// ```
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Annotated => "annotated",
            Self::OurJson => "our-json",
            Self::Borrowed => "borrowed",
            Self::Bumpalo => "bumpalo",
            Self::Naive => "naive",
            Self::WithContext => "with-context",
        }
    }
}

impl FromStr for Variant {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let named = Self::ALL.into_iter().find(|known| known.name() == name);
        named.ok_or_else(|| format!("there is no variant `{name}`"))
    }
}

/// An endpoint. In the order of tables; read from its [name](Self::name).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Workload {
    /// Rows with formatted names and badges, and tags. Sized by its rows.
    Leaderboard,
    /// Buildings and what modifies them, added up into maps. Sized by its buildings.
    Resources,
    /// Rounds of a battle and the log of them, with an await after each. Sized by its rounds.
    Battle,
    /// A world of regions, tiles and entities. Sized by its regions.
    Map,
    /// Many temporary strings and vectors and a short answer. Sized by its rows.
    Temporaries,
    /// An item read from a store.
    Read,
    /// An item checked and written to a store.
    Write,
    /// Answers `"ok"`.
    Ok,
}

impl Workload {
    /// Those that an arena is for.
    pub const HOT: [Self; 4] = [Self::Leaderboard, Self::Resources, Self::Battle, Self::Map];

    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Leaderboard,
        Self::Resources,
        Self::Battle,
        Self::Map,
        Self::Temporaries,
        Self::Read,
        Self::Write,
        Self::Ok,
    ];

    /// The name in paths and tables.
    ///
    /// ```
    /// assert_eq!(arena_workloads::Workload::Map.name(), "map");
    /// ```
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Leaderboard => "leaderboard",
            Self::Resources => "resources",
            Self::Battle => "battle",
            Self::Map => "map",
            Self::Temporaries => "temporaries",
            Self::Read => "read",
            Self::Write => "write",
            Self::Ok => "ok",
        }
    }

    /// The size that figures are given for unless another is named. The answers are of 52 KB, 17 KB, 68 KB and
    /// 1 MB for the [hot](Self::HOT) ones.
    ///
    /// ```
    /// assert_eq!(arena_workloads::Workload::Leaderboard.usual_size(), 500);
    /// ```
    #[must_use]
    pub fn usual_size(self) -> usize {
        match self {
            Self::Leaderboard | Self::Temporaries => 500,
            Self::Resources => 200,
            Self::Battle => 50,
            Self::Map => 28,
            Self::Read | Self::Write => 7,
            Self::Ok => 1,
        }
    }

    /// How it is written: what is short answers the same way with and without borrowing, and by hand.
    ///
    /// ```
    /// use arena_workloads::{Variant, Workload};
    ///
    /// let variants = [Variant::Plain, Variant::Annotated, Variant::WithContext];
    /// assert_eq!(Workload::Ok.variants(), variants);
    /// ```
    #[must_use]
    pub fn variants(self) -> &'static [Variant] {
        match self {
            Self::Leaderboard | Self::Resources | Self::Battle | Self::Map => &Variant::OF_HOT,
            Self::Temporaries | Self::Read | Self::Write => {
                &[Variant::Plain, Variant::Annotated, Variant::OurJson]
            }
            Self::Ok => &[Variant::Plain, Variant::Annotated, Variant::WithContext],
        }
    }

    /// Where it is served: at the same place in each variant's router, since a longer path takes longer.
    ///
    /// ```
    /// assert_eq!(arena_workloads::Workload::Map.path(28), "/map/28");
    /// ```
    #[must_use]
    pub fn path(self, size: usize) -> String {
        format!("/{}/{size}", self.name())
    }

    /// The request that asks for it.
    ///
    /// # Panics
    ///
    /// Never: all paths are valid.
    ///
    /// ```
    /// let request = arena_workloads::Workload::Ok.request(1);
    /// assert_eq!(request.uri().path(), "/ok/1");
    /// ```
    #[must_use]
    pub fn request(self, size: usize) -> Request<Body> {
        let request = Request::builder().uri(self.path(size));
        let request = match self {
            Self::Write => request
                .method(Method::PUT)
                .header(header::CONTENT_TYPE, "application/json")
                .body(Body::from(
                    r#"{"name":"Lantern","price":1250,"tags":["light","brass"]}"#,
                )),
            _ => request.body(Body::empty()),
        };
        request.expect("the path is valid")
    }
}

impl FromStr for Workload {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let named = Self::ALL.into_iter().find(|known| known.name() == name);
        named.ok_or_else(|| format!("there is no workload `{name}`"))
    }
}

/// The same handler plain, annotated, and annotated with our `Json`: one text, in a module for each.
macro_rules! owned_variants {
    ($($handler:tt)*) => {
        pub(super) mod plain {
            use super::*;
            use axum::Json;

            pub(in super::super) $($handler)*
        }

        pub(super) mod annotated {
            use super::*;
            use arena_runtime::arena_handler;
            use axum::Json;

            #[arena_handler]
            pub(in super::super) $($handler)*
        }

        pub(super) mod our_json {
            use super::*;
            use arena_runtime::{Json, arena_handler};

            #[arena_handler]
            pub(in super::super) $($handler)*
        }
    };
}

/// A function `route` with the route of an endpoint as one variant has it: `method(path) { variant: handler }`.
macro_rules! route {
    ($method:ident $path:literal { $($variant:ident: $handler:path),* $(,)? }) => {
        /// The endpoint as `variant` has it, or no route if that has none.
        pub(crate) fn route(variant: crate::Variant) -> ::axum::Router<crate::World> {
            let router = ::axum::Router::new();
            match variant {
                $(crate::Variant::$variant => {
                    router.route($path, ::axum::routing::$method($handler))
                })*
                #[allow(unreachable_patterns)]
                _ => router,
            }
        }
    };
}
