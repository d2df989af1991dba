//! Values that come out of an `Option` or `Result`, or stay in an `Option` under a name: what a closure given
//! to `map` makes there and then.

use syn::{Expr, ExprMethodCall, Pat};

use super::super::ExprId;
use super::super::bindings::{BindingId, Container};
use super::super::fate::Fate;
use super::super::site::Form;
use super::chains::is_plain;
use super::{OUT_OF_SIGHT, Walk};

impl Walk<'_> {
    /// Follows a site in the closure of `x.map(..)` out of what that gives: `x.map(..).unwrap_or_else(..)`,
    /// `x.map(..)?`. Returns `false` if `expr` is nothing of the kind.
    pub(super) fn out_of_option(&mut self, expr: &Expr, fate: Fate) -> bool {
        let Fate::Bound(id) = fate else {
            return false;
        };
        if self.found.bindings.get(id).container == Container::Option {
            return self.option_of(expr, Fate::PartOf(id));
        }
        match expr {
            Expr::Try(tried) => self.inside_of(&tried.expr, fate),
            Expr::MethodCall(call) => match (call.method.to_string().as_str(), call.args.len()) {
                ("unwrap", 0) | ("expect", 1) => self.inside_of(&call.receiver, fate),
                ("unwrap_or_default", 0) => {
                    let is_followed = self.inside_of(&call.receiver, fate);
                    if is_followed {
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
                    let Expr::Closure(otherwise) = &call.args[0] else {
                        return false;
                    };
                    if !is_plain(otherwise) || !self.inside_of(&call.receiver, fate) {
                        return false;
                    }
                    self.closure_here(otherwise, None, 0, fate);
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
            ("map", 1) if self.maps_to_site(call) => {
                let Expr::Closure(closure) = &call.args[0] else {
                    return false;
                };
                let through = self.items_through(&call.receiver);
                self.said.items_are_watched = through.is_some();
                self.consumed(&call.receiver);
                self.closure_here(closure, through, 1, inside);
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
                "map" => self.maps_to_site(call),
                _ => false,
            },
            _ => false,
        }
    }

    fn maps_to_site(&self, call: &ExprMethodCall) -> bool {
        matches!(call.args.first(), Some(Expr::Closure(closure))
            if is_plain(closure) && self.is_site(&closure.body))
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
    pub(super) fn declare_inside(&mut self, pat: &Pat, inside: Option<BindingId>) {
        use syn::visit::Visit as _;

        match (pat, inside) {
            (Pat::TupleStruct(some), Some(inside)) => {
                self.declare_item(&some.elems[0], Some(inside));
            }
            (_, Some(_)) => {}
            (pat, None) => {
                self.visit_pat(pat);
                self.scopes.declare_pattern(pat);
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

fn is_some(call: &syn::ExprCall) -> bool {
    matches!(&*call.func, Expr::Path(path) if path.path.is_ident("Some")) && call.args.len() == 1
}
