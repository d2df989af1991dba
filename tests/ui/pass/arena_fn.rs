//! Helpers of every shape under `#[arena_fn]`, beside plain twins.

#![forbid(unsafe_code)]
#![deny(warnings, clippy::all, clippy::pedantic)]

use std::borrow::Cow;
use std::fmt::Display;

use arena_runtime::{ArenaString, ArenaVec, ContextPool, RequestContext, arena_fn};

struct Row<'a> {
    name: &'a str,
    tags: ArenaVec<'a, Cow<'a, str>>,
    owned: String,
}

#[arena_fn]
fn temporaries(ctx: &RequestContext, names: &[&str]) -> usize {
    let mut all = Vec::new();
    for name in names {
        all.push(name.to_uppercase());
    }
    all.join(", ").len()
}

#[arena_fn]
fn row<'a>(ctx: &'a RequestContext, name: &str, level: Option<u32>) -> Option<Row<'a>> {
    let level = level?;
    let tags = (0..level).map(|n| format!("{name} {n}")).collect();
    Some(Row {
        name: format!("<{name}>"),
        tags,
        owned: name.to_string(),
    })
}

#[arena_fn]
async fn later<'a, T: Display + Sync>(ctx: &'a RequestContext, value: &T) -> Result<&'a str, String> {
    let shown = value.to_string();
    tokio::task::yield_now().await;
    if shown.is_empty() {
        return Err(format!("nothing to show, {} bytes", shown.len()));
    }
    Ok(format!("{shown}!"))
}

#[arena_fn]
fn elided(ctx: &RequestContext, n: u32) -> ArenaString<'_> {
    format!("{n}{n}")
}

#[arena_fn]
fn shadowed<'a>(ctx: &'a RequestContext) -> &'a str {
    let ctx = ctx.alloc_str("not a context any more");
    format!("{ctx}.")
}

struct Service {
    name: String,
}

impl Service {
    #[arena_fn]
    fn greeting(&self, ctx: &RequestContext) -> String {
        let lower = self.name.to_lowercase();
        if lower == self.name { lower.len().to_string() } else { self.name.to_string() }
    }

    #[arena_fn]
    fn borrowed<'a>(&self, ctx: &'a RequestContext) -> &'a str {
        format!("hello, {}", self.name)
    }

    #[arena_fn]
    async fn associated(_: u8, ctx: &RequestContext) -> usize
    where
        Self: Sized,
    {
        let text = "x".repeat(9);
        tokio::task::yield_now().await;
        text.len()
    }
}

trait Shown: Display {
    #[arena_fn]
    fn length(&self, ctx: &RequestContext) -> usize {
        let text = format!("{self}");
        text.len()
    }
}

impl Shown for u32 {}

#[arena_fn]
fn nothing_to_route(ctx: &RequestContext) -> usize {
    ctx.alloc_str("x").len()
}

macro_rules! helper {
    ($name:ident, $ctx:ident => $body:expr) => {
        #[arena_fn]
        fn $name($ctx: &RequestContext) -> usize {
            $body
        }
    };
}

helper!(made_by_a_macro, context => {
    let text = format!("{}", 12);
    text.len()
});

#[tokio::main]
async fn main() {
    let lease = ContextPool::global().acquire();
    let ctx = lease.context();
    let answers = ctx.scope(async {
        assert_eq!(temporaries(ctx, &["a", "bc"]), 5);
        let made = row(ctx, "r", Some(2)).unwrap();
        assert_eq!((made.name, made.tags.join("/"), made.owned), ("<r>", "r 0/r 1".into(), "r".into()));
        assert!(row(ctx, "r", None).is_none());
        assert_eq!(later(ctx, &7).await, Ok("7!"));
        assert_eq!(later(ctx, &"").await, Err("nothing to show, 0 bytes".into()));
        assert_eq!(elided(ctx, 4), "44");
        assert_eq!(shadowed(ctx), "not a context any more.");
        let service = Service { name: "Ada".into() };
        assert_eq!(service.greeting(ctx), "Ada");
        assert_eq!(service.borrowed(ctx), "hello, Ada");
        assert_eq!(Service::associated(1, ctx).await, 9);
        assert_eq!(123.length(ctx) + nothing_to_route(ctx) + made_by_a_macro(ctx), 6);
    });
    answers.await;
}
