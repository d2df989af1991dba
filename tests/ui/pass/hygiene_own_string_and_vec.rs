//! `String` and `Vec` are the user's own, and so are the traits with the methods that make them.

#![forbid(unsafe_code)]
#![deny(warnings, clippy::all, clippy::pedantic)]

use arena_runtime::arena_handler;
use axum::{Router, routing::get};

#[derive(Clone, Default)]
pub struct String(u8);

impl String {
    const fn new() -> Self {
        Self(7)
    }
}

impl From<u8> for String {
    fn from(value: u8) -> Self {
        Self(value)
    }
}

pub struct Vec<T>(T);

impl Vec<u8> {
    const fn with_capacity(capacity: u8) -> Self {
        Self(capacity)
    }
}

pub struct Source;

impl Source {
    #[allow(clippy::inherent_to_string, clippy::unused_self)]
    const fn to_string(&self) -> u8 {
        1
    }
    #[allow(clippy::unused_self)]
    const fn to_uppercase(&self) -> u8 {
        2
    }
    #[allow(clippy::unused_self)]
    const fn collect(self) -> u8 {
        3
    }
}

#[arena_handler]
async fn handler() -> std::string::String {
    let new = String::new();
    let from = String::from(1);
    let vec = Vec::with_capacity(3);
    let sum = new.0 + from.0 + vec.0;
    let made = Source.to_string() + Source.to_uppercase() + Source.collect();
    let shown = format!("{}", sum + made);
    shown.trim().to_owned()
}

fn main() {
    let _: Router = Router::new().route("/", get(handler));
}
