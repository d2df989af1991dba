//! Bodies and their verdicts, without a compiler run. Each site is named by its source text.

mod containers;
mod lookups;

use proc_macro2::{Ident, Span};
use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::{Expr, ItemFn};

use super::fate::{NameId, Reason};
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
                (None, Some(kept)) => Some(Err(kept.reason)),
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
        skips: &[],
        lends: false,
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

/// Any name: reasons are compared by what kind they are.
const NAME: NameId = NameId(0);

fn kind(reason: Reason) -> std::mem::Discriminant<Reason> {
    std::mem::discriminant(&reason)
}

const TEMPORARY: Result<Route, Reason> = Ok(Route::Temporary);
const ANSWERED: Result<Route, Reason> = Ok(Route::Answered);

/// All of its sites move, and there are some.
fn is_temporary(body: &str) {
    let found = plain(body);
    assert!(!found.is_empty(), "{body}");
    assert!(
        found.iter().all(|one| *one == TEMPORARY),
        "{body}: {found:?}"
    );
}

/// None of its sites move, one of them for this reason.
fn stays_on_the_heap(body: &str, reason: Reason) {
    let found = plain(body);
    if body.contains("Cow") {
        assert!(found.is_empty(), "{body}: {found:?}");
        return;
    }
    assert!(!found.is_empty(), "{body}");
    let kinds: Vec<_> = found.iter().map(|one| one.map_err(kind)).collect();
    assert!(kinds.contains(&Err(kind(reason))), "{body}: {found:?}");
    assert!(!found.contains(&TEMPORARY), "{body}: {found:?}");
}

#[test]
fn temporaries_move_to_the_arena() {
    for body in [
        "let s = format!(\"{a}\"); s.len()",
        "let s = a.to_string(); format!(concat!(\"a\", \"{}\"), s.as_str()).len()",
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
        // Comparisons with what cannot be seen.
        "let s = a.to_string(); if s == b { 1 } else { 2 }",
        "if b.name() != format!(\"{a}\") { 1 } else { 2 }",
        "let s = a.to_string(); s < b.name",
        // Lent to what takes a text.
        "let s = a.to_string(); let t = b.to_string(); s.contains(&t)",
        "let s = a.to_string(); json!({ \"s\": s, \"t\": [format!(\"{b}\"), { \"n\": s.len() }] })",
        "let s = a.to_string(); info!(s, t = %s, u = ?s, v = s, \"done {s} {}\", s); b",
        "let s = a.to_string(); debug!(target: \"x\", { s = %s }, \"done\"); b",
        "let s = a.to_string(); let span = info_span!(\"x\", %s); b",
        // Known to end here.
        "let s = a.to_string(); drop(s); b",
        "let s = a.to_string(); f(s.clone()); b",
        "let s = &format!(\"{a}\"); s.len()",
        "let v = &vec![1, 2]; v.len()",
        // In closures and futures that are done where they stand.
        "a.iter().filter(|x| x.to_string().len() > 1).count()",
        "a.iter().map(|x| format!(\"{x}\").len()).sum()",
        "for x in a.iter().map(|x| format!(\"{x}\").len()) { f(x); } b",
        "b.is_some_and(|x| x.to_lowercase() == \"y\")",
        "async { a.to_string().len() }.await; b",
        "async move { a.to_string().len() }.instrument(span).await; b",
        "tokio::join!(async { a.to_string().len() }, b.get())",
        "tokio::select! { x = f(b) => { a.to_string().len() } _ = async { a.to_string().len() } => 1, }",
        "task::block_in_place(|| { let s = a.to_string(); Ok(s.len()) })",
        "matches!(a.to_string().as_str(), \"x\" | \"y\")",
        // Made of one another.
        "a.to_owned().len()",
        "let s = a.trim().to_lowercase(); s.starts_with(\"x\")",
        "let s = a.replace(\"x\", \"y\"); s.len()",
        "let v = a.to_vec(); v.len()",
        "let v = Vec::from([1, 2]); v.len()",
        "let v = a.iter().map(f).collect::<Result<Vec<_>, _>>()?; v.len()",
        "let v: Vec<u8> = a.iter().map(f).collect::<Option<_>>()?; v.len()",
        "let s = String::from_utf8_lossy(&a); s.len()",
        // Items.
        "let mut v = Vec::new(); v.push(a.to_string()); v.len()",
        "let v = vec![a.to_string(), format!(\"x\")]; for x in &v { println!(\"{x}\"); } b",
        "let v: Vec<String> = a.iter().map(|x| x.to_string()).collect(); v.join(\", \").len()",
        "let mut v = vec![a.to_string()]; v.sort(); v.dedup(); v.iter().any(|x| x == \"y\")",
        "let v = vec![a.to_string()]; for x in v.iter().rev() { f(x.len()); } v[0].len()",
        "let mut v = vec![a.to_string()]; v.retain(|x| !x.is_empty()); v.sort_by(|x, y| f(x.len(), y.len())); b",
        "a.iter().map(|x| format!(\"{x}\")).collect::<Vec<_>>().join(\"&\").len()",
    ] {
        is_temporary(body);
    }
}

