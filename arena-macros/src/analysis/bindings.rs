//! Local bindings: what is put into each and what it is used for.

use syn::{Ident, Type};

use super::fate::{Fate, Reason};
use super::site::Shape;
use super::{ExprId, PatId};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct BindingId(pub(super) usize);

impl BindingId {
    /// A number that no other binding of the body has.
    pub(crate) fn number(self) -> usize {
        self.0
    }
}

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// The value itself, as in `let s = …`.
    Value,
    /// A reference to it, as in `let s = &…`.
    Reference,
    /// Each item of a local vector in turn, by value or by reference.
    Items,
}

/// How well a binding's shape is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Certainty {
    Sure,
    /// Types of other shapes have the method that made it, too.
    Guess,
}

/// What is known of a binding that is no text or vector itself and may hold some.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Container {
    Unknown,
    /// Its value was asked of the context, as in `ctx.vec()`, so it is a collection in the arena.
    Arena,
    /// It is an `Option` of what a site makes: its "items" are what is in it.
    Option,
    /// It is a map or set that a site makes. What is put into it is followed as with any other container;
    /// whether it may be a table in the arena is a question of its own.
    Table(Shape),
}

/// A `let` binding under a plain name, or all items of one.
pub(crate) struct Binding {
    /// The user's name for it; none for items.
    pub(super) name: Option<String>,
    pub(super) holds: Holds,
    /// It is a `let mut`.
    pub(super) is_mutable: bool,
    /// The pattern it is declared by, whose type annotation goes when its value moves to the arena.
    pub(super) pat: Option<PatId>,
    /// The annotation, if there is one.
    pub(super) written_type: Option<Type>,
    /// What kind of value its first site gives it; `None` while no site has.
    pub(super) shape: Option<Shape>,
    pub(super) certainty: Certainty,
    pub(super) container: Container,
    /// What keeps it from being a table in the arena: the first use but by its own methods.
    pub(super) table_leaves: Option<Reason>,
    /// Something other than a site gives it its value, too or alone.
    pub(super) has_other_source: bool,
    /// It is an item of a vector, of which something is asked that depends on its type.
    pub(super) is_looked_into: bool,
    /// What keeps its value on the heap whatever it is used for.
    pub(super) pinned: Option<Reason>,
    /// In how many closures and `async` blocks it is declared.
    pub(super) nesting: usize,
    /// If it is a vector: its items, taken together.
    pub(super) items: Option<BindingId>,
    pub(super) uses: Vec<Use>,
}

/// One mention of a binding, and where the mentioned value goes.
pub(super) struct Use {
    pub(super) expr: Option<ExprId>,
    pub(super) fate: Fate,
}

/// All bindings of a body, by number.
#[derive(Default)]
pub(crate) struct Bindings(Vec<Binding>);

impl Bindings {
    pub(super) fn declare(
        &mut self,
        name: &Ident,
        pat: PatId,
        written_type: Option<Type>,
        nesting: usize,
    ) -> BindingId {
        let id = self.push(Holds::Value, nesting);
        let binding = self.get_mut(id);
        binding.name = Some(name.to_string());
        binding.pat = Some(pat);
        binding.written_type = written_type;
        id
    }

    /// A value without a name.
    pub(super) fn declare_unnamed(&mut self, nesting: usize) -> BindingId {
        self.push(Holds::Value, nesting)
    }

    fn push(&mut self, holds: Holds, nesting: usize) -> BindingId {
        self.0.push(Binding {
            name: None,
            holds,
            is_mutable: false,
            pat: None,
            written_type: None,
            shape: None,
            certainty: Certainty::Sure,
            container: Container::Unknown,
            table_leaves: None,
            has_other_source: false,
            is_looked_into: false,
            pinned: None,
            nesting,
            items: None,
            uses: Vec::new(),
        });
        BindingId(self.0.len() - 1)
    }

    /// The items of `vector`, taken together.
    pub(super) fn items_of(&mut self, vector: BindingId) -> BindingId {
        if let Some(items) = self.get(vector).items {
            return items;
        }
        let nesting = self.get(vector).nesting;
        let items = self.push(Holds::Items, nesting);
        self.get_mut(vector).items = Some(items);
        items
    }

    pub(super) fn get(&self, id: BindingId) -> &Binding {
        &self.0[id.0]
    }

    pub(super) fn get_mut(&mut self, id: BindingId) -> &mut Binding {
        &mut self.0[id.0]
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = BindingId> + use<> {
        (0..self.0.len()).map(BindingId)
    }

    pub(super) fn record_use(&mut self, id: BindingId, expr: Option<ExprId>, fate: Fate) {
        self.get_mut(id).uses.push(Use { expr, fate });
    }
}
