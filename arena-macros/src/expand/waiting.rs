//! Whether a body can be seen to run to its end without waiting, so that it need not be a future.

use proc_macro2::{TokenStream, TokenTree};

/// Whether there is neither an `await` in it nor a macro that may make one. Awaits of `async` blocks in it are
/// taken for its own: these handlers only miss what is spared the others.
pub(super) fn never_waits(body: &TokenStream) -> bool {
    let mut macro_name = None;
    let mut is_called = false;
    for tree in body.clone() {
        let was_called = std::mem::take(&mut is_called);
        match tree {
            TokenTree::Ident(name) if name == "await" || name == "yield" => return false,
            TokenTree::Ident(name) => {
                macro_name = Some(name);
                continue;
            }
            TokenTree::Punct(punct) if punct.as_char() == '!' && macro_name.is_some() => {
                is_called = true;
                continue;
            }
            TokenTree::Group(group) => {
                if was_called
                    && !macro_name.is_some_and(|name| NEVER_WAIT.iter().any(|it| name == it))
                {
                    return false;
                }
                if !never_waits(&group.stream()) {
                    return false;
                }
            }
            _ => {}
        }
        macro_name = None;
    }
    true
}

/// Macros that do not wait, whoever's they are by that name.
const NEVER_WAIT: [&str; 27] = [
    "assert",
    "assert_eq",
    "assert_ne",
    "concat",
    "debug",
    "debug_assert",
    "debug_assert_eq",
    "debug_assert_ne",
    "eprintln",
    "error",
    "format",
    "format_args",
    "heap",
    "info",
    "json",
    "matches",
    "panic",
    "print",
    "println",
    "stringify",
    "todo",
    "trace",
    "unreachable",
    "vec",
    "warn",
    "write",
    "writeln",
];

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::never_waits;

    #[test]
    fn an_await_is_found_wherever_it_is() {
        assert!(never_waits(&quote!({
            let line = format!("{}", a != b);
            !line.is_empty()
        })));
        assert!(!never_waits(&quote!({
            if a {
                b().await
            }
        })));
        assert!(!never_waits(&quote!({ vec![b().await] })));
        assert!(!never_waits(&quote!({ join!(a, b) })));
        assert!(!never_waits(&quote!({
            tokio::select! { a = b => c }
        })));
        assert!(!never_waits(&quote!({ users_own!(a) })));
    }
}
