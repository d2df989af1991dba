//! Bodies and their verdicts, without a compiler run. Each site is named by its source text.

use proc_macro2::{Ident, Span};
use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::{Expr, ItemFn};

use super::fate::Reason;
use super::{ExprId, Handler, Plan, Route, analyse};
use crate::parse::body_macros::BodyMacros;
use crate::parse::return_type::Answer;

/// Every site of the function with its verdict, in the order of the text.
fn verdicts(function: &str) -> Vec<(String, Result<Route, Reason>)> {
    struct Collect<'p> {
        plan: &'p Plan,
        macros: &'p BodyMacros,
        found: Vec<(String, Result<Route, Reason>)>,
    }
    impl<'ast> Visit<'ast> for Collect<'_> {
        fn visit_expr(&mut self, expr: &'ast Expr) {
            let id = ExprId::of(expr);
            let verdict = match (self.plan.sites.get(&id), self.plan.kept.get(&id)) {
                (Some(site), None) => Some(Ok(site.route)),
                (None, Some(reason)) => Some(Err(*reason)),
                (None, None) => None,
                (Some(_), Some(_)) => panic!("two verdicts on one site"),
            };
            if let Some(verdict) = verdict {
                self.found
                    .push((expr.to_token_stream().to_string(), verdict));
            }
            visit::visit_expr(self, expr);
        }
        fn visit_macro(&mut self, call: &'ast syn::Macro) {
            let macros = self.macros;
            if let Some(call) = macros.get(call) {
                for argument in call.arguments.expressions() {
                    visit_argument(self, argument);
                }
            }
        }
    }
    /// Arguments live in the table of macros, not in the tree, hence the shorter lifetime.
    fn visit_argument(collect: &mut Collect<'_>, argument: &Expr) {
        let mut inner = Collect {
            plan: collect.plan,
            macros: collect.macros,
            found: std::mem::take(&mut collect.found),
        };
        inner.visit_expr(argument);
        collect.found = inner.found;
    }

    let function: ItemFn = syn::parse_str(function).unwrap();
    let macros = BodyMacros::of(&function.block);
    let handler = Handler {
        signature: &function.sig,
        context: Some(&Ident::new("ctx", Span::call_site())),
        answer_borrows: Answer::of(&function.sig.output).borrows,
    };
    let plan = analyse(&handler, &function.block, &macros);
    let mut collect = Collect {
        plan: &plan,
        macros: &macros,
        found: Vec::new(),
    };
    collect.visit_block(&function.block);
    collect.found
}

/// The verdicts on the sites of a body that answers something owned.
fn plain(body: &str) -> Vec<Result<Route, Reason>> {
    only(verdicts(&format!(
        "async fn f(a: A, b: B) -> String {{ {body} }}"
    )))
}

/// The verdicts on the sites of a body whose answer borrows from the arena.
fn answering(body: &str) -> Vec<Result<Route, Reason>> {
    only(verdicts(&format!(
        "async fn f(a: A, b: B) -> Result<Json<Page<'_>>, E> {{ {body} }}"
    )))
}

fn only(found: Vec<(String, Result<Route, Reason>)>) -> Vec<Result<Route, Reason>> {
    found.into_iter().map(|(_, verdict)| verdict).collect()
}

const TEMPORARY: Result<Route, Reason> = Ok(Route::Temporary);
const ANSWERED: Result<Route, Reason> = Ok(Route::Answered);

