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

/// Functions whose stream must be `'static`.
pub(super) fn streams(function: &Expr) -> bool {
    ends_with(&path_of(function), &["Body", "from_stream"])
}

/// Constructors, as their capital tells, and those of streams.
pub(super) fn keeps_its_arguments(function: &Expr) -> bool {
    let path = path_of(function);
    let constructs = |name: &String| name.starts_with(|first: char| first.is_ascii_uppercase());
    path.last().is_some_and(constructs)
        || ends_with(&path, &["stream", "iter"])
        || ends_with(&path, &["stream", "once"])
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
