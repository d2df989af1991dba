use arena_runtime::arena_handler;

#[arena_handler(budget = "8 megs")]
async fn unit_unknown() {}

#[arena_handler(budget = 1.5)]
async fn not_whole() {}

#[arena_handler(budget = 0)]
async fn nothing() {}

#[arena_handler(budget = eight)]
async fn not_a_literal() {}

#[arena_handler(budget = "1MiB", budget = "2MiB")]
async fn twice() {}

fn main() {}
