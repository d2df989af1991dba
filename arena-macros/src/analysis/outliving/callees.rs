//! Functions and places whose names say that what they get must be `'static`.

use syn::{Expr, ExprPath};

/// The path of a function, by its segments' names.
fn path_of(function: &Expr) -> Vec<String> {
    match function {
        Expr::Path(ExprPath {
            qself: None, path, ..
        }) => path
            .segments
            .iter()
            .map(|segment| segment.ident.to_string())
            .collect(),
        _ => Vec::new(),
    }
}

fn ends_with(path: &[String], end: &[&str]) -> bool {
    path.len() >= end.len() && path[path.len() - end.len()..].iter().eq(end)
}

/// Functions whose closure or future must be `'static`.
pub(super) fn spawns(function: &Expr) -> bool {
    let path = path_of(function);
    [
        ["tokio", "spawn"],
        ["task", "spawn"],
        ["task", "spawn_blocking"],
        ["task", "spawn_local"],
        ["thread", "spawn"],
    ]
    .iter()
    .any(|end| ends_with(&path, end))
}

/// Functions that make what spawns by a method `spawn`, of a closure or future that must be `'static`.
pub(super) fn makes_a_spawner(function: &Expr) -> bool {
    let path = path_of(function);
    [
        ["Handle", "current"],
        ["JoinSet", "new"],
        ["LocalSet", "new"],
    ]
    .iter()
    .any(|end| ends_with(&path, end))
        || ends_with(&path, &["thread", "Builder", "new"])
}

/// Functions whose stream must be `'static`.
pub(super) fn streams(function: &Expr) -> bool {
    let path = path_of(function);
    ends_with(&path, &["Body", "from_stream"]) || ends_with(&path, &["Sse", "new"])
}

/// Functions that make a stream of what they are given, to be run later.
pub(super) fn makes_a_stream(function: &Expr) -> bool {
    let path = path_of(function);
    ["iter", "once", "repeat_with", "unfold", "poll_fn"]
        .iter()
        .any(|function| ends_with(&path, &["stream", function]))
}

/// Methods of streams and iterators that keep what they are given, and run it later.
pub(super) fn adapts(method: &syn::Ident) -> bool {
    [
        "chain",
        "filter",
        "filter_map",
        "flat_map",
        "inspect",
        "map",
        "map_ok",
        "map_err",
        "scan",
        "skip_while",
        "take_while",
        "then",
        "zip",
    ]
    .iter()
    .any(|known| method == known)
}

/// Constructors, as their capital tells, and those of streams.
pub(super) fn keeps_its_arguments(function: &Expr) -> bool {
    let constructs = |name: &String| name.starts_with(|first: char| first.is_ascii_uppercase());
    path_of(function).last().is_some_and(constructs) || makes_a_stream(function)
}

/// The name of a `static` in what is assigned to, as its capitals tell.
pub(super) fn static_in(place: &Expr) -> Option<String> {
    match place {
        Expr::Unary(unary) => static_in(&unary.expr),
        Expr::Paren(paren) => static_in(&paren.expr),
        Expr::MethodCall(call) => static_in(&call.receiver),
        Expr::Try(tried) => static_in(&tried.expr),
        Expr::Await(awaited) => static_in(&awaited.base),
        Expr::Field(field) => static_in(&field.base),
        Expr::Path(path) => {
            let name = path.path.segments.last()?.ident.to_string();
            let shouts = |character: char| !character.is_ascii_lowercase();
            (name.len() > 1 && name.chars().all(shouts)).then_some(name)
        }
        _ => None,
    }
}

/// The name of what is assigned to through a guard, as in `*app.last.lock().unwrap()`.
pub(super) fn guarded_in(place: &Expr) -> Option<&syn::Ident> {
    fn root(expr: &Expr, is_guarded: bool) -> Option<&syn::Ident> {
        match expr {
            Expr::MethodCall(call) => {
                const GUARDS: [&str; 3] = ["borrow_mut", "lock", "write"];
                const UNWRAPS: [&str; 2] = ["expect", "unwrap"];
                let guards = GUARDS.iter().any(|guard| call.method == guard);
                let passes = guards || UNWRAPS.iter().any(|unwrap| call.method == unwrap);
                passes.then(|| root(&call.receiver, is_guarded || guards))?
            }
            Expr::Try(tried) => root(&tried.expr, is_guarded),
            Expr::Await(awaited) => root(&awaited.base, is_guarded),
            Expr::Field(field) => root(&field.base, is_guarded),
            Expr::Paren(paren) => root(&paren.expr, is_guarded),
            Expr::Path(path) if is_guarded => path.path.get_ident(),
            _ => None,
        }
    }
    match place {
        Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Deref(_)) => root(&unary.expr, false),
        Expr::Field(field) => guarded_in(&field.base).or_else(|| root(&field.base, false)),
        _ => None,
    }
}
