//! Places that are parts of something: what the whole is.

use syn::{Expr, UnOp};

/// What `part` is a field of, or what it is behind: `a` of `(*a.b).c`.
pub(crate) fn whole_of(part: &Expr) -> &Expr {
    match part {
        Expr::Field(field) => whole_of(&field.base),
        Expr::Group(inner) => whole_of(&inner.expr),
        Expr::Paren(inner) => whole_of(&inner.expr),
        Expr::Unary(unary) if matches!(unary.op, UnOp::Deref(_)) => whole_of(&unary.expr),
        whole => whole,
    }
}

/// [`whole_of`], to be replaced.
pub(crate) fn whole_of_mut(part: &mut Expr) -> &mut Expr {
    if std::ptr::eq(whole_of(part), part) {
        return part;
    }
    match part {
        Expr::Field(field) => whole_of_mut(&mut field.base),
        Expr::Group(inner) => whole_of_mut(&mut inner.expr),
        Expr::Paren(inner) => whole_of_mut(&mut inner.expr),
        Expr::Unary(unary) => whole_of_mut(&mut unary.expr),
        whole => whole,
    }
}

/// Whether the expression makes a value that has no name, and makes it anew each time.
pub(crate) fn is_made_in_passing(expr: &Expr) -> bool {
    matches!(
        expr,
        Expr::Await(_) | Expr::Call(_) | Expr::MethodCall(_) | Expr::Try(_)
    )
}
