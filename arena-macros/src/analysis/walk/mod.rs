//! The walk over a body: tells every expression what becomes of its value, and records the sites and the
//! uses of bindings it meets.
//!
//! Expressions that need no more than "its parts go out of sight" are left to syn's own visitor.

mod calls;
mod closures;
mod macro_calls;
mod places;
mod statements;

use syn::visit::{self, Visit};
use syn::{Block, Expr, ExprAssign, ExprBinary, Ident, Macro};

use super::bindings::{BindingId, Bindings};
use super::fate::{Fate, Reason};
use super::scopes::Scopes;
use super::site::{Form, Shape, Site, SiteKind, shape_of_type};
use super::{ExprId, Handler};
use crate::parse::body_macros::BodyMacros;

/// What the walk found.
pub(super) struct Findings {
    pub(super) sites: Vec<Site>,
    pub(super) bindings: Bindings,
}

pub(super) fn walk(handler: &Handler<'_>, block: &Block, macros: &BodyMacros) -> Findings {
    let answer = if handler.answer_borrows {
        Fate::Answered
    } else {
        Fate::Escapes(Reason::ReturnedOwned)
    };
    let mut walk = Walk {
        macros,
        context: handler.context,
        scopes: Scopes::default(),
        sites: Vec::new(),
        bindings: Bindings::default(),
        returned: answer,
        surroundings: Surroundings::Body,
    };
    walk.scopes.open();
    for input in &handler.signature.inputs {
        if let syn::FnArg::Typed(input) = input {
            walk.scopes.declare_pattern(&input.pat);
        }
    }
    walk.block(block, answer);
    Findings {
        sites: walk.sites,
        bindings: walk.bindings,
    }
}

/// Where in the function the walk is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Surroundings {
    /// In the body itself, or in a closure that runs before its statement ends.
    Body,
    /// In a closure or `async` block that may run later and elsewhere.
    Closure,
    /// In one that is `move`, too.
    MoveClosure,
}

struct Walk<'m> {
    macros: &'m BodyMacros,
    context: Option<&'m Ident>,
    scopes: Scopes,
    sites: Vec<Site>,
    bindings: Bindings,
    /// The fate of what `return` is given.
    returned: Fate,
    surroundings: Surroundings,
}

const OUT_OF_SIGHT: Fate = Fate::Escapes(Reason::OutOfSight);

impl Visit<'_> for Walk<'_> {
    fn visit_expr(&mut self, expr: &Expr) {
        self.expr(expr, OUT_OF_SIGHT);
    }

    fn visit_block(&mut self, block: &Block) {
        self.block(block, OUT_OF_SIGHT);
    }

    fn visit_macro(&mut self, call: &Macro) {
        self.macro_call(call, OUT_OF_SIGHT);
    }

    fn visit_item(&mut self, item: &syn::Item) {
        // Items are functions of their own; a `macro_rules!` among them may mention what is in scope.
        if let syn::Item::Macro(item) = item {
            self.mentioned_in_tokens(&item.mac.tokens);
        }
    }
}

