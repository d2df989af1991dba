use axum::Json;
use arena_runtime::arena_handler;

struct Struct {}

#[arena_handler]
async fn handler(_foo: Json<Struct>) {}

fn main() {}
