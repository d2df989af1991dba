//! The walk over a body: tells every expression what becomes of its value, and records the sites and the
//! uses of bindings it meets.
//!
//! Expressions that need no more than "its parts go out of sight" are left to syn's own visitor.

mod branches;
mod calls;
mod chains;
mod closures;
mod items;
mod lookups;
mod macro_calls;
mod open_types;
mod operators;
mod options;
mod places;
mod sites;
mod statements;
mod tables;

use syn::visit::{self, Visit};
use syn::{Block, Expr, Ident, Macro};

use super::bindings::{BindingId, Bindings, Holds};
use super::fate::{Fate, NameId, Reason};
use super::scopes::Scopes;
use super::site::{Form, Site};
use super::{ExprId, Handler};
use crate::parse::body_macros::BodyMacros;

/// What the walk found.
pub(super) struct Findings {
    pub(super) sites: Vec<Site>,
    pub(super) bindings: Bindings,
    /// `a == b` where one side may come to live in the arena and the other cannot be seen.
    pub(super) equalities: Vec<Comparison>,
    /// `a < b` likewise.
    pub(super) orderings: Vec<Comparison>,
    /// `x.get(&key)` where `key` may come to live in the arena and `x` cannot be seen.
    pub(super) lookups: Vec<Lookup>,
    /// `s.clone()` of bindings.
    pub(super) clones: Vec<(ExprId, BindingId)>,
    /// `x.map(..).unwrap_or_default()`, and the binding that gets what comes of it.
    pub(super) defaults: Vec<(ExprId, BindingId)>,
    /// What the user's code calls things that reasons speak of.
    pub(super) names: Vec<String>,
    /// What the body returns may live in the arena.
    pub(super) answer_borrows: bool,
}

impl Findings {
    /// All comparisons, and of each whether it asks for equality.
    pub(super) fn comparisons(&self) -> impl Iterator<Item = (&Comparison, bool)> {
        let equalities = self.equalities.iter().map(|one| (one, true));
        equalities.chain(self.orderings.iter().map(|one| (one, false)))
    }
}

/// A comparison whose meaning must be kept if its subject moves.
pub(super) struct Comparison {
    pub(super) expr: ExprId,
    pub(super) subject: Subject,
    /// The subject is on the left.
    pub(super) text_first: bool,
}

/// A lookup whose key must be what the receiver wants if it moves.
pub(super) struct Lookup {
    /// The method call.
    pub(super) expr: ExprId,
    pub(super) key: Subject,
}

/// What is compared or looked up.
#[derive(Clone, Copy)]
pub(super) enum Subject {
    Binding(BindingId),
    Site(ExprId),
}

pub(super) fn walk(handler: &Handler<'_>, block: &Block, macros: &BodyMacros) -> Findings {
    let answer = if handler.answer_borrows {
        Fate::Answered
    } else {
        Fate::Escapes(Reason::ReturnedOwned)
    };
    let mut walk = Walk {
        macros,
        handler,
        scopes: Scopes::default(),
        found: Findings {
            sites: Vec::new(),
            bindings: Bindings::default(),
            equalities: Vec::new(),
            orderings: Vec::new(),
            lookups: Vec::new(),
            clones: Vec::new(),
            defaults: Vec::new(),
            names: Vec::new(),
            answer_borrows: handler.answer_borrows,
        },
        returned: answer,
        nesting: 0,
        loops: 0,
        kept: None,
        moved_into: 0,
        is_in_statement: false,
        takes_open: false,
        said: Said::default(),
    };
    walk.scopes.open();
    for input in &handler.signature.inputs {
        if let syn::FnArg::Typed(input) = input {
            walk.scopes.declare_pattern(&input.pat, false);
        }
    }
    walk.block(block, answer);
    walk.found
}

struct Walk<'m> {
    macros: &'m BodyMacros,
    handler: &'m Handler<'m>,
    scopes: Scopes,
    found: Findings,
    /// The fate of what `return` is given.
    returned: Fate,
    /// In how many closures and `async` blocks this is.
    nesting: usize,
    /// In how many loops, beside closures, which are taken for bodies of loops.
    loops: usize,
    /// What keeps all sites here on the heap: `heap!(..)`, or that one of the closures may run later and
    /// elsewhere, where the context is out of reach.
    kept: Option<Reason>,
    /// The nesting of the innermost that is `move`; what is declared outside of it is moved into it.
    moved_into: usize,
    /// A statement of ours may stand before the one that this is in: it is evaluated once for each time that is
    /// run, and not in a macro's way.
    is_in_statement: bool,
    /// The types of what closures here are given may be open.
    takes_open: bool,
    /// What is said of the expression that is walked next, and not of what is in it.
    said: Said,
}

