//! The walk over a body: tells every expression what becomes of its value, and records the sites and the
//! uses of bindings it meets.
//!
//! Expressions that need no more than "its parts go out of sight" are left to syn's own visitor.

use syn::visit::{self, Visit};
use syn::{
    Block, Expr, ExprAssign, ExprBinary, ExprCall, ExprClosure, ExprMethodCall, Ident, Local, Macro,
    Pat, Path, Stmt,
};

use super::bindings::{BindingId, Bindings};
use super::fate::{Fate, Reason};
use super::known_methods::{self, Adaptor};
use super::mentions;
use super::scopes::Scopes;
use super::site::{Form, Shape, Site, SiteKind, shape_of_type};
use super::{ExprId, Handler, PatId};
use crate::parse::body_macros::{Arguments, BodyMacros, MacroCall, MacroKind};
use crate::parse::format_string::captured_names;

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
            self.mentioned_in_tokens(item.mac.tokens.clone());
        }
    }
}

impl Walk<'_> {
    fn block(&mut self, block: &Block, tail: Fate) {
        self.scopes.open();
        let last = block.stmts.len().wrapping_sub(1);
        for (index, stmt) in block.stmts.iter().enumerate() {
            match stmt {
                Stmt::Local(local) => self.local(local),
                Stmt::Expr(expr, None) if index == last => self.expr(expr, tail),
                Stmt::Expr(expr, _) => self.expr(expr, Fate::Dropped),
                Stmt::Macro(stmt) => {
                    let is_tail = index == last && stmt.semi_token.is_none();
                    self.macro_call(&stmt.mac, if is_tail { tail } else { Fate::Dropped });
                    if is_tail && let Fate::Bound(id) = tail {
                        // A site in statement position is left alone, so it gives a std value.
                        self.bindings.get_mut(id).has_other_source = true;
                    }
                }
                Stmt::Item(item) => self.visit_item(item),
            }
        }
        self.scopes.close();
    }

    fn local(&mut self, local: &Local) {
        let (pat, written) = match &local.pat {
            Pat::Type(typed) => (&*typed.pat, Some(&*typed.ty)),
            pat => (pat, None),
        };
        let plain = match pat {
            Pat::Ident(name) if name.by_ref.is_none() && name.subpat.is_none() => Some(name),
            _ => None,
        };
        let followed = plain.filter(|_| local.attrs.is_empty());
        let Some(name) = followed else {
            if let Some(init) = &local.init {
                let fate = Fate::Escapes(Reason::FixedByDeclaration);
                self.expr(&init.expr, fate);
                if let Some((_, diverge)) = &init.diverge {
                    self.expr(diverge, Fate::Dropped);
                }
            }
            self.visit_pat(&local.pat);
            self.scopes.declare_pattern(&local.pat);
            return;
        };
        let written = written.filter(|ty| !matches!(ty, syn::Type::Infer(_)));
        let id = self
            .bindings
            .declare(PatId::of(&local.pat), written.cloned());
        if let Some(init) = &local.init {
            self.bindings.get_mut(id).is_arena_collection = self.asks_context(&init.expr);
            self.expr(&init.expr, Fate::Bound(id));
        }
        self.scopes.declare(&name.ident, Some(id));
    }

    fn expr(&mut self, expr: &Expr, fate: Fate) {
        if let Some(form) = Form::of(expr, self.macros)
            && self.site(expr, form, fate)
        {
            return;
        }
        match expr {
            Expr::Path(path) if path.qself.is_none() => {
                if let Some(id) = self.binding_of(&path.path) {
                    // Under its new name a string or vector would be a stranger: it is let go.
                    let renamed = matches!(fate, Fate::Bound(_)) && self.is_shaped(expr);
                    let fate = if renamed { OUT_OF_SIGHT } else { fate };
                    self.record_use(id, Some(ExprId::of(expr)), fate);
                }
                self.note_other_source(fate);
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
            Expr::Break(_) | Expr::Continue(_) => visit::visit_expr(self, expr),
            Expr::Macro(call) => {
                self.note_other_source(fate);
                self.macro_call(&call.mac, fate);
            }
            Expr::MethodCall(call) => {
                self.note_other_source(fate);
                self.method_call(call);
            }
            Expr::Call(call) => {
                self.note_other_source(fate);
                self.call(call, fate);
            }
            Expr::Assign(assign) => self.assign(assign),
            Expr::Binary(binary) => self.binary(binary),
            Expr::Reference(reference) => {
                self.note_other_source(fate);
                let lent = if fate == Fate::Borrowed {
                    Fate::Borrowed
                } else {
                    OUT_OF_SIGHT
                };
                self.expr(&reference.expr, lent);
            }
            Expr::Unary(unary) => {
                self.note_other_source(fate);
                let derefs = matches!(unary.op, syn::UnOp::Deref(_));
                self.place(&unary.expr, derefs);
            }
            Expr::Index(index) => {
                self.note_other_source(fate);
                self.place(&index.expr, true);
                self.expr(&index.index, OUT_OF_SIGHT);
            }
            Expr::Field(field) => {
                self.note_other_source(fate);
                // A field of a followed aggregate may be read; the aggregate itself stays.
                self.expr(&field.base, self.fate_of_base(&field.base));
            }
            Expr::Tuple(tuple) => {
                self.note_other_source(fate);
                self.parts(tuple.elems.iter(), fate);
            }
            Expr::Array(array) => {
                self.note_other_source(fate);
                self.parts(array.elems.iter(), fate);
            }
            Expr::Struct(literal) => {
                self.note_other_source(fate);
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
            Expr::Closure(closure) => {
                self.note_other_source(fate);
                self.closure(closure);
            }
            // Evaluated when the program is compiled, where no context is.
            Expr::Const(_) => self.note_other_source(fate),
            Expr::Async(block) => {
                self.note_other_source(fate);
                self.within(block.capture.is_some(), |walk| {
                    walk.block(&block.block, OUT_OF_SIGHT);
                });
            }
            _ => {
                self.note_other_source(fate);
                visit::visit_expr(self, expr);
            }
        }
    }

    /// A string or vector that is dereferenced or indexed is borrowed as a `str` or a slice.
    fn place(&mut self, expr: &Expr, derefs: bool) {
        let borrows = derefs && self.shape_of_receiver(expr).is_some();
        self.expr(expr, if borrows { Fate::Borrowed } else { OUT_OF_SIGHT });
    }

    fn parts<'e>(&mut self, parts: impl Iterator<Item = &'e Expr>, whole: Fate) {
        for part in parts {
            self.expr(part, whole.of_part());
        }
    }

    /// Records the site and walks its operands. Returns `false` if the form is no site after all.
    fn site(&mut self, expr: &Expr, form: Form, fate: Fate) -> bool {
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

    /// An iterator whose items will be collected into something whose parts have the fate `items`.
    /// Closures in it run before the collecting is done.
    fn chain(&mut self, iterator: &Expr, items: Fate) {
        let Expr::MethodCall(call) = iterator else {
            return self.expr(iterator, OUT_OF_SIGHT);
        };
        let flows = matches!(items, Fate::Answered | Fate::PartOf(_));
        match known_methods::adaptor(&call.method.to_string()) {
            Some(Adaptor::Makes) if flows && call.args.len() == 1 => {
                match &call.args[0] {
                    Expr::Closure(closure) if is_plain(closure) => {
                        self.closure_in_chain(closure, items);
                    }
                    other => self.expr(other, OUT_OF_SIGHT),
                }
                self.chain(&call.receiver, OUT_OF_SIGHT);
            }
            Some(Adaptor::Passes) if flows => {
                for argument in &call.args {
                    self.expr(argument, OUT_OF_SIGHT);
                }
                self.chain(&call.receiver, items);
            }
            _ => self.expr(iterator, OUT_OF_SIGHT),
        }
    }

    fn closure_in_chain(&mut self, closure: &ExprClosure, items: Fate) {
        let returned = std::mem::replace(&mut self.returned, items);
        self.scopes.open();
        for input in &closure.inputs {
            self.scopes.declare_pattern(input);
        }
        self.expr(&closure.body, items);
        self.scopes.close();
        self.returned = returned;
    }

    fn closure(&mut self, closure: &ExprClosure) {
        self.within(closure.capture.is_some(), |walk| {
            for input in &closure.inputs {
                walk.scopes.declare_pattern(input);
            }
            walk.expr(&closure.body, OUT_OF_SIGHT);
        });
    }

    /// Walks what may run later and elsewhere.
    fn within(&mut self, moves: bool, walk: impl FnOnce(&mut Self)) {
        let surroundings = self.surroundings;
        self.surroundings = if moves || surroundings == Surroundings::MoveClosure {
            Surroundings::MoveClosure
        } else {
            Surroundings::Closure
        };
        let returned = std::mem::replace(&mut self.returned, OUT_OF_SIGHT);
        self.scopes.open();
        walk(self);
        self.scopes.close();
        self.returned = returned;
        self.surroundings = surroundings;
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
        let fate = if self.is_shaped(iterated) || Form::of(iterated, self.macros).is_some() {
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
                let part = self
                    .root_of_place(place)
                    .map_or(OUT_OF_SIGHT, Fate::PartOf);
                self.expr(&assign.right, part);
                self.expr(place, Fate::Dropped);
            }
        }
    }

    fn binary(&mut self, binary: &ExprBinary) {
        use syn::BinOp::{AddAssign, Eq, Ge, Gt, Le, Lt, Ne};
        let is_text = |walk: &Self, expr: &Expr| {
            is_string_literal(expr) || walk.shape_of_place(expr) == Some(Shape::Text)
        };
        let compares = matches!(
            binary.op,
            Eq(_) | Ne(_) | Lt(_) | Le(_) | Gt(_) | Ge(_)
        );
        let (left, right) = if compares
            && is_text(self, &binary.left)
            && is_text(self, &binary.right)
        {
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

    fn call(&mut self, call: &ExprCall, fate: Fate) {
        if let Expr::Path(function) = &*call.func
            && is_constructor(&function.path)
        {
            return self.parts(call.args.iter(), fate);
        }
        self.expr(&call.func, OUT_OF_SIGHT);
        for argument in &call.args {
            self.expr(argument, OUT_OF_SIGHT);
        }
    }

    fn method_call(&mut self, call: &ExprMethodCall) {
        let method = call.method.to_string();
        match self.shape_of_receiver(&call.receiver) {
            Some(shape) if known_methods::agrees(shape, &method) => {
                self.expr(&call.receiver, Fate::Borrowed);
            }
            Some(_) => self.expr(&call.receiver, Fate::Escapes(Reason::UnknownMethod)),
            None => self.receiver(&call.receiver),
        }
        for (index, argument) in call.args.iter().enumerate() {
            let is_element = known_methods::element_argument(&method) == Some(index);
            match self.collection(&call.receiver, argument) {
                Some(id) if is_element => self.expr(argument, Fate::PartOf(id)),
                Some(id) if method == "extend" => self.chain(argument, Fate::PartOf(id)),
                _ if known_methods::takes_str(&method, index) => self.lent_as_str(argument),
                _ => self.expr(argument, OUT_OF_SIGHT),
            }
        }
    }

    /// An argument whose parameter is a `&str`, so that `&argument` coerces on both sides.
    fn lent_as_str(&mut self, argument: &Expr) {
        let fate = if matches!(argument, Expr::Reference(_)) {
            Fate::Borrowed
        } else {
            OUT_OF_SIGHT
        };
        self.expr(argument, fate);
    }

    /// The receiver of a method that says nothing about what it does with it. A followed aggregate may
    /// be asked anything: its type stays what it is.
    fn receiver(&mut self, receiver: &Expr) {
        let fate = match receiver {
            Expr::Path(path)
                if self
                    .binding_of(&path.path)
                    .is_some_and(|id| self.bindings.get(id).shape.is_none()) =>
            {
                Fate::Borrowed
            }
            _ => OUT_OF_SIGHT,
        };
        self.expr(receiver, fate);
    }

    /// The receiver of `.to_string()`: both kinds of strings are displayed alike.
    fn displayed(&mut self, receiver: &Expr) {
        match self.shape_of_receiver(receiver) {
            Some(Shape::Text) => self.expr(receiver, Fate::Borrowed),
            _ => self.receiver(receiver),
        }
    }

    fn macro_call(&mut self, call: &Macro, fate: Fate) {
        let macros = self.macros;
        let Some(known) = macros.get(call) else {
            return self.mentioned_in_tokens(call.tokens.clone());
        };
        match known.kind {
            MacroKind::VecList => self.parts(known.arguments.expressions(), fate),
            MacroKind::VecRepeat => {
                for argument in known.arguments.expressions() {
                    self.expr(argument, OUT_OF_SIGHT);
                }
            }
            MacroKind::Format => self.formatting(known, 0),
            MacroKind::Formatting { leading } => self.formatting(known, leading),
        }
    }

    fn formatting(&mut self, call: &MacroCall, leading: usize) {
        let Arguments::List(arguments) = &call.arguments else {
            return;
        };
        for (index, argument) in arguments.iter().enumerate() {
            let written_to = leading == 1 && index == 0;
            let fate = if index < leading && !(written_to && self.is_shaped(strip_reference(&argument.value))) {
                OUT_OF_SIGHT
            } else {
                Fate::Borrowed
            };
            self.expr(&argument.value, fate);
        }
        let named = |name: &str| {
            arguments
                .iter()
                .any(|argument| argument.name.as_ref().is_some_and(|(known, _)| known == name))
        };
        if let Some(template) = call.template() {
            for name in captured_names(&template.value()) {
                if !named(name)
                    && let Some(id) = self.scopes.find(name)
                {
                    self.record_use(id, None, Fate::Borrowed);
                }
            }
        }
    }

    fn mentioned_in_tokens(&mut self, tokens: proc_macro2::TokenStream) {
        let mut mentioned = Vec::new();
        mentions::each_name(tokens, &mut |name| mentioned.extend(self.scopes.find(name)));
        for id in mentioned {
            self.record_use(id, None, Fate::Escapes(Reason::UnknownMacro));
        }
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

    fn binding_of(&self, path: &Path) -> Option<BindingId> {
        path.get_ident()
            .and_then(|name| self.scopes.find(&name.to_string()))
    }

    /// The shape of the binding that a plain name stands for.
    fn shape_of_place(&self, expr: &Expr) -> Option<Shape> {
        match expr {
            Expr::Path(path) => {
                let id = self.binding_of(&path.path)?;
                self.bindings.get(id).shape
            }
            Expr::Paren(inner) => self.shape_of_place(&inner.expr),
            _ => None,
        }
    }

    fn is_shaped(&self, expr: &Expr) -> bool {
        self.shape_of_place(expr).is_some()
    }

    /// The shape of a receiver: a binding's, or that of a site in place.
    fn shape_of_receiver(&self, expr: &Expr) -> Option<Shape> {
        match expr {
            Expr::Paren(inner) => self.shape_of_receiver(&inner.expr),
            expr => self
                .shape_of_place(expr)
                .or_else(|| Form::of(expr, self.macros)?.shape),
        }
    }

    /// The local collection that `receiver` names, if `argument` may become a part of it: anything may
    /// of one that is known to be a vector, and of any other what has a type of its own.
    fn collection(&self, receiver: &Expr, argument: &Expr) -> Option<BindingId> {
        let Expr::Path(path) = receiver else {
            return None;
        };
        let id = self.binding_of(&path.path)?;
        let binding = self.bindings.get(id);
        let accepts = match binding.shape {
            Some(shape) => shape == Shape::Items,
            None => binding.is_arena_collection || matches!(argument, Expr::Struct(_)),
        };
        accepts.then_some(id)
    }

    /// Whether `expr` is `ctx.vec()` or its like.
    fn asks_context(&self, expr: &Expr) -> bool {
        let Expr::MethodCall(call) = expr else {
            return false;
        };
        let Expr::Path(receiver) = &*call.receiver else {
            return false;
        };
        self.context
            .is_some_and(|context| receiver.path.is_ident(context))
            && call.args.is_empty()
    }

    /// The binding a field or an element of which is assigned to.
    fn root_of_place(&self, place: &Expr) -> Option<BindingId> {
        match place {
            Expr::Path(path) => self.binding_of(&path.path),
            Expr::Field(field) => self.root_of_place(&field.base),
            Expr::Index(index) => self.root_of_place(&index.expr),
            _ => None,
        }
    }

    fn fate_of_base(&self, base: &Expr) -> Fate {
        match base {
            Expr::Path(_) if !self.is_shaped(base) => Fate::Borrowed,
            _ => OUT_OF_SIGHT,
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

fn is_plain(closure: &ExprClosure) -> bool {
    closure.capture.is_none() && closure.asyncness.is_none()
}

fn strip_reference(expr: &Expr) -> &Expr {
    match expr {
        Expr::Reference(reference) => &reference.expr,
        expr => expr,
    }
}

fn is_string_literal(expr: &Expr) -> bool {
    matches!(expr, Expr::Lit(literal) if matches!(literal.lit, syn::Lit::Str(_)))
}

/// A path whose last name is capitalised names a tuple struct or a variant: its arguments become its
/// parts.
fn is_constructor(path: &Path) -> bool {
    path.segments.last().is_some_and(|last| {
        last.ident
            .to_string()
            .trim_start_matches("r#")
            .starts_with(char::is_uppercase)
    })
}
