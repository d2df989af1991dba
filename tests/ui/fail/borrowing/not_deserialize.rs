use arena_runtime::{Json, arena_handler};
use serde::Deserialize;

struct Order<'a> {
    item: &'a str,
}

#[arena_handler]
async fn order(Json(order): Json<Order<'_>>) -> String {
    order.item.to_owned()
}

/// Cannot tell that it borrows from the input.
#[derive(Deserialize)]
struct Orders<'a> {
    notes: arena_runtime::ArenaVec<'a, &'a str>,
}

fn main() {}
