//! The errors: what would outlive what, and what to write instead.

use syn::Lifetime;

use super::arguments::Owned;
use super::names::Kind;

/// Where it is, and until when.
fn lives(kind: Kind, what: &str) -> String {
    match kind {
        Kind::Context => format!("{what} goes back to its pool when the request ends"),
        Kind::Text | Kind::Data => {
            format!("{what} lives in the request's arena, which is reset when the request ends")
        }
        Kind::Pooled => format!("{what} goes back to the request's context when the request ends"),
        Kind::RequestText | Kind::RequestData => {
            format!("{what} borrows from the request, which is gone when it is answered")
        }
    }
}

pub(super) fn outlives_in_a_task(kind: Kind, name: &str) -> String {
    let lives = lives(kind, &format!("`{name}`"));
    let instead = match kind {
        Kind::Context => String::from(
            "let the task lease one of its own: `ContextPool::global().acquire()` inside of it",
        ),
        Kind::Text | Kind::RequestText => format!(
            "give the task a copy, as in `let {name} = {name}.to_string();` before it is spawned"
        ),
        Kind::Data | Kind::RequestData => String::from(
            "give the task data of its own, of types that own what they hold, made before it is spawned",
        ),
        Kind::Pooled => format!(
            "take the object out for the task, as in `let {name} = {name}.into_inner();` before it is \
             spawned"
        ),
    };
    format!("{lives}, and a spawned task may go on after that: {instead}")
}

pub(super) fn outlives_in_a_static(kind: Kind, what: &str, name: &str) -> String {
    let instead = match kind {
        Kind::Context => "keep a `ContextPool` there, and lease from it",
        Kind::Text | Kind::RequestText => "keep a `String` there, and store `.to_string()`",
        Kind::Data | Kind::RequestData => {
            "keep a type there that owns what it holds, and store a copy"
        }
        Kind::Pooled => "store what `.into_inner()` takes out of it",
    };
    format!(
        "{}, and `{name}` stays for ever: {instead}",
        lives(kind, what)
    )
}

pub(super) fn outlives_in_a_body(kind: Kind, what: &str) -> String {
    let instead = match kind {
        Kind::Pooled => "stream what `.into_inner()` takes out of it",
        Kind::Text | Kind::RequestText => "stream a copy, as in `.to_string()`",
        _ => "stream data of types that own what they hold",
    };
    format!(
        "{}, and a streaming body is sent after that: {instead}",
        lives(kind, what)
    )
}

/// `longer` is the lifetime that the return type has.
pub(super) fn outlives_as_answer(kind: Kind, what: &str, longer: &Lifetime) -> String {
    let instead = match kind {
        Kind::Pooled => "answer with what `.into_inner()` takes out of it",
        // axum makes no response of a `&str` but of a `&'static str`.
        Kind::Text => {
            "write a return type that borrows from the arena and is a response, as `Json<&str>`, or \
             `ArenaString<'_>` for a string of `ctx.string()`; the response is made while the arena is there"
        }
        Kind::RequestText => {
            "write a return type that borrows from the request and is a response, as `Json<&str>`; the \
             response is made while the request is there"
        }
        _ => {
            "write the arena's lifetime in the return type, as in `Json<&[T]>` or `Json<Page<'_>>`; the \
             response is made while the arena is there"
        }
    };
    format!(
        "{}, and the return type says `{longer}`: {instead}",
        lives(kind, what)
    )
}

pub(super) fn outlives_in_state(kind: Kind, what: &str, name: &str) -> String {
    let instead = match kind {
        Kind::Context => "keep a `ContextPool` there, and lease from it",
        Kind::Text | Kind::RequestText => "keep a `String` there, and store `.to_string()`",
        Kind::Data | Kind::RequestData => {
            "keep a type there that owns what it holds, and store a copy"
        }
        Kind::Pooled => "store what `.into_inner()` takes out of it",
    };
    format!(
        "{}, and what `{name}` shares goes on after that: {instead}",
        lives(kind, what)
    )
}

/// What an answer borrows from an argument called `name`.
pub(super) fn borrowed_from_argument(name: &str, owned: Owned) -> String {
    let instead = match owned {
        Owned::Text => format!("answer with a copy in the arena, `{name}.to_string()`"),
        Owned::Items => format!("answer with a copy in the arena, `{name}.to_vec()`"),
        Owned::Plain => {
            format!("answer with `{name}` itself, and its type in the place of the reference")
        }
    };
    format!(
        "`{name}` is an argument, which is gone when the handler returns, and the answer would still borrow \
         from it: {instead}"
    )
}

/// `lifetime` is one of the user's that the context is to be lent for.
pub(super) fn lent_for_longer(lifetime: &Lifetime) -> String {
    format!(
        "`{lifetime}` is a lifetime that the caller chooses, and what borrows from the context lives no longer \
         than the request: write `'_` or `'arena` here, and `&RequestContext` for the context"
    )
}
