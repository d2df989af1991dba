//! What becomes of a value, as far as its expression's surroundings tell.

use super::bindings::BindingId;

/// Where the value of an expression goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// Nowhere: it is dropped at the end of the statement.
    Dropped,
    /// Only a reference to it is taken, by something known to want no more than a `str` or a slice.
    Borrowed,
    /// Likewise, but what is wanted must be a `str` or a slice, which has to be written out.
    Lent {
        /// It stands behind a `&` already.
        behind_reference: bool,
    },
    /// It becomes the value of a local binding.
    Bound(BindingId),
    /// It becomes a part (field, element) of a local binding's value.
    PartOf(BindingId),
    /// It is the function's answer or a part of it.
    Answered,
    /// It is moved to where this analysis cannot follow, or into a type that must own it.
    Escapes(Reason),
}

pub(super) const LENT: Fate = Fate::Lent {
    behind_reference: false,
};

impl Fate {
    /// The fate of a part of a value with this fate; `into` is what it becomes a part of.
    pub(crate) fn of_part(self, into: Reason) -> Self {
        match self {
            Self::Bound(binding) | Self::PartOf(binding) => Self::PartOf(binding),
            Self::Answered => Self::Answered,
            Self::Dropped | Self::Borrowed | Self::Lent { .. } => Self::Escapes(into),
            Self::Escapes(Reason::ReturnedOwned | Reason::InStruct(_)) if into.names_a_type() => {
                Self::Escapes(into)
            }
            Self::Escapes(reason) => Self::Escapes(reason),
        }
    }
}

/// A name in the user's code, by its number in the walk's findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NameId(pub(super) usize);

/// Why a value stays on the heap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    /// Moved to an operator, a pattern or something else that cannot be seen from here.
    OutOfSight,
    /// Moved into a function or method, by its name.
    GivenTo(NameId),
    /// Lent to a function or method, by its name, that may want the std type.
    LentTo(NameId),
    /// Returned in a type that does not borrow from the arena.
    ReturnedOwned,
    /// Moved into a struct or variant, by its name, that owns its parts.
    InStruct(NameId),
    /// Part of a value that is not itself followed to the answer.
    InAggregate,
    /// Another value of the same binding comes from somewhere else, as a `String` or a `Vec`.
    MustUnify,
    /// Used by a method, by its name, that is not known to do the same on an arena value.
    UnknownMethod(NameId),
    /// Mentioned inside a macro whose arguments cannot be read.
    UnknownMacro,
    /// Captured by a `move` closure or `async` block, which may outlive the request.
    Captured,
    /// Made inside a closure or `async` block, which may outlive the request.
    InClosure,
    /// Bound under a type, a pattern or an attribute that fixes it.
    FixedByDeclaration,
    /// It is an item of a vector that goes to the answer, and looked at before its type is known there.
    LookedInto,
    /// `heap!(..)`.
    KeptByUser,
    /// `skip(..)`.
    Skipped,
}

impl Reason {
    fn names_a_type(self) -> bool {
        matches!(self, Self::InStruct(_))
    }
}
