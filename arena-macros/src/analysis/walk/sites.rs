//! Sites: what they make, and what becomes of their operands.

use syn::Expr;
use syn::visit;

use super::super::ExprId;
use super::super::bindings::{Certainty, Container, Holds};
use super::super::fate::{Fate, Reason};
use super::super::site::{Constructor, Form, Shape, Site, SiteKind, name_of, shape_of_type};
use super::Walk;

impl Walk<'_> {
    /// Records the site and walks its operands. Returns `false` if the form is no site after all.
    pub(super) fn site(
        &mut self,
        expr: &Expr,
        form: &Form,
        fate: Fate,
        part_of: Option<Reason>,
    ) -> bool {
        let written = match fate {
            Fate::Bound(id) => self.found.bindings.get(id).written_type.as_ref(),
            _ => None,
        };
        let written_shape = written.map(shape_of_type);
        // A `.collect()` into what only the answer will tell.
        let is_open = form.kind == SiteKind::Collect
            && form.shape.is_none()
            && written.is_none()
            && matches!(fate, Fate::Bound(_));
        let kind = if is_open {
            SiteKind::OpenCollect
        } else {
            form.kind
        };
        let shape = match (form.shape, written_shape) {
            // The annotation is of some other type, or contradicts the site.
            (_, Some(None)) => return false,
            (Some(shape), Some(Some(written))) if shape != written => return false,
            (Some(shape), _) | (None, Some(Some(shape))) => shape,
            // `.collect()` into a type that is written nowhere near: what the answer has at its place.
            (None, None)
                if form.kind == SiteKind::Collect
                    && matches!(fate, Fate::Answered | Fate::PartOf(_) | Fate::Bound(_)) =>
            {
                Shape::Items
            }
            (None, None) => return false,
        };
        let is_followed = matches!(
            fate,
            Fate::Bound(_) | Fate::Borrowed | Fate::Dropped | Fate::Escapes(_)
        );
        if shape.is_hashed() && (!is_followed || form.kind == SiteKind::TryCollect) {
            return false;
        }
        // What `?` hands on cannot be made to fit the answer's place, whose type is not known here.
        if form.kind == SiteKind::TryCollect && matches!(fate, Fate::Answered | Fate::PartOf(_)) {
            return false;
        }
        let name = name_of(expr);
        let skipped = name.is_some_and(|name| self.handler.skips.contains(&name));
        let kept = self.kept.or(skipped.then_some(Reason::Skipped));
        let is_a_guess = written.is_none() && form.is_a_guess(expr);
        if is_open {
            self.note_other_source(fate);
        } else {
            self.note_shape(fate, shape, is_a_guess, kept);
        }
        let items = match fate {
            Fate::Bound(id) if shape == Shape::Items && !is_open => {
                Some(self.found.bindings.items_of(id))
            }
            _ => None,
        };
        self.found.sites.push(Site {
            expr: ExprId::of(expr),
            kind,
            shape,
            fate,
            part_of,
            kept,
            items,
            is_repeated: self.loops + self.nesting > 0,
        });
        self.operands(expr, form, shape, fate);
        true
    }

    /// What a binding or the items of one hold, by the site that gives it to them.
    fn note_shape(&mut self, fate: Fate, shape: Shape, is_a_guess: bool, kept: Option<Reason>) {
        let id = match fate {
            Fate::Bound(id) => id,
            Fate::PartOf(id) => self.found.bindings.items_of(id),
            _ => return,
        };
        let binding = self.found.bindings.get_mut(id);
        if shape.is_hashed() {
            let table = Container::Table(shape);
            if !matches!(binding.container, Container::Unknown) && binding.container != table {
                binding.table_leaves = Some(Reason::MustUnify);
            }
            binding.container = table;
            binding.table_leaves = binding.table_leaves.or(kept);
            return;
        }
        if *binding.shape.get_or_insert(shape) != shape {
            binding.pinned = Some(Reason::MustUnify);
        }
        if is_a_guess {
            binding.certainty = Certainty::Guess;
        }
        if let Some(kept) = kept {
            binding.pinned = Some(kept);
        }
    }

    fn operands(&mut self, expr: &Expr, form: &Form, shape: Shape, fate: Fate) {
        match (form.kind, expr) {
            (SiteKind::Format | SiteKind::VecList | SiteKind::VecRepeat, Expr::Macro(call)) => {
                self.macro_call(&call.mac, fate);
            }
            (SiteKind::Collect, Expr::MethodCall(call)) if shape == Shape::Text => {
                self.chain_into_text(&call.receiver);
            }
            (SiteKind::Collect, Expr::MethodCall(call)) if shape.is_hashed() => {
                self.consumed(&call.receiver);
            }
            (SiteKind::Collect, Expr::MethodCall(call)) => {
                self.chain(&call.receiver, fate.of_part(Reason::InAggregate));
            }
            (SiteKind::TryCollect, Expr::MethodCall(call)) => {
                // The items come wrapped.
                self.note_other_source(fate.of_part(Reason::InAggregate));
                self.consumed(&call.receiver);
            }
            (SiteKind::ToString, Expr::MethodCall(call)) => self.source(&call.receiver),
            (SiteKind::Derive, Expr::MethodCall(call)) => {
                self.source(&call.receiver);
                for argument in &call.args {
                    self.lent_as_str(argument);
                }
                if call.method == "to_vec" || call.method == "to_owned" {
                    // Of a vector it copies the items, as what they are.
                    self.hand_out(&call.receiver, Reason::OutOfSight);
                }
                if call.method == "to_vec" {
                    self.note_other_source(fate.of_part(Reason::InAggregate));
                }
            }
            (SiteKind::Construct(constructor), Expr::Call(call)) => {
                let is_generic = matches!(&*call.func, Expr::Path(path) if path
                    .path
                    .segments
                    .iter()
                    .any(|segment| !segment.arguments.is_none()));
                if is_generic || constructor == Constructor::From {
                    self.note_other_source(fate.of_part(Reason::InAggregate));
                }
                for argument in &call.args {
                    let borrowed = self.shape_of_place(argument).is_none()
                        && matches!(constructor, Constructor::From | Constructor::FromUtf8Lossy);
                    if borrowed {
                        self.lent_as_str(argument);
                    } else {
                        visit::Visit::visit_expr(self, argument);
                    }
                }
            }
            _ => visit::visit_expr(self, expr),
        }
    }

    /// What a text or vector is made from by reference.
    fn source(&mut self, receiver: &Expr) {
        let followed = match self.shape_of_receiver(receiver) {
            Some(Shape::Text) => true,
            // Items of an arena vector are joined as those of any other.
            Some(Shape::Items) => !matches!(self.holds(receiver), Some(Holds::Items)),
            Some(Shape::Map | Shape::Set) | None => false,
        };
        if followed {
            self.borrowed(receiver);
        } else {
            self.receiver(receiver);
        }
    }
}
