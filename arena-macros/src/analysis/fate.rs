//! What becomes of a value, as far as its expression's surroundings tell.

use super::bindings::BindingId;

/// Where the value of an expression goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// Nowhere: it is dropped at the end of the statement.
    Dropped,
    /// Only a reference to it is taken, by something known to want no more than a `str` or a slice.
    Borrowed,
    /// It becomes the value of a local binding.
    Bound(BindingId),
    /// It becomes a part (field, element) of a local binding's value.
    PartOf(BindingId),
    /// It is the function's answer or a part of it.
    Answered,
    /// It is moved to where this analysis cannot follow, or into a type that must own it.
    Escapes(Reason),
}

impl Fate {
    /// The fate of a part of a value with this fate.
    pub(crate) fn of_part(self) -> Self {
        match self {
            Self::Bound(binding) | Self::PartOf(binding) => Self::PartOf(binding),
            Self::Answered => Self::Answered,
            Self::Dropped | Self::Borrowed => Self::Escapes(Reason::InAggregate),
            Self::Escapes(reason) => Self::Escapes(reason),
        }
    }
}

/// Why a value stays on the heap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    /// Moved or lent to a function, method, operator or type that cannot be seen from here.
    OutOfSight,
    /// Returned in a type that does not borrow from the arena.
    ReturnedOwned,
    /// Part of a value that is not itself followed to the answer.
    InAggregate,
    /// Another value of the same binding comes from somewhere else, as a `String` or a `Vec`.
    MustUnify,
    /// Used by a method that is not known to do the same on an arena value.
    UnknownMethod,
    /// Mentioned inside a macro whose arguments cannot be read.
    UnknownMacro,
    /// Captured by a `move` closure or `async` block, which may outlive the request.
    Captured,
    /// Made inside a closure or `async` block, which may outlive the request.
    InClosure,
    /// Bound under a type or an attribute that fixes it.
    FixedByDeclaration,
}