#[test]
fn temporaries_move_to_the_arena() {
    for body in [
        "let s = format!(\"{a}\"); s.len()",
        "let s = a.to_string(); println!(\"{s}\"); b",
        "let s: String = a.to_string(); println!(\"{}\", s); b",
        "let mut s = String::new(); for x in a { s.push_str(x); } b.write(s.as_str())",
        "let mut s = String::with_capacity(9); write!(s, \"{}\", a)?; b.find(s.trim())",
        "let s = String::from(\"x\"); if s == \"y\" { return b; } b",
        "let mut v = Vec::new(); for x in &a { v.push(x.len()); } v.iter().sum()",
        "let v = vec![1, 2, 3]; v[0] + v.len()",
        "let v = vec![0; 16]; for x in v { b.add(x); } b",
        "let v: Vec<_> = a.iter().collect(); for x in &v { b.add(x); } b",
        "let v = a.iter().collect::<Vec<_>>(); v.first().copied()",
        "let s: String = a.chars().rev().collect(); s.parse()",
        "a.to_string().len()",
        "format!(\"{a}\").as_str().parse()",
        "let mut out = String::new(); out.push_str(&format!(\"{a}\")); out.len()",
        "let mut s = a.to_string(); s += \"x\"; s = b.to_string(); s.is_empty()",
        "let s = if a { b.to_string() } else { String::new() }; s.len()",
        "let s = match a { 1 => format!(\"one\"), _ => String::new() }; &s[1..]; b",
        "let s = a.to_string(); b.iter().filter(|x| s.contains(*x)).count()",
        "let s = a.to_string(); db.fetch().await; info!(\"{s}\"); b",
        "let s; s = a.to_string(); s.len()",
        "let s = a.to_string(); let s = s.len(); s",
    ] {
        let found = plain(body);
        assert!(!found.is_empty(), "{body}");
        assert!(
            found.iter().all(|one| *one == TEMPORARY),
            "{body}: {found:?}"
        );
    }
}

#[test]
fn what_escapes_stays_on_the_heap() {
    use Reason::{
        Captured, FixedByDeclaration, InAggregate, InClosure, MustUnify, OutOfSight, ReturnedOwned,
        UnknownMacro, UnknownMethod,
    };
    for (body, reason) in [
        ("format!(\"{a}\")", ReturnedOwned),
        ("return a.to_string();", ReturnedOwned),
        ("let s = a.to_string(); s", ReturnedOwned),
        ("Ok(Wrapper { s: a.to_string() })", ReturnedOwned),
        ("f(a.to_string())", OutOfSight),
        ("f(&format!(\"{a}\"))", OutOfSight),
        ("let s = a.to_string(); f(&s)", OutOfSight),
        ("b.push_str(&format!(\"{a}\")); b", OutOfSight),
        (
            "let s = a.to_string(); spawn(async { for c in s { f(c) } }); b",
            OutOfSight,
        ),
        (
            "let s = a.to_string(); #[cfg(x)] let s = b; f(s)",
            FixedByDeclaration,
        ),
        ("let s = a.to_string(); b.insert(s); b", OutOfSight),
        (
            "let s = a.to_string(); let t = s; t.into_bytes(); b",
            OutOfSight,
        ),
        ("let s = a.to_string(); let r = &s; f(r)", OutOfSight),
        (
            "let s = a.to_string(); if s == b { 1 } else { 2 }",
            OutOfSight,
        ),
        ("let s = a.to_string(); match s { _ => b }", OutOfSight),
        ("let s = a.to_string(); s.clone()", UnknownMethod),
        ("a.to_string().into_bytes()", UnknownMethod),
        ("let s = a.to_string(); json!({ \"s\": s })", UnknownMacro),
        ("let s = a.to_string(); query!(\"{s}\")", UnknownMacro),
        (
            "let s = a.to_string(); spawn(async move { s.len() }); b",
            Captured,
        ),
        ("let s = a.to_string(); spawn(move || s.len()); b", Captured),
        ("b.map(|x| x.to_string().len())", InClosure),
        ("spawn(async { a.to_string().len() }); b", InClosure),
        (
            "let s = if a { b.to_string() } else { c }; s.len()",
            MustUnify,
        ),
        ("let mut s = a.to_string(); s = b; s.len()", MustUnify),
        ("let s: Cow<str> = a.to_string(); s.len()", OutOfSight),
        ("#[cfg(x)] let s = a.to_string(); b", FixedByDeclaration),
        ("let (s, t) = (a.to_string(), 1); b", FixedByDeclaration),
        ("let v = vec![a.to_string()]; f(v)", OutOfSight),
        ("let mut v = Vec::new(); v.push(a); v", ReturnedOwned),
        ("let p = P { s: a.to_string() }; p.s.len()", InAggregate),
    ] {
        let found = plain(body);
        if body.contains("Cow") {
            assert!(found.is_empty(), "{body}: {found:?}");
            continue;
        }
        assert!(!found.is_empty(), "{body}");
        assert!(found.contains(&Err(reason)), "{body}: {found:?}");
        assert!(!found.contains(&TEMPORARY), "{body}: {found:?}");
    }
}

