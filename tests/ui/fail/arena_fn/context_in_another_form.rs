use arena_runtime::{PooledContext, RequestContext, arena_fn};

#[arena_fn]
fn mutable<'a>(ctx: &'a mut RequestContext) -> &'a str {
    format!("{}", 1)
}

#[arena_fn]
fn in_an_option(ctx: Option<&RequestContext>) -> usize {
    1.to_string().len()
}

#[arena_fn]
fn for_ever(ctx: &'static RequestContext) -> &'static str {
    format!("{}", 1)
}

#[arena_fn]
fn lease(ctx: &PooledContext) -> usize {
    1.to_string().len()
}

fn main() {}
