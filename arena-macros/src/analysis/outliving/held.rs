//! What a value holds: whoever gets it, gets that too.

use std::collections::HashMap;

use syn::Expr;

use super::callees::{adapts, keeps_its_arguments, makes_a_stream};

/// Looks into constructors, arrays, tuples and the like, into streams and iterators that are not run yet,
/// and through names that are bound once.
pub(super) struct Held<'h> {
    values: &'h HashMap<String, &'h Expr>,
    /// How many more names are followed: one may be bound to what mentions another of the same name.
    names_left: u8,
}

impl<'h> Held<'h> {
    pub(super) fn new(values: &'h HashMap<String, &'h Expr>) -> Self {
        Self {
            values,
            names_left: 8,
        }
    }

    /// What `wanted` says of the first part of which it says anything.
    pub(super) fn find<T>(&self, expr: &Expr, wanted: &impl Fn(&Expr) -> Option<T>) -> Option<T> {
        if let Some(found) = wanted(expr) {
            return Some(found);
        }
        let find = |part: &Expr| self.find(part, wanted);
        match expr {
            Expr::Path(_) => {
                let (value, further) = self.followed(expr)?;
                further.find(value, wanted)
            }
            Expr::Array(array) => array.elems.iter().find_map(find),
            Expr::Tuple(tuple) => tuple.elems.iter().find_map(find),
            Expr::Struct(built) => built.fields.iter().find_map(|field| find(&field.expr)),
            Expr::Call(call) if keeps_its_arguments(&call.func) => call.args.iter().find_map(find),
            Expr::MethodCall(call) if self.is_lazy(expr) => {
                find(&call.receiver).or_else(|| call.args.iter().find_map(find))
            }
            Expr::Paren(paren) => find(&paren.expr),
            Expr::Group(group) => find(&group.expr),
            _ => None,
        }
    }

    /// Whether `expr` is a stream or an iterator, with adaptors on it.
    fn is_lazy(&self, expr: &Expr) -> bool {
        match expr {
            Expr::Call(call) => makes_a_stream(&call.func),
            Expr::MethodCall(call) => {
                call.method == "iter" || (adapts(&call.method) && self.is_lazy(&call.receiver))
            }
            Expr::Paren(paren) => self.is_lazy(&paren.expr),
            Expr::Path(_) => self
                .followed(expr)
                .is_some_and(|(value, further)| further.is_lazy(value)),
            _ => false,
        }
    }

    /// What a name is bound to.
    fn followed(&self, name: &Expr) -> Option<(&'h Expr, Self)> {
        let Expr::Path(path) = name else { return None };
        let value = self.values.get(&path.path.get_ident()?.to_string())?;
        let further = Self {
            values: self.values,
            names_left: self.names_left.checked_sub(1)?,
        };
        Some((value, further))
    }
}
