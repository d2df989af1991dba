use arena_runtime::arena_handler;
use axum::extract::Path;
use axum::http::Uri;

struct Region;

#[arena_handler]
async fn one(Path(_region): Path<Region>) {}

#[arena_handler]
async fn one_of_two(Path((_region, _player)): Path<(Region, u32)>, _uri: Uri) {}

fn main() {}