impl Walk<'_> {
    fn expr(&mut self, expr: &Expr, fate: Fate) {
        if let Some(form) = Form::of(expr, self.macros)
            && self.site(expr, &form, fate)
        {
            return;
        }
        if !hands_value_on(expr) {
            self.note_other_source(fate);
        }
        match expr {
            Expr::Path(path) if path.qself.is_none() => {
                if let Some(id) = self.binding_of(&path.path) {
                    // Under its new name a string or vector would be a stranger: it is let go.
                    let renamed = matches!(fate, Fate::Bound(_)) && self.is_shaped(expr);
                    let fate = if renamed { OUT_OF_SIGHT } else { fate };
                    self.record_use(id, Some(ExprId::of(expr)), fate);
                }
            }
            Expr::Paren(inner) => self.expr(&inner.expr, fate),
            Expr::Group(inner) => self.expr(&inner.expr, fate),
            Expr::Block(inner) if inner.label.is_none() => self.block(&inner.block, fate),
            Expr::Unsafe(inner) => self.block(&inner.block, fate),
            Expr::If(branches) => self.branches(branches, fate),
            Expr::Match(arms) => self.arms(arms, fate),
            Expr::Return(returned) => {
                if let Some(value) = &returned.expr {
                    self.expr(value, self.returned);
                }
            }
            Expr::Macro(call) => self.macro_call(&call.mac, fate),
            Expr::MethodCall(call) => self.method_call(call),
            Expr::Call(call) => self.call(call, fate),
            Expr::Assign(assign) => self.assign(assign),
            Expr::Binary(binary) => self.binary(binary),
            Expr::Reference(reference) => {
                let lent = if fate == Fate::Borrowed {
                    Fate::Borrowed
                } else {
                    OUT_OF_SIGHT
                };
                self.expr(&reference.expr, lent);
            }
            Expr::Unary(unary) => {
                let derefs = matches!(unary.op, syn::UnOp::Deref(_));
                self.place(&unary.expr, derefs);
            }
            Expr::Index(index) => {
                self.place(&index.expr, true);
                self.expr(&index.index, OUT_OF_SIGHT);
            }
            Expr::Field(field) => {
                // A field of a followed aggregate may be read; the aggregate itself stays.
                self.expr(&field.base, self.fate_of_base(&field.base));
            }
            Expr::Tuple(tuple) => self.parts(tuple.elems.iter(), fate),
            Expr::Array(array) => self.parts(array.elems.iter(), fate),
            Expr::Struct(literal) => {
                self.parts(literal.fields.iter().map(|field| &field.expr), fate);
                if let Some(rest) = &literal.rest {
                    self.expr(rest, fate.of_part());
                }
            }
            Expr::ForLoop(each) => self.for_loop(each),
            Expr::While(repeat) => {
                self.scopes.open();
                self.expr(&repeat.cond, Fate::Dropped);
                self.block(&repeat.body, Fate::Dropped);
                self.scopes.close();
            }
            Expr::Let(matched) => {
                self.expr(&matched.expr, OUT_OF_SIGHT);
                self.visit_pat(&matched.pat);
                self.scopes.declare_pattern(&matched.pat);
            }
            Expr::Closure(closure) => self.closure(closure),
            // Evaluated when the program is compiled, where no context is.
            Expr::Const(_) => {}
            Expr::Async(block) => {
                self.within(block.capture.is_some(), |walk| {
                    walk.block(&block.block, OUT_OF_SIGHT);
                });
            }
            _ => visit::visit_expr(self, expr),
        }
    }

    /// A string or vector that is dereferenced or indexed is borrowed as a `str` or a slice.
    fn place(&mut self, expr: &Expr, derefs: bool) {
        let borrows = derefs && self.shape_of_receiver(expr).is_some();
        self.expr(
            expr,
            if borrows {
                Fate::Borrowed
            } else {
                OUT_OF_SIGHT
            },
        );
    }

    fn parts<'e>(&mut self, parts: impl Iterator<Item = &'e Expr>, whole: Fate) {
        for part in parts {
            self.expr(part, whole.of_part());
        }
    }

    /// Records the site and walks its operands. Returns `false` if the form is no site after all.
    fn site(&mut self, expr: &Expr, form: &Form, fate: Fate) -> bool {
        let written = match fate {
            Fate::Bound(id) => self.bindings.get(id).written_type.as_ref(),
            _ => None,
        };
        let written_shape = written.map(shape_of_type);
        let shape = match (form.shape, written_shape) {
            // The annotation is of some other type, or contradicts the site.
            (_, Some(None)) => return false,
            (Some(shape), Some(Some(written))) if shape != written => return false,
            (Some(shape), _) | (None, Some(Some(shape))) => shape,
            // `.collect()` into a type that is written nowhere near: what the answer has at its place.
            (None, None) if matches!(fate, Fate::Answered | Fate::PartOf(_)) => Shape::Items,
            (None, None) => return false,
        };
        if let Fate::Bound(id) = fate {
            let in_closure = self.surroundings != Surroundings::Body;
            let binding = self.bindings.get_mut(id);
            if *binding.shape.get_or_insert(shape) != shape || in_closure {
                binding.pinned = Some(Reason::MustUnify);
            }
        }
        self.sites.push(Site {
            expr: ExprId::of(expr),
            kind: form.kind,
            fate,
            in_closure: self.surroundings != Surroundings::Body,
        });
        match (form.kind, expr) {
            (SiteKind::Format | SiteKind::VecList | SiteKind::VecRepeat, Expr::Macro(call)) => {
                self.macro_call(&call.mac, fate);
            }
            (SiteKind::Collect, Expr::MethodCall(call)) => {
                self.chain(&call.receiver, fate.of_part());
            }
            (SiteKind::ToString, Expr::MethodCall(call)) => self.displayed(&call.receiver),
            _ => visit::visit_expr(self, expr),
        }
        true
    }

    fn branches(&mut self, branches: &syn::ExprIf, fate: Fate) {
        let fate = fate_of_branch(fate);
        self.scopes.open();
        self.expr(&branches.cond, Fate::Dropped);
        self.block(&branches.then_branch, fate);
        self.scopes.close();
        match &branches.else_branch {
            Some((_, otherwise)) => self.expr(otherwise, fate),
            None => self.note_other_source(fate),
        }
    }

    fn arms(&mut self, arms: &syn::ExprMatch, fate: Fate) {
        self.expr(&arms.expr, OUT_OF_SIGHT);
        for arm in &arms.arms {
            self.scopes.open();
            self.scopes.declare_pattern(&arm.pat);
            self.visit_pat(&arm.pat);
            self.expr(&arm.body, fate_of_branch(fate));
            self.scopes.close();
        }
    }

    fn for_loop(&mut self, each: &syn::ExprForLoop) {
        let iterated = match &*each.expr {
            Expr::Reference(reference) => &reference.expr,
            expr => expr,
        };
        // Iterating a vector by value or by reference gives the same items on both sides.
        // In a closure, though, by value also means captured by value.
        let by_reference = matches!(&*each.expr, Expr::Reference(_));
        let stays = by_reference || self.surroundings == Surroundings::Body;
        let known = self.is_shaped(iterated) || Form::of(iterated, self.macros).is_some();
        let fate = if known && stays {
            Fate::Borrowed
        } else {
            OUT_OF_SIGHT
        };
        self.expr(&each.expr, fate);
        self.scopes.open();
        self.scopes.declare_pattern(&each.pat);
        self.block(&each.body, Fate::Dropped);
        self.scopes.close();
    }

    fn assign(&mut self, assign: &ExprAssign) {
        match &*assign.left {
            Expr::Path(path) => match self.binding_of(&path.path) {
                Some(id) if self.surroundings == Surroundings::Body => {
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

    fn binary(&mut self, binary: &ExprBinary) {
        use syn::BinOp::{AddAssign, Eq, Ne};
        let is_text = |walk: &Self, expr: &Expr| {
            is_string_literal(expr) || walk.shape_of_place(expr) == Some(Shape::Text)
        };
        // Only equality: one of two strings may stay on the heap, and `String` is ordered among its like alone.
        let compares = matches!(binary.op, Eq(_) | Ne(_));
        let (left, right) =
            if compares && is_text(self, &binary.left) && is_text(self, &binary.right) {
                (Fate::Borrowed, Fate::Borrowed)
            } else if matches!(binary.op, AddAssign(_))
                && self.shape_of_place(&binary.left) == Some(Shape::Text)
            {
                // `text += &other` wants a `&str`, whatever `other` derefs from.
                (Fate::Borrowed, Fate::Borrowed)
            } else {
                (OUT_OF_SIGHT, OUT_OF_SIGHT)
            };
        self.expr(&binary.left, left);
        self.expr(&binary.right, right);
    }

    fn record_use(&mut self, id: BindingId, expr: Option<ExprId>, fate: Fate) {
        let fate = if self.surroundings == Surroundings::MoveClosure {
            Fate::Escapes(Reason::Captured)
        } else {
            fate
        };
        self.bindings.record_use(id, expr, fate);
    }

    fn note_other_source(&mut self, fate: Fate) {
        if let Fate::Bound(id) = fate {
            self.bindings.get_mut(id).has_other_source = true;
        }
    }
}

/// A value that comes out of one of several branches must have one type in all of them, which only
/// followed values are sure to.
fn fate_of_branch(fate: Fate) -> Fate {
    match fate {
        Fate::Borrowed => Fate::Escapes(Reason::MustUnify),
        fate => fate,
    }
}

/// Whether the expression's value is that of one of its parts, or it has none because control goes
/// elsewhere: then it is the parts that tell where the value comes from.
fn hands_value_on(expr: &Expr) -> bool {
    match expr {
        Expr::Block(block) => block.label.is_none(),
        Expr::Paren(_)
        | Expr::Group(_)
        | Expr::Unsafe(_)
        | Expr::If(_)
        | Expr::Match(_)
        | Expr::Return(_)
        | Expr::Break(_)
        | Expr::Continue(_) => true,
        _ => false,
    }
}

fn is_string_literal(expr: &Expr) -> bool {
    matches!(expr, Expr::Lit(literal) if matches!(literal.lit, syn::Lit::Str(_)))
}
