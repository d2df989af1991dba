use axum::extract::Extension;
use arena_runtime::arena_handler;

struct NonCloneType;

#[arena_handler]
async fn test_extension_non_clone(_: Extension<NonCloneType>) {}

fn main() {}
