//! Types in the handlers' world, and the names of other crates that bodies use.

use std::fmt;

pub use std::collections::{BTreeMap, HashMap, HashSet};

pub use arena_runtime::arena_handler;
pub use axum::extract::Query;
pub use axum::http::StatusCode;
pub use axum::response::{Html, IntoResponse, Response};
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
pub struct Input {
    pub text: String,
    pub count: usize,
    pub number: i64,
    pub flag: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Record {
    pub name: String,
    pub score: usize,
    pub tags: Vec<String>,
    pub more: Option<String>,
}

impl Record {
    #[must_use]
    pub fn new(name: String, score: usize) -> Self {
        Self {
            name,
            score,
            ..Self::default()
        }
    }

    #[must_use]
    pub fn named(mut self, name: String) -> Self {
        self.name = name;
        self
    }

    #[must_use]
    pub fn tagged(mut self, tag: &str) -> Self {
        self.tags.push(tag.to_owned());
        self
    }
}

/// What a handler fails with.
#[derive(Debug)]
pub struct Failed(String);

#[must_use]
pub fn failed(text: String) -> Failed {
    Failed(text)
}

impl IntoResponse for Failed {
    fn into_response(self) -> Response {
        (StatusCode::UNPROCESSABLE_ENTITY, self.0).into_response()
    }
}

/// Has nothing but `Display`.
pub struct Shown(pub usize);

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{:>4}>", self.0)
    }
}

/// Says one thing as `Display` and another by a `to_string` of its own.
pub struct OwnToString(pub usize);

impl fmt::Display for OwnToString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("display")
    }
}

#[allow(clippy::inherent_to_string_shadow_display)]
impl OwnToString {
    #[must_use]
    pub fn to_string(&self) -> String {
        format!("own {}", self.0)
    }
}

/// Is compared with `String` and with nothing else.
pub struct Stranger(pub usize);

impl PartialEq<String> for Stranger {
    fn eq(&self, other: &String) -> bool {
        self.0 == other.len()
    }
}

impl PartialEq<Stranger> for String {
    fn eq(&self, other: &Stranger) -> bool {
        self.len() == other.0
    }
}

pub struct Tally(pub usize);

impl Tally {
    #[must_use]
    pub fn of(&self, text: &str) -> usize {
        text.len() + self.0
    }

    #[must_use]
    pub fn of_owned(&self, text: String) -> usize {
        text.len() * self.0 % 1000
    }
}

/// Methods of texts that std does not have.
pub trait Shorten {
    fn shortened(&self, length: usize) -> &str;
}

impl Shorten for str {
    fn shortened(&self, length: usize) -> &str {
        self.char_indices()
            .nth(length)
            .map_or(self, |(at, _)| &self[..at])
    }
}

/// Methods of `String` alone.
pub trait Shout {
    fn shout(&self) -> String;
    fn twice(self) -> String;
}

impl Shout for String {
    fn shout(&self) -> String {
        format!("{}!", self.to_uppercase())
    }

    fn twice(self) -> String {
        self.repeat(2)
    }
}
