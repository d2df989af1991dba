//! Whether a value's type may still be open where it is used: `let mut seen = BTreeMap::new();` has its keys' type
//! from what is put in later. What is to follow from the type had better not be asked of such a value.

use syn::{Expr, LocalInit, Type};

use super::super::known_methods;
use super::Walk;

impl Walk<'_> {
    /// Whether the type of a local may be open, as it is declared.
    pub(super) fn is_open_local(&self, written: Option<&Type>, init: Option<&LocalInit>) -> bool {
        match written {
            Some(ty) => leaves_open(ty),
            None => init.is_none_or(|init| self.is_open(&init.expr)),
        }
    }

    pub(super) fn is_open(&self, expr: &Expr) -> bool {
        match expr {
            Expr::Path(path) => path
                .path
                .get_ident()
                .is_some_and(|name| self.scopes.is_open(&name.to_string())),
            Expr::Await(inner) => self.is_open(&inner.base),
            Expr::Cast(cast) => leaves_open(&cast.ty),
            Expr::Field(inner) => self.is_open(&inner.base),
            Expr::Group(inner) => self.is_open(&inner.expr),
            Expr::Index(inner) => self.is_open(&inner.expr),
            Expr::Paren(inner) => self.is_open(&inner.expr),
            Expr::Reference(inner) => self.is_open(&inner.expr),
            Expr::Try(inner) => self.is_open(&inner.expr),
            Expr::Unary(inner) => self.is_open(&inner.expr),
            Expr::MethodCall(call) => {
                known_methods::gives_any_type(&call.method.to_string())
                    || self.is_open(&call.receiver)
            }
            // A function has its type written, but a generic one may leave it to its arguments or its result.
            Expr::Call(call) => {
                (is_generic_by_name(&call.func) && !wraps(&call.func))
                    || call.args.iter().any(|one| self.is_open(one))
            }
            Expr::Tuple(tuple) => tuple.elems.iter().any(|one| self.is_open(one)),
            Expr::Lit(_) | Expr::Range(_) => false,
            _ => true,
        }
    }
}

/// Whether the function goes by the name of those that make a collection, whatever its items are.
fn is_generic_by_name(function: &Expr) -> bool {
    let Expr::Path(function) = function else {
        return true;
    };
    function.path.segments.last().is_none_or(|last| {
        let name = last.ident.to_string();
        matches!(name.as_str(), "default" | "from" | "from_iter" | "from_fn")
            || name.starts_with("new")
            || name.starts_with("with_")
    })
}

/// Whether it is `Arc::new` or its like, whose type is known where its argument's is.
fn wraps(function: &Expr) -> bool {
    const WRAPPERS: [&str; 6] = ["Arc", "Box", "Mutex", "Rc", "RefCell", "RwLock"];

    let Expr::Path(function) = function else {
        return false;
    };
    let mut names = function.path.segments.iter().rev().map(|part| &part.ident);
    names.next().is_some_and(|name| name == "new")
        && names
            .next()
            .is_some_and(|owner| WRAPPERS.iter().any(|wrapper| owner == wrapper))
}

/// Whether there is a `_` in it.
fn leaves_open(ty: &Type) -> bool {
    struct Find(bool);
    impl syn::visit::Visit<'_> for Find {
        fn visit_type_infer(&mut self, _: &syn::TypeInfer) {
            self.0 = true;
        }
    }
    let mut find = Find(false);
    syn::visit::Visit::visit_type(&mut find, ty);
    find.0
}
