//! Keys that are lent to a lookup, as in `economy.rates.get(&key)`, of a value that cannot be seen. What the method
//! wants for a key is for the compiler to find out; here it is only seen to that it can.

use syn::{Expr, ExprMethodCall};

use super::super::ExprId;
use super::super::fate::Fate;
use super::super::known_methods;
use super::super::parts::{is_made_in_passing, whole_of};
use super::{Lookup, Subject, Walk};

impl Walk<'_> {
    /// Walks the argument of a lookup. Returns `false` if it is none, or one that must be left alone.
    pub(super) fn lookup(&mut self, call: &ExprMethodCall, expr: &Expr, method: &str) -> bool {
        if !known_methods::looks_up(method) || call.turbofish.is_some() || !call.attrs.is_empty() {
            return false;
        }
        let [Expr::Reference(lent)] = call.args.iter().collect::<Vec<_>>()[..] else {
            return false;
        };
        if lent.mutability.is_some() || !lent.attrs.is_empty() {
            return false;
        }
        let Some(key) = self.text_by_value(&lent.expr) else {
            return false;
        };
        if !self.is_kept_as_it_is(key) || !self.can_be_asked(&call.receiver) {
            return false;
        }
        self.found.lookups.push(Lookup {
            expr: ExprId::of(expr),
            key,
        });
        self.expr(&lent.expr, Fate::Borrowed);
        true
    }

    /// A key that changes between two lookups would have to be made a `String` twice.
    fn is_kept_as_it_is(&self, key: Subject) -> bool {
        match key {
            Subject::Binding(id) => !self.found.bindings.get(id).is_mutable,
            Subject::Site(_) => true,
        }
    }

    /// Whether the type of what is looked into can be asked for.
    fn can_be_asked(&self, receiver: &Expr) -> bool {
        // A table that is followed asks by itself.
        if self.table_named_by(receiver).is_some() || self.is_open(receiver) {
            return false;
        }
        match whole_of(receiver) {
            Expr::Path(_) => true,
            whole => is_made_in_passing(whole) && self.is_in_statement,
        }
    }
}
