//! A `&Bump` is what an arena of this crate stands in for.

use arena_runtime::arena_handler;
use bumpalo_plain::Bump;
use bumpalo_plain::collections::Vec;

#[arena_handler]
async fn handler() -> String {
    let bump = Bump::new();
    let mut names = Vec::new_in(&bump);
    names.push("Ada");
    tokio::task::yield_now().await;
    names.len().to_string()
}

fn main() {}
