use arena_runtime::arena_handler;

#[arena_handler(Budget = "8MiB")]
async fn budget() {}

#[arena_handler(explian)]
async fn explain() {}

#[arena_handler(sate = ())]
async fn state() {}

#[arena_handler(skips(format))]
async fn skip() {}

#[arena_handler(denny(heap))]
async fn deny() {}

#[arena_handler(colour = "red")]
async fn unlike_any() {}

fn main() {}