#[test]
fn what_escapes_stays_on_the_heap() {
    use Reason::{
        Captured, FixedByDeclaration, InClosure, KeptByUser, MustUnify, OutOfSight, ReturnedOwned,
        UnknownMacro,
    };
    let given = Reason::GivenTo(NAME);
    let lent = Reason::LentTo(NAME);
    let unknown_method = Reason::UnknownMethod(NAME);
    let in_struct = Reason::InStruct(NAME);
    for (body, reason) in [
        ("format!(\"{a}\")", ReturnedOwned),
        ("return a.to_string();", ReturnedOwned),
        ("let s = a.to_string(); s", ReturnedOwned),
        ("Ok(Wrapper { s: a.to_string() })", in_struct),
        ("f(a.to_string())", given),
        ("f(&format!(\"{a}\"))", lent),
        ("let s = a.to_string(); f(&s)", lent),
        ("b.push_str(&format!(\"{a}\")); b", lent),
        (
            "let s = a.to_string(); spawn(async { for c in s { f(c) } }); b",
            OutOfSight,
        ),
        (
            "let s = a.to_string(); #[cfg(x)] let s = b; f(s)",
            FixedByDeclaration,
        ),
        ("let s = a.to_string(); b.insert(s); b", given),
        (
            "let s = a.to_string(); let t = s; t.into_bytes(); b",
            OutOfSight,
        ),
        ("let s = a.to_string(); let r = &s; f(r)", OutOfSight),
        ("let s = a.to_string(); match s { _ => b }", OutOfSight),
        ("a.to_string().into_bytes()", unknown_method),
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
        (
            "let s = if a { b.to_string() } else { c.iter().collect() }; s.len()",
            MustUnify,
        ),
        ("let mut s = a.to_string(); s = b; s.len()", MustUnify),
        ("let s: Cow<str> = a.to_string(); s.len()", OutOfSight),
        ("#[cfg(x)] let s = a.to_string(); b", FixedByDeclaration),
        ("let (s, t) = (a.to_string(), 1); b", FixedByDeclaration),
        ("let v = vec![a.to_string()]; f(v)", given),
        ("let mut v = Vec::new(); v.push(a); v", ReturnedOwned),
        ("let p = P { s: a.to_string() }; p.s.len()", in_struct),
        (
            "json!({ \"x\": ({ let s = a.to_string(); s }) }); b",
            OutOfSight,
        ),
        ("heap!(a.to_string()).len()", KeptByUser),
        (
            "let it = a.iter().map(|x| x.to_string().len()); f(it)",
            InClosure,
        ),
        ("a.par_iter().map(|x| x.to_string().len()).sum()", InClosure),
        ("f(b.map_err(|e| { e.to_string().len() }))", InClosure),
        ("let s = &a.to_string(); f(s)", given),
    ] {
        stays_on_the_heap(body, reason);
    }
}

