//! Operators: assignments, comparisons, references.

use syn::{Expr, ExprAssign, ExprBinary, ExprReference};

use super::super::ExprId;
use super::super::bindings::Holds;
use super::super::fate::{Fate, Reason};
use super::super::site::{Form, Shape};
use super::{Comparison, OUT_OF_SIGHT, Subject, Walk};

impl Walk<'_> {
    pub(super) fn assign(&mut self, assign: &ExprAssign) {
        match &*assign.left {
            Expr::Path(path) => match self.binding_of(&path.path) {
                Some(id)
                    if self.nesting == self.found.bindings.get(id).nesting
                        && self.found.bindings.get(id).holds == Holds::Value =>
                {
                    self.expr(&assign.right, Fate::Bound(id));
                }
                Some(id) => {
                    self.record_use(id, None, Fate::Escapes(Reason::Captured));
                    self.expr(&assign.right, OUT_OF_SIGHT);
                }
                None => self.expr(&assign.right, OUT_OF_SIGHT),
            },
            place => {
                let part = self.root_of_place(place).map_or(OUT_OF_SIGHT, Fate::PartOf);
                self.expr(&assign.right, part);
                self.expr(place, Fate::Dropped);
            }
        }
    }

    pub(super) fn binary(&mut self, binary: &ExprBinary, expr: &Expr) {
        use syn::BinOp::{Add, AddAssign, Eq, Ge, Gt, Le, Lt, Ne};
        let (left, right) = (&*binary.left, &*binary.right);
        self.look_into(left);
        self.look_into(right);
        let known = |walk: &Self, side: &Expr| {
            is_string_literal(side)
                || walk.text_by_value(side).is_some()
                || walk.shape_of_place(side) == Some(Shape::Text)
        };
        let subject = self
            .text_by_value(left)
            .map(|subject| (subject, true))
            .or_else(|| Some((self.text_by_value(right)?, false)));
        let comparison = |(subject, text_first)| Comparison {
            expr: ExprId::of(expr),
            subject,
            text_first,
        };
        let fate = match (&binary.op, subject) {
            (Eq(_) | Ne(_), _) if known(self, left) && known(self, right) => {
                // What may be a reference may be compared with a literal, as itself and behind references.
                let by_value = |side| is_string_literal(side) || self.text_by_value(side).is_some();
                let beside_literal = is_string_literal(left) || is_string_literal(right);
                if beside_literal || (by_value(left) && by_value(right)) {
                    Fate::Borrowed
                } else {
                    OUT_OF_SIGHT
                }
            }
            (Eq(_) | Ne(_), Some(subject)) => {
                self.found.equalities.push(comparison(subject));
                Fate::Borrowed
            }
            // A `String` is ordered among its like alone.
            (Lt(_) | Le(_) | Gt(_) | Ge(_), Some(subject))
                if !self.is_a_guess(left) && !self.is_a_guess(right) =>
            {
                self.found.orderings.push(comparison(subject));
                // Either may be the only one to move.
                if let Some(other) = self.text_by_value(right) {
                    self.found.orderings.push(comparison((other, false)));
                }
                Fate::Borrowed
            }
            // `text += &other` wants a `&str`, whatever `other` derefs from.
            (AddAssign(_), _) if self.shape_of_place(left) == Some(Shape::Text) => Fate::Borrowed,
            (Add(_), _) if self.begins_with_text(left) => {
                // `String + &other` wants a `&str`, too.
                self.expr(left, OUT_OF_SIGHT);
                return self.lent_as_str(right);
            }
            _ => OUT_OF_SIGHT,
        };
        for side in [left, right] {
            // Whatever cannot be moved to the arena is not asked to agree.
            let followed = self.text_by_value(side).is_some()
                || self.shape_of_place(side).is_some()
                || matches!(side, Expr::Reference(_));
            self.expr(side, if followed { fate } else { OUT_OF_SIGHT });
        }
    }

    /// Whether `sum` adds to a text.
    fn begins_with_text(&self, sum: &Expr) -> bool {
        match sum {
            Expr::Binary(inner) if matches!(inner.op, syn::BinOp::Add(_)) => {
                self.begins_with_text(&inner.left)
            }
            Expr::Paren(inner) => self.begins_with_text(&inner.expr),
            _ => self.text_by_value(sum).is_some() && !self.is_a_guess(sum),
        }
    }

    /// The text that `side` is, itself and no reference to it.
    pub(super) fn text_by_value(&self, side: &Expr) -> Option<Subject> {
        match side {
            Expr::Paren(inner) => self.text_by_value(&inner.expr),
            Expr::Path(_) => {
                let id = self.named_by(side)?;
                let binding = self.found.bindings.get(id);
                let fits = binding.shape == Some(Shape::Text) && binding.holds == Holds::Value;
                fits.then_some(Subject::Binding(id))
            }
            _ => {
                let form = Form::of(side, self.macros)?;
                (form.shape == Some(Shape::Text)).then_some(Subject::Site(ExprId::of(side)))
            }
        }
    }

    pub(super) fn reference(&mut self, reference: &ExprReference, fate: Fate) {
        let lent = match fate {
            Fate::Borrowed => Fate::Borrowed,
            Fate::Lent { .. } if reference.mutability.is_none() => Fate::Lent {
                behind_reference: true,
            },
            // `let s = &format!(..);`
            Fate::Bound(id) if self.is_temporary(&reference.expr) => {
                self.found.bindings.get_mut(id).holds = Holds::Reference;
                Fate::Bound(id)
            }
            Fate::Escapes(reason) => Fate::Escapes(reason),
            _ => OUT_OF_SIGHT,
        };
        self.expr(&reference.expr, lent);
    }

    /// `&format!(..)` as the value of a binding, which is followed as such.
    pub(super) fn is_followed_reference(&self, expr: &Expr, fate: Fate) -> bool {
        matches!(expr, Expr::Reference(reference)
            if matches!(fate, Fate::Bound(_)) && self.is_temporary(&reference.expr))
    }

    fn is_temporary(&self, expr: &Expr) -> bool {
        Form::of(expr, self.macros).is_some_and(|form| form.shape.is_some())
    }
}

fn is_string_literal(expr: &Expr) -> bool {
    matches!(expr, Expr::Lit(literal) if matches!(literal.lit, syn::Lit::Str(_)))
}
