use arena_runtime::arena_handler;

#[arena_handler(skip())]
async fn nothing() {}

#[arena_handler(skip(format, to_string, format))]
async fn twice() {}

#[arena_handler(skip(format!, Vec::new))]
async fn by_more_than_its_name() {}

#[arena_handler(skip("format"))]
async fn quoted() {}

#[arena_handler(skip(format to_string))]
async fn without_a_comma() {}

fn main() {}
