use arena_runtime::{Json, arena_handler};

struct Order;

#[arena_handler]
async fn handler(Json(_orders): Json<Vec<Order>>) {}

fn main() {}
