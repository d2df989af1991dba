#![forbid(unsafe_code)]
#![deny(warnings)]

use arena_runtime::arena_handler;
use axum::{Router, routing::get};

/// Names that shadow the prelude's.
struct String(usize);
struct Vec<T>(Option<T>);
type Result<T> = std::result::Result<T, ()>;

impl String {
    fn new() -> Self {
        Self(0)
    }
    fn from(text: &str) -> Self {
        Self(text.len())
    }
    fn len(&self) -> usize {
        self.0
    }
}

impl<T> Vec<T> {
    fn new() -> Self {
        Self(None)
    }
    fn push(&mut self, item: T) {
        self.0 = Some(item);
    }
    fn len(&self) -> usize {
        usize::from(self.0.is_some())
    }
}

struct NotAnIterator;

impl NotAnIterator {
    fn collect(self) -> Vec<u32> {
        Vec(Some(1))
    }
}

#[arena_handler]
async fn handler() -> &'static str {
    let ok: Result<usize> = Ok(String::new().len() + String::from("four").len());
    let mut one = Vec::new();
    one.push(String::new());
    let two: Vec<u32> = NotAnIterator.collect();
    let three: Vec<u8> = Vec::new();
    match (ok, one.len(), two.len(), three.len()) {
        (Ok(4), 1, 1, 0) => "as written",
        _ => "otherwise",
    }
}

fn main() {
    let _: Router = Router::new().route("/", get(handler));
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    assert_eq!(runtime.block_on(handler()), "as written");
}
