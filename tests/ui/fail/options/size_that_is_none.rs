//! What is wrong with a size is told apart.

use arena_runtime::arena_handler;

#[arena_handler(budget = "8")]
async fn without_a_unit() {}

#[arena_handler(budget = 8MiB)]
async fn without_quotes() {}

#[arena_handler(budget = "8M")]
async fn half_a_unit() {}

#[arena_handler(budget = "-1KB")]
async fn negative() {}

#[arena_handler(budget = -1)]
async fn negative_number() {}

#[arena_handler(budget = "1.5MiB")]
async fn not_whole() {}

#[arena_handler(budget = "")]
async fn empty() {}

#[arena_handler(budget = "0MiB")]
async fn nothing() {}

#[arena_handler(budget = "99999999999GiB")]
async fn too_large() {}

#[arena_handler(budget = 99999999999999999999)]
async fn number_too_large() {}

#[arena_handler(budget = true)]
async fn of_another_kind() {}

#[arena_handler(budget = 8 * 1024)]
async fn computed() {}

fn main() {}
