//! Arguments that do something as they are evaluated or as they are shown.

use std::cell::{Cell, RefCell};
use std::fmt::{self, Display};
use std::panic::{AssertUnwindSafe, catch_unwind};

use arena_runtime::{Json, RequestContext, arena_fn, arena_handler};
use axum::Router;
use axum::routing::get;
use serde::Serialize;

use crate::support;

/// Compiles a function plain and routed, and compares what the two return.
macro_rules! twins {
    ($($(#[$attr:meta])* $name:ident($($argument:ident: $ty:ty = $value:expr),*) -> $out:ty $body:block)*) => {$(
        #[test]
        fn $name() {
            fn plain($($argument: $ty),*) -> $out $body
            #[arena_fn]
            fn routed(ctx: &RequestContext, $($argument: $ty),*) -> $out $body

            let context = RequestContext::new();
            let words = |caught: std::thread::Result<$out>| caught.map_err(|panic| match panic.downcast::<String>() {
                Ok(words) => *words,
                Err(panic) => panic.downcast::<&str>().map_or_else(|_| String::new(), |words| (*words).to_owned()),
            });
            let plain = words(catch_unwind(AssertUnwindSafe(|| plain($($value),*))));
            let routed = words(catch_unwind(AssertUnwindSafe(|| context.enter(|| routed(&context, $($value),*)))));
            assert_eq!(plain, routed);
            // And once more where something was left behind by a panic, if anything could be.
            assert_eq!(context.enter(|| after(&context)), "after 1 1.5");
        }
    )*};
}

/// Another text, where something was left behind by a panic if anything could be.
#[arena_fn(deny(heap))]
fn after(ctx: &RequestContext) -> &str {
    let (n, x) = (1, 1.5);
    format!("after {n} {x}")
}

struct Fails;

impl Display for Fails {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("written before it fails")?;
        Err(fmt::Error)
    }
}

struct Panics;

impl Display for Panics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("written before it panics")?;
        panic!("on purpose")
    }
}

/// Notes when it is shown.
struct Noted<'n>(&'n RefCell<Vec<String>>, u32);

impl Display for Noted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.borrow_mut().push(format!("shown {}", self.1));
        write!(f, "{}", self.1)
    }
}

fn noting<T>(notes: &RefCell<Vec<String>>, what: &str, value: T) -> T {
    notes.borrow_mut().push(format!("made {what}"));
    value
}

/// Shows another number each time.
struct Counts(Cell<u32>);

impl Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.set(self.0.get() + 1);
        self.0.get().fmt(f)
    }
}

/// Dereferences to a number, and counts how often.
struct Looked(Cell<u32>, Pair);

struct Pair {
    left: u32,
    right: u32,
}

impl std::ops::Deref for Looked {
    type Target = Pair;

    fn deref(&self) -> &Pair {
        self.0.set(self.0.get() + 1);
        &self.1
    }
}

twins! {
    fails_alone() -> String { let text = format!("{}", Fails); text.as_str().into() }
    fails_between(name: &str = "a") -> String { let text = format!("{name}{}{name}", Fails); text.as_str().into() }
    fails_padded() -> String { let text = format!("{:5}", Fails); text.as_str().into() }
    fails_in_debug() -> String { let text = format!("{:?}{:5.1}", 1, Fails); text.as_str().into() }
    fails_in_a_whole(n: usize = 3) -> String { let text = format!("{:1$}{2}", n, n, Fails); text.as_str().into() }
    panics_alone() -> String { let text = format!("{}", Panics); text.as_str().into() }
    panics_between(name: &str = "a") -> String { let text = format!("{name:9}{}{:05}", Panics, 7); text.as_str().into() }
    panics_in_an_argument(name: &str = "a") -> String {
        let text = format!("{name}{}", name.len().checked_sub(2).expect("long enough"));
        text.as_str().into()
    }
    fails_when_long() -> String { let text = format!("{}{}", "long ".repeat(90), Fails); text.as_str().into() }
    in_order(notes: &RefCell<Vec<String>> = &RefCell::default()) -> (String, Vec<String>) {
        let text = format!(
            "{2}{0}{1:5}{0}{named}{3}", noting(notes, "0", Noted(notes, 0)), noting(notes, "1", Noted(notes, 1)),
            noting(notes, "2", 2), noting(notes, "3", "three"), named = noting(notes, "named", Noted(notes, 4)),
        );
        (text.as_str().into(), notes.take())
    }
    once_each(counts: &Counts = &Counts(Cell::new(0))) -> String {
        let text = format!("{counts}{counts:3}{0}{1}{0}", counts, { counts.0.set(7); counts });
        text.as_str().into()
    }
    fields_are_looked_at_once(looked: &Looked = &Looked(Cell::new(0), Pair { left: 1, right: 22 })) -> (String, u32) {
        let text = format!("{0}{1}{0}{0:3}{1:05}", looked.left, looked.right);
        (text.as_str().into(), looked.0.get())
    }
    temporaries(lock: &std::sync::Mutex<String> = &std::sync::Mutex::new("locked".into())) -> String {
        let text = format!("{}{}", lock.lock().unwrap().as_str(), String::from("x").as_str());
        // Let go by now.
        lock.lock().unwrap().push_str(text.as_str());
        lock.lock().unwrap().clone()
    }
    leaves_by_question_mark(digits: &str = "12x") -> Result<String, std::num::ParseIntError> {
        let text = format!("{}{}", digits.len(), digits.parse::<u32>()?);
        Ok(text.as_str().into())
    }
    goes_on_by_question_mark(digits: &str = "12") -> Result<String, std::num::ParseIntError> {
        let text = format!("{}{:05}", digits.len(), digits.parse::<u32>()?);
        Ok(text.as_str().into())
    }
    leaves_by_break_and_return(limit: u32 = 7) -> String {
        let mut all = String::new();
        for n in 0.. {
            let text = format!("{n}:{} ", if n > limit { return all } else if n == 4 { continue } else { n });
            all.push_str(text.as_str());
        }
        all
    }
    shadowed(text: &str = "outer") -> String {
        let parts = 1;
        let scratch = 2;
        let room = 'r';
        let line = format!("{text}{parts}{scratch}{room}");
        line.as_str().into()
    }
    loops() -> String {
        let mut all = String::new();
        for n in 0..500_u32 {
            let line = format!("[{}] {:05}-{n}", if n % 2 == 0 { "even" } else { "odd" }, n * n);
            all.push_str(line.as_str());
            let line = format!("{line}{}", f64::from(n) / 3.0);
            all.push_str(line.as_str());
        }
        all
    }
}

