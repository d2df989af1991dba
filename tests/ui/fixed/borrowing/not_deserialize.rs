//! # A borrowing argument that is not `Deserialize`
//!
//! What is taken from a body, a query or a path derives `Deserialize`. serde borrows `&str` and `&[u8]` by itself;
//! for every other type that borrows, it wants `#[serde(borrow)]`.

use arena_runtime::{Json, arena_handler};
use serde::Deserialize;

#[derive(Deserialize)]
struct Order<'a> {
    item: &'a str,
}

#[arena_handler]
async fn order(Json(order): Json<Order<'_>>) -> String {
    order.item.to_owned()
}

#[derive(Deserialize)]
struct Orders<'a> {
    #[serde(borrow)]
    notes: arena_runtime::ArenaVec<'a, &'a str>,
}

fn main() {}