#[test]
fn items_that_go_elsewhere_stay_on_the_heap() {
    for body in [
        "let v = vec![a.to_string()]; v.first()",
        "let v = vec![a.to_string()]; for x in v { f(x); } b",
        "let v = vec![a.to_string()]; for x in &v { f(x); } b",
        "let v = vec![a.to_string()]; let it = v.iter(); f(it.next())",
        "let v = vec![a.to_string()]; v.iter().max()",
        "let v = vec![a.to_string()]; v.iter().map(|x| f(x)).count()",
        "let v = vec![a.to_string()]; v.contains(&b)",
        "let mut v = vec![a.to_string()]; v.push(b); v.len()",
        "let mut v = vec![a.to_string()]; v.extend(b); v.len()",
        "let v = vec![a.to_string()]; f(&v[0])",
        "let v = vec![a.to_string()]; f(v[0].clone())",
        "let v = vec![(a.to_string(), 1)]; v.len()",
        "let v = vec![Some(a.to_string())]; v.len()",
        "let v = vec![vec![a.to_string()]]; v.len()",
        "let v: Vec<String> = a.iter().filter_map(|x| Some(x.to_string())).collect(); v.len()",
        "let mut v = Vec::<String>::new(); v.push(a.to_string()); v.len()",
        "let v = vec![a.to_string()]; v.iter().fold(b, |c, x| c + x)",
        "let v = vec![a.to_string()]; f(v.to_vec())",
        "let v = vec![a.to_string()]; f(v.to_owned())",
        "let v: Vec<_> = b.iter().map(|x| -> String { x.to_string() }).collect(); v.len()",
    ] {
        let found = plain(body);
        let (items, vectors): (Vec<_>, Vec<_>) =
            verdicts(&format!("async fn f(a: A, b: B) -> String {{ {body} }}"))
                .into_iter()
                .partition(|(site, _)| site == "a . to_string ()" || site == "x . to_string ()");
        assert_eq!(items.len() + vectors.len(), found.len());
        assert!(!items.is_empty(), "{body}");
        assert!(
            items.iter().all(|(_, verdict)| verdict.is_err()),
            "{body}: {items:?}"
        );
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
        "let o = a.map(|x| x.to_string()); Ok(Json(Page { o }))",
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
            "let mut v = Vec::new(); v.push(a.to_string()); v.retain(|x| x.len() > 1); Ok(Json(Page { v }))",
            vec![TEMPORARY, Err(Reason::LookedInto)],
        ),
        (
            "let mut v = Vec::new(); v.push(P { n: a.to_string() }); f(v[0].n.len()); Ok(Json(Page { v }))",
            vec![TEMPORARY, ANSWERED],
        ),
        (
            "let mut v = Vec::new(); v.push(P { n: a.to_string() }); let p = P { n: a.to_string() }; f(v.len()); Ok(p.n.len())",
            vec![TEMPORARY, ANSWERED, ANSWERED],
        ),
        // A map that goes to the answer is the one the answer has; what is in it borrows.
        (
            "let mut m = HashMap::new(); m.insert(b, P { n: a.to_string() }); Ok(Json(Page { m }))",
            vec![Err(Reason::OutOfSight), ANSWERED],
        ),
        (
            "let mut m = if a { HashMap::new() } else { b }; m.insert(b, P { n: a.to_string() }); Ok(Json(Page { m }))",
            vec![Err(Reason::OutOfSight), ANSWERED],
        ),
        (
            "let o = a.map(|x| x.to_string()); f(o.as_deref()); Ok(Json(Page { o }))",
            vec![Err(Reason::LookedInto)],
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
            "let all = a.iter().map(|x| P { n: x.to_string() }).collect(); Ok(Json(Page { all }))",
            vec![ANSWERED, ANSWERED],
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
        let all = [reason, OutOfSight, Reason::GivenTo(NAME)].map(|reason| Err(kind(reason)));
        assert!(
            found.iter().any(|one| all.contains(&one.map_err(kind))),
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
