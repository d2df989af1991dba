//! The verdicts in words: what was found, and what to write for the site to move to the arena.

use crate::analysis::{Kept, Plan, Reason, Route, Shape};

pub(super) fn routed(site: &str, route: Route) -> String {
    match route {
        Route::Temporary => format!("`{site}` moves to the arena"),
        Route::Answered => {
            format!("`{site}` goes to the answer, in the arena if what holds it there borrows")
        }
    }
}

/// One word for the reason.
pub(super) fn kind(reason: Reason) -> &'static str {
    match reason {
        Reason::OutOfSight => "out_of_sight",
        Reason::GivenTo(_) => "given",
        Reason::LentTo(_) => "lent",
        Reason::ReturnedOwned => "returned_owned",
        Reason::InStruct(_) => "in_struct",
        Reason::InAggregate => "in_aggregate",
        Reason::MustUnify => "must_unify",
        Reason::UnknownMethod(_) => "unknown_method",
        Reason::UnknownMacro => "unknown_macro",
        Reason::Captured => "captured",
        Reason::InClosure => "in_closure",
        Reason::FixedByDeclaration => "fixed_by_declaration",
        Reason::LookedInto => "looked_into",
        Reason::KeptByUser => "kept_by_user",
        Reason::Skipped => "skipped",
    }
}

pub(super) fn why(kept: &Kept, plan: &Plan) -> String {
    let it = kept
        .binding
        .as_ref()
        .map_or_else(|| String::from("it"), |name| format!("`{name}`"));
    let (owned, borrowed, as_borrowed) = match kept.shape {
        Shape::Text => ("String", "&str", "as_str"),
        Shape::Items => ("Vec", "&[T]", "as_slice"),
        Shape::Map => return why_hashed(kept.reason, &it, "HashMap<K, V>", plan),
        Shape::Set => return why_hashed(kept.reason, &it, "HashSet<T>", plan),
    };
    match kept.reason {
        Reason::OutOfSight => {
            format!("{it} goes where the macro cannot follow; use it through `.{as_borrowed}()`")
        }
        Reason::GivenTo(name) => {
            let name = plan.name(name);
            format!(
                "{it} is moved into `{name}`, which may keep it; if a `{borrowed}` will do there, pass \
                 `.{as_borrowed}()`"
            )
        }
        Reason::LentTo(name) => {
            let name = plan.name(name);
            format!(
                "{it} is lent to `{name}`, which may want a `&{owned}`; pass `.{as_borrowed}()`, or say \
                 `lend` in the attribute if nothing wants more than a `{borrowed}`"
            )
        }
        Reason::ReturnedOwned => format!(
            "{it} is returned as an owned `{owned}`; return a type that borrows from the arena, such as {}",
            if kept.shape == Shape::Text {
                "`&'_ str` or `ArenaString<'_>`"
            } else {
                "`&'_ [T]` or `ArenaVec<'_, T>`"
            }
        ),
        Reason::InStruct(name) => {
            let name = plan.name(name);
            format!(
                "{it} is moved into `{name}`, which owns it; return a `{name}<'_>` that borrows to route it"
            )
        }
        Reason::InAggregate => format!(
            "{it} becomes a part of a value that is not followed; bind it to a variable of its own and put a \
             `{borrowed}` there"
        ),
        Reason::MustUnify => format!(
            "{it} must be of one type with a value from elsewhere; use `.{as_borrowed}()` on both"
        ),
        Reason::UnknownMethod(name) => {
            let name = plan.name(name);
            format!(
                "`.{name}(..)` is not known to do the same in the arena; call it on `.{as_borrowed}()` if it \
                 is a method of `{}`",
                &borrowed[1..]
            )
        }
        Reason::UnknownMacro => {
            format!(
                "{it} is used in a macro that cannot be read; pass it as `.{as_borrowed}()` from outside"
            )
        }
        reason => why_anything(reason, &it),
    }
}

/// Of a map or set, of which nothing can be borrowed that would do as well: `owned`.
fn why_hashed(reason: Reason, it: &str, owned: &str, plan: &Plan) -> String {
    match reason {
        Reason::GivenTo(name) => {
            format!(
                "{it} is moved into `{}`, which may keep it",
                plan.name(name)
            )
        }
        Reason::LentTo(name) => {
            let name = plan.name(name);
            format!("{it} is lent to `{name}`, which may want a `&{owned}`")
        }
        Reason::ReturnedOwned => format!("{it} is returned as an owned `{owned}`"),
        Reason::InStruct(name) => {
            format!("{it} is moved into `{}`, which owns it", plan.name(name))
        }
        Reason::InAggregate => format!("{it} becomes a part of a value that is not followed"),
        Reason::MustUnify => format!("{it} must be of one type with a value from elsewhere"),
        Reason::UnknownMethod(name) => {
            let name = plan.name(name);
            format!("`.{name}(..)` is not known to do the same in the arena")
        }
        Reason::UnknownMacro => format!("{it} is used in a macro that cannot be read"),
        Reason::OutOfSight => format!("{it} goes where the macro cannot follow"),
        reason => why_anything(reason, it),
    }
}

/// What is said in the same words of whatever it is.
fn why_anything(reason: Reason, it: &str) -> String {
    match reason {
        Reason::Captured => format!(
            "{it} is captured by a `move` closure or `async` block, which may outlive the request"
        ),
        Reason::InClosure => String::from(
            "it is made in a closure or `async` block, which may outlive the request; run it where it stands, \
             as a consumed iterator chain or an awaited block does",
        ),
        Reason::FixedByDeclaration => {
            format!("{it} is declared under a pattern, type or attribute that fixes what it is")
        }
        Reason::LookedInto => String::from(
            "the items of its vector are looked at before the answer says what they are; look at what they are \
             made of instead",
        ),
        Reason::KeptByUser => String::from("`heap!` says so"),
        Reason::Skipped => String::from("`skip(..)` says so"),
        _ => format!("{it} goes where the macro cannot follow"),
    }
}