/// Shows itself through the arena that it is shown into.
struct Nested<'a>(&'a RequestContext, u32);

impl Display for Nested<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.1 == 0 {
            return f.write_str("end");
        }
        f.write_str(nested(self.0, self.1))
    }
}

#[arena_fn(deny(heap))]
fn nested(ctx: &RequestContext, depth: u32) -> &str {
    format!("{depth} {} {depth:03}", Nested(ctx, depth - 1))
}

#[test]
fn arguments_may_format_into_the_same_arena() {
    let expected = (1..=150).fold("end".to_owned(), |inner, n| format!("{n} {inner} {n:03}"));
    let context = RequestContext::new();
    context.enter(|| assert_eq!(nested(&context, 150), expected));
    assert_eq!(nested(&context, 150), expected);
}

#[test]
fn temporaries_leave_the_arena_flat() {
    #[arena_fn(deny(heap))]
    fn rows(ctx: &RequestContext, text: &str, x: f64) -> usize {
        let mut bytes = 0;
        for n in 0..1000_u32 {
            let short = format!("{text}-{n:05}");
            let mixed = format!("{n}{x}{text}");
            let long = format!("{x}{text:>400}{n}");
            bytes += short.len() + mixed.len() + long.len();
        }
        bytes
    }
    let context = RequestContext::new();
    context.enter(|| {
        rows(&context, "text", 1.5);
        let before = context.arena().allocated_bytes();
        rows(&context, "text", 1.5);
        assert_eq!(context.arena().allocated_bytes(), before);
    });
}

#[derive(Serialize)]
struct Page<'a> {
    title: &'a str,
    owned: String,
    lines: Vec<Line<'a>>,
}

#[derive(Serialize)]
struct Line<'a> {
    text: std::borrow::Cow<'a, str>,
    boxed: Box<str>,
}

async fn later<T>(value: T) -> T {
    tokio::task::yield_now().await;
    value
}

mod plain {
    use super::*;

    pub(super) async fn page() -> Json<Page<'static>> {
        let mut lines = Vec::new();
        for n in 0..50_u32 {
            let key = format!("{}-{:05}", later("key").await, later(n).await);
            lines.push(Line {
                text: format!("{key} {} {:>8}", later(f64::from(n)).await, n).into(),
                boxed: format!("{n}{}{n:?}", later('x').await).into(),
            });
        }
        let title = format!("{} lines, {}", lines.len(), later("awaited").await);
        Json(Page {
            title: title.leak(),
            owned: format!("{:04}", later(7).await),
            lines,
        })
    }
}

mod arena {
    use super::*;

    #[arena_handler]
    pub(super) async fn page() -> Json<Page<'_>> {
        let mut lines = Vec::new();
        for n in 0..50_u32 {
            let key = format!("{}-{:05}", later("key").await, later(n).await);
            lines.push(Line {
                text: format!("{key} {} {:>8}", later(f64::from(n)).await, n),
                boxed: format!("{n}{}{n:?}", later('x').await),
            });
        }
        let title = format!("{} lines, {}", lines.len(), later("awaited").await);
        Json(Page {
            title,
            owned: format!("{:04}", later(7).await),
            lines,
        })
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn handlers_may_await_in_arguments() {
    let router = Router::new()
        .route("/plain", get(plain::page))
        .route("/arena", get(arena::page));
    let plain = support::ask(router.clone(), support::get("/plain")).await;
    let arena = support::ask(router, support::get("/arena")).await;
    assert_eq!(plain.status, 200);
    assert_eq!(plain, arena);
}