#[test]
fn the_answer_may_hold_arena_values() {
    for body in [
        "Ok(Json(Page { title: format!(\"{a}\") }))",
        "return Err(E::NotFound(format!(\"{a}\")));",
        "let page = Page { title: a.to_string() }; Ok(Json(page))",
        "Ok(Json(Page { names: a.iter().map(|x| Name { x: x.to_string() }).collect() }))",
        "if a { return Err(E(b.to_string())); } Ok(Json(Page { x: vec![] }))",
        "let mut page = Page::default(); page.title = a.to_string(); Ok(Json(page))",
        "Ok(Json(Page { title: if a { format!(\"x\") } else { String::from(\"y\") } }))",
        "let mut page = ctx.vec(); page.push(a.to_string()); Ok(Json(Page { page }))",
        "let mut rows = rows_of(a); rows.push(Row { n: a.to_string() }); Ok(Json(Page { rows }))",
        "Ok((StatusCode::OK, Json(Page { title: Some(a.to_string()) })))",
    ] {
        let found = answering(body);
        assert!(!found.is_empty(), "{body}");
        assert!(
            found.iter().all(|one| *one == ANSWERED),
            "{body}: {found:?}"
        );
    }
}

#[test]
fn a_bound_value_is_converted_where_it_moves_into_the_answer() {
    for (body, expected) in [
        (
            "let mut names = Vec::new(); for x in a { names.push(x.to_string()); } Ok(Json(Page { names }))",
            vec![TEMPORARY, ANSWERED],
        ),
        (
            "let name = format!(\"{a}\"); let n = name.len(); Ok(Json(Page { name, n }))",
            vec![TEMPORARY],
        ),
        (
            "let mut all = Vec::new(); let name = a.to_string(); all.push(P { name }); Ok(Json(Page { all }))",
            vec![TEMPORARY, TEMPORARY],
        ),
        (
            "let all: Vec<_> = a.iter().map(|x| P { n: x.to_string() }).collect(); Ok(Json(Page { all }))",
            vec![TEMPORARY, ANSWERED],
        ),
    ] {
        assert_eq!(answering(body), expected, "{body}");
    }
}

#[test]
fn beside_a_borrowing_answer_the_rest_stays() {
    use Reason::{InAggregate, InClosure, OutOfSight};
    for (body, reason) in [
        (
            "let f = Filter { n: a.to_string() }; db.get(f); Ok(b)",
            InAggregate,
        ),
        ("db.get(a.to_string()).await?; Ok(b)", OutOfSight),
        ("Ok(Json(b.map_err(|e| E(e.to_string()))?))", InClosure),
        ("Err(format!(\"x\"))?; Ok(b)", OutOfSight),
        (
            "let mut v = Vec::new(); v.push(a.to_string()); f(v); Ok(b)",
            OutOfSight,
        ),
        ("Ok(f(a.to_string()))", OutOfSight),
        (
            "let mut m = builder(); m.push(a.to_string()); Ok(Json(m))",
            OutOfSight,
        ),
    ] {
        let found = answering(body);
        assert!(found.iter().all(Result::is_err), "{body}: {found:?}");
        let all = [reason, OutOfSight].map(Err);
        assert!(
            found.iter().any(|one| all.contains(one)),
            "{body}: {found:?}"
        );
    }
}

#[test]
fn sites_inside_known_macros_are_seen() {
    assert_eq!(
        plain("println!(\"{} {}\", a.to_string(), format!(\"{}\", b.to_string())); 1"),
        [TEMPORARY, TEMPORARY, TEMPORARY],
    );
    assert_eq!(plain("unknown!(a.to_string()); 1"), []);
}

#[test]
fn nested_functions_are_not_touched() {
    assert_eq!(
        plain("fn inner(a: A) -> usize { a.to_string().len() } b"),
        []
    );
    assert_eq!(plain("const { \"x\".to_string().len() }"), []);
}
