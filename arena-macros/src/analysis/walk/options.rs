//! Values that come out of an `Option` or `Result`, or stay in an `Option` under a name: what a closure given
//! to `map` makes there and then.

use syn::{Expr, Pat};

use super::super::ExprId;
use super::super::bindings::{BindingId, Container};
use super::super::fate::{Fate, Reason};
use super::super::known_methods;
use super::super::site::Form;
use super::chains::is_plain;
use super::{OUT_OF_SIGHT, Said, Walk};

impl Walk<'_> {
    /// Follows a site in the closure of `x.map(..)` out of what that gives: `x.map(..).unwrap_or_else(..)`,
    /// `x.map(..)?`. Returns `false` if `expr` is nothing of the kind.
    pub(super) fn out_of_option(&mut self, expr: &Expr, fate: Fate, said: Said) -> bool {
        match fate {
            Fate::Bound(id) if self.found.bindings.get(id).container == Container::Option => {
                return self.option_of(expr, Fate::PartOf(id));
            }
            Fate::Bound(_) => {}
            // An iterator says nothing of what it gives, and an `Option` that is handed to a type of the user's or
            // the answer's may be one.
            Fate::PartOf(_) | Fate::Answered if said.into_any_type || is_iterator(expr) => {
                return false;
            }
            Fate::PartOf(_) | Fate::Answered => {
                if self.inside_of(expr, fate.of_part(Reason::InAggregate)) {
                    return true;
                }
            }
            _ => return false,
        }
        match expr {
            Expr::Try(tried) => self.inside_of(&tried.expr, fate),
            Expr::MethodCall(call) => match (call.method.to_string().as_str(), call.args.len()) {
                ("unwrap", 0) | ("expect", 1) => self.inside_of(&call.receiver, fate),
                ("unwrap_or_default", 0) => {
                    let is_followed = self.inside_of(&call.receiver, fate);
                    if is_followed && let Fate::Bound(id) = fate {
                        self.found.defaults.push((ExprId::of(expr), id));
                    }
                    is_followed
                }
                ("unwrap_or", 1) => {
                    if !self.inside_of(&call.receiver, fate) {
                        return false;
                    }
                    self.expr(&call.args[0], fate);
                    true
                }
                ("unwrap_or_else", 1) => {
                    if !is_plain_closure(&call.args[0]) || !self.inside_of(&call.receiver, fate) {
                        return false;
                    }
                    self.closure_of(&call.args[0], None, fate);
                    true
                }
                ("map_or", 2) if self.makes_site(&call.args[1], 1) => {
                    self.consumed(&call.receiver);
                    self.expr(&call.args[0], fate);
                    self.closure_of(&call.args[1], None, fate);
                    true
                }
                ("map_or_else", 2)
                    if is_plain_closure(&call.args[0]) && self.makes_site(&call.args[1], 1) =>
                {
                    self.consumed(&call.receiver);
                    self.closure_of(&call.args[0], None, fate);
                    self.closure_of(&call.args[1], None, fate);
                    true
                }
                _ => false,
            },
            _ => false,
        }
    }

    /// Walks what makes an `Option` or `Result` by `map`, if it does: what its closure makes has the fate
    /// `inside`.
    fn inside_of(&mut self, expr: &Expr, inside: Fate) -> bool {
        let Expr::MethodCall(call) = expr else {
            return false;
        };
        match (call.method.to_string().as_str(), call.args.len()) {
            ("clone" | "ok", 0) => self.inside_of(&call.receiver, inside),
            ("ok_or" | "ok_or_else" | "map_err", 1) => {
                if !self.inside_of(&call.receiver, inside) {
                    return false;
                }
                self.chain_arguments(call, true);
                true
            }
            ("then", 1) if self.makes_site(&call.args[0], 0) => {
                self.expr(&call.receiver, OUT_OF_SIGHT);
                self.closure_of(&call.args[0], None, inside);
                true
            }
            ("map", 1) if self.makes_site(&call.args[0], 1) => {
                let through = self.items_through(&call.receiver);
                self.said.items_are_watched = through.is_some();
                self.consumed(&call.receiver);
                self.closure_of(&call.args[0], through, inside);
                true
            }
            _ => false,
        }
    }

    /// Walks what gives an `Option` under a name its value: what is in it has the fate `inside`.
    fn option_of(&mut self, expr: &Expr, inside: Fate) -> bool {
        match expr {
            Expr::Paren(inner) => self.option_of(&inner.expr, inside),
            Expr::Path(path) if path.path.is_ident("None") => true,
            Expr::Call(call) if is_some(call) => {
                self.expr(&call.args[0], inside);
                true
            }
            _ => self.inside_of(expr, inside),
        }
    }

    /// Whether `expr` makes an `Option` of what a site makes, as far as one can tell before one walks it.
    pub(super) fn makes_option(&self, expr: &Expr) -> bool {
        match expr {
            Expr::Paren(inner) => self.makes_option(&inner.expr),
            Expr::Call(call) if is_some(call) => self.is_site(&call.args[0]),
            Expr::MethodCall(call) => match call.method.to_string().as_str() {
                "clone" | "ok" => self.makes_option(&call.receiver),
                "map" => call
                    .args
                    .first()
                    .is_some_and(|made| self.makes_site(made, 1)),
                "then" => call
                    .args
                    .first()
                    .is_some_and(|made| self.makes_site(made, 0)),
                _ => false,
            },
            _ => false,
        }
    }

    /// Walks a closure that is called where it stands, and makes what has the fate `made`.
    fn closure_of(&mut self, closure: &Expr, items: Option<BindingId>, made: Fate) {
        if let Expr::Closure(closure) = closure {
            self.closure_here(closure, items, 1, made);
        }
    }

    /// Whether it is a closure of so many arguments that is nothing but a site.
    fn makes_site(&self, closure: &Expr, arguments: usize) -> bool {
        matches!(closure, Expr::Closure(closure)
            if is_plain(closure) && closure.inputs.len() == arguments && self.is_site(&closure.body))
    }

    fn is_site(&self, expr: &Expr) -> bool {
        Form::of(expr, self.macros)
            .and_then(|form| form.shape)
            .is_some_and(|shape| !shape.is_hashed())
    }

    /// What is in the followed `Option` that `expr` names.
    pub(super) fn option_named_by(&mut self, expr: &Expr) -> Option<BindingId> {
        let id = self.named_by(expr)?;
        let is_option = self.found.bindings.get(id).container == Container::Option;
        is_option.then(|| self.found.bindings.items_of(id))
    }

    /// What is in the followed `Option` that `expr` is a view of, as in `name.as_ref()`.
    pub(super) fn option_under(&mut self, expr: &Expr) -> Option<BindingId> {
        match expr {
            Expr::MethodCall(call) if call.method == "as_ref" => {
                self.option_named_by(&call.receiver)
            }
            _ => None,
        }
    }

    /// Walks what is matched with `patterns`; returns what is in it if that is followed through them.
    pub(super) fn matched<'p>(
        &mut self,
        matched: &Expr,
        mut patterns: impl Iterator<Item = &'p Pat>,
    ) -> Option<BindingId> {
        let named = match matched {
            Expr::Reference(reference) if reference.mutability.is_none() => &*reference.expr,
            named => named,
        };
        let inside = self.option_named_by(named);
        if inside.is_some() && patterns.all(is_of_options) {
            self.expr(named, Fate::Borrowed);
            return inside;
        }
        self.expr(matched, OUT_OF_SIGHT);
        None
    }

    /// Declares the names of a pattern that was [`matched`](Self::matched).
    pub(super) fn declare_inside(&mut self, pat: &Pat, inside: Option<BindingId>, is_open: bool) {
        use syn::visit::Visit as _;

        match (pat, inside) {
            (Pat::TupleStruct(some), Some(inside)) => {
                self.declare_item(&some.elems[0], Some(inside), is_open);
            }
            (_, Some(_)) => {}
            (pat, None) => {
                self.visit_pat(pat);
                self.scopes.declare_pattern(pat, is_open);
            }
        }
    }
}

/// `Some(name)`, `Some(_)`, `None`, `_`.
fn is_of_options(pat: &Pat) -> bool {
    match pat {
        Pat::Wild(_) => true,
        Pat::Ident(name) => name.ident == "None",
        Pat::TupleStruct(some) => some.path.is_ident("Some") && some.elems.len() == 1,
        _ => false,
    }
}

fn is_plain_closure(expr: &Expr) -> bool {
    matches!(expr, Expr::Closure(closure) if is_plain(closure))
}

/// Whether `expr` is, by the methods that make it, an iterator and no `Option`.
fn is_iterator(expr: &Expr) -> bool {
    match expr {
        Expr::MethodCall(call) => {
            let method = call.method.to_string();
            known_methods::is_of_iterators_alone(&method)
                || !known_methods::consumes(&method) && is_iterator(&call.receiver)
        }
        Expr::Paren(inner) => is_iterator(&inner.expr),
        Expr::Range(_) => true,
        _ => false,
    }
}

fn is_some(call: &syn::ExprCall) -> bool {
    matches!(&*call.func, Expr::Path(path) if path.path.is_ident("Some")) && call.args.len() == 1
}