/// What an expression's surroundings say of it, besides its fate.
#[derive(Clone, Copy, Default)]
struct Said {
    /// What it becomes a part of.
    part_of: Option<Reason>,
    /// That may be of any type, as it is generic for all one sees.
    into_any_type: bool,
    /// It is an iterator that runs to its end where it stands.
    is_consumed: bool,
    /// The items of a vector that come out of it are followed by who walks it.
    items_are_watched: bool,
    asked: Asked,
}

/// What is asked of an expression, if it is a map or set or one's entry.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Asked {
    #[default]
    Unknown,
    /// Of an entry: something that leaves nothing of it.
    UsesUp,
    /// Of a map or set: something that one in the arena does as well.
    Agrees,
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
        let said = std::mem::take(&mut self.said);
        if let Some(form) = Form::of(expr, self.macros)
            && self.site(expr, &form, fate, said.part_of)
        {
            return;
        }
        if let Expr::Try(tried) = expr
            && let Some(form) = Form::of_tried(&tried.expr)
            && self.site(&tried.expr, &form, fate, said.part_of)
        {
            return;
        }
        if self.out_of_option(expr, fate, said) {
            return;
        }
        if !hands_value_on(expr) && !self.is_followed_reference(expr, fate) {
            self.note_other_source(fate);
        }
        match expr {
            Expr::Path(path) if path.qself.is_none() => self.mention(path, expr, fate, said),
            Expr::Paren(inner) => self.expr(&inner.expr, fate),
            Expr::Group(inner) => self.expr(&inner.expr, fate),
            Expr::Block(inner) if inner.label.is_none() => {
                self.block(&inner.block, out_of_block(fate));
            }
            Expr::Unsafe(inner) => self.block(&inner.block, out_of_block(fate)),
            Expr::If(branches) => self.branches(branches, fate),
            Expr::Match(arms) => self.arms(arms, fate),
            Expr::Return(returned) => {
                if let Some(value) = &returned.expr {
                    self.expr(value, self.returned);
                }
            }
            Expr::Macro(call) => self.macro_call(&call.mac, fate),
            Expr::MethodCall(call) => self.method_call(call, expr, said),
            Expr::Call(call) => self.call(call, fate),
            Expr::Await(awaited) => self.awaited(&awaited.base),
            // What has a `?` is there, and so are the closures done that made it.
            Expr::Try(tried) => self.consumed(&tried.expr),
            Expr::Assign(assign) => self.assign(assign),
            Expr::Binary(binary) => self.binary(binary, expr),
            Expr::Reference(reference) => self.reference(reference, fate),
            Expr::Unary(unary) => {
                let derefs = matches!(unary.op, syn::UnOp::Deref(_));
                self.place(&unary.expr, derefs);
            }
            Expr::Index(index) => self.index(index, fate),
            Expr::Field(field) => {
                // A field of a followed aggregate may be read; the aggregate itself stays.
                self.expr(&field.base, self.fate_of_base(&field.base));
            }
            Expr::Tuple(tuple) => self.parts(tuple.elems.iter(), fate, Reason::InAggregate),
            Expr::Array(array) => self.parts(array.elems.iter(), fate, Reason::InAggregate),
            Expr::Struct(literal) => {
                let into = self.in_struct(&literal.path);
                self.parts(literal.fields.iter().map(|field| &field.expr), fate, into);
                if let Some(rest) = &literal.rest {
                    self.expr(rest, fate.of_part(into));
                }
            }
            Expr::ForLoop(each) => self.for_loop(each),
            Expr::While(repeat) => {
                self.scopes.open();
                let is_in_statement = std::mem::take(&mut self.is_in_statement);
                self.expr(&repeat.cond, Fate::Dropped);
                self.is_in_statement = is_in_statement;
                self.repeated(&repeat.body);
                self.scopes.close();
            }
            Expr::Loop(repeat) => {
                self.loops += 1;
                visit::visit_expr_loop(self, repeat);
                self.loops -= 1;
            }
            Expr::Let(matched) => {
                let inside = self.matched(&matched.expr, std::iter::once(&*matched.pat));
                let is_open = self.is_open(&matched.expr);
                self.declare_inside(&matched.pat, inside, is_open);
            }
            Expr::Closure(closure) => self.closure(closure),
            // Evaluated when the program is compiled, where no context is.
            Expr::Const(_) => {}
            Expr::Async(block) => {
                self.elsewhere(block.capture.is_some(), |walk| {
                    walk.block(&block.block, OUT_OF_SIGHT);
                });
            }
            Expr::Verbatim(tokens) => self.mentioned_in_tokens(tokens),
            _ => visit::visit_expr(self, expr),
        }
    }

    /// The body of a loop.
    fn repeated(&mut self, body: &Block) {
        self.loops += 1;
        self.block(body, Fate::Dropped);
        self.loops -= 1;
    }

    fn parts<'e>(&mut self, parts: impl Iterator<Item = &'e Expr>, whole: Fate, into: Reason) {
        for part in parts {
            self.said.part_of = Some(into);
            self.expr(part, whole.of_part(into));
        }
    }

    /// A plain name, or a path that is none.
    fn mention(&mut self, path: &syn::ExprPath, expr: &Expr, fate: Fate, said: Said) {
        let Some(id) = self.binding_of(&path.path) else {
            return;
        };
        if said.asked != Asked::Agrees && fate != Fate::Dropped {
            self.let_table_go(id, fate);
        }
        let binding = self.found.bindings.get(id);
        let fate = match (binding.holds, fate) {
            // Under its new name a string or vector would be a stranger: it is let go.
            (_, Fate::Bound(_)) if binding.shape.is_some() => OUT_OF_SIGHT,
            (Holds::Value, fate) => fate,
            // What is no string or vector so far may become one, and not all that is known of these is known
            // of references to them.
            (Holds::Reference | Holds::Items, Fate::Borrowed | Fate::Dropped)
                if binding.shape.is_some() =>
            {
                fate
            }
            (Holds::Reference | Holds::Items, Fate::Escapes(reason)) => Fate::Escapes(reason),
            (Holds::Reference | Holds::Items, _) => OUT_OF_SIGHT,
        };
        self.record_use(id, Some(ExprId::of(expr)), fate);
        if !matches!(fate, Fate::Borrowed | Fate::Dropped | Fate::Lent { .. }) {
            self.let_items_go(id, fate);
        }
    }

    fn record_use(&mut self, id: BindingId, expr: Option<ExprId>, fate: Fate) {
        let captured = self.found.bindings.get(id).nesting < self.moved_into;
        let fate = if captured {
            Fate::Escapes(Reason::Captured)
        } else {
            fate
        };
        self.found.bindings.record_use(id, expr, fate);
    }

    fn note_other_source(&mut self, fate: Fate) {
        match fate {
            Fate::Bound(id) => self.found.bindings.get_mut(id).has_other_source = true,
            Fate::PartOf(id) => {
                let items = self.found.bindings.items_of(id);
                self.found.bindings.get_mut(items).has_other_source = true;
            }
            _ => {}
        }
    }

    /// Remembers what the user calls something.
    fn name(&mut self, name: &impl ToString) -> NameId {
        self.found.names.push(name.to_string());
        NameId(self.found.names.len() - 1)
    }

    fn in_struct(&mut self, path: &syn::Path) -> Reason {
        match path.segments.last() {
            Some(last) if !is_wrapper(path) => Reason::InStruct(self.name(&last.ident)),
            _ => Reason::InAggregate,
        }
    }

    fn context(&self) -> Option<&Ident> {
        self.handler.context
    }
}

/// Whether it is around a value as whatever that is.
pub(super) fn is_wrapper(path: &syn::Path) -> bool {
    const WRAPPERS: [&str; 6] = ["Ok", "Err", "Some", "Json", "Html", "Form"];

    path.segments
        .last()
        .is_none_or(|last| WRAPPERS.iter().any(|wrapper| last.ident == wrapper))
}

/// The fate of a block's last expression: what is lent in the block would not live as long as the loan.
fn out_of_block(fate: Fate) -> Fate {
    match fate {
        Fate::Lent { .. } => OUT_OF_SIGHT,
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
