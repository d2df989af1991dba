//! From a text to the annotated text, and back.

use std::collections::HashSet;

use crate::source::{Choice, Source};

const ATTRIBUTE: &str = "#[arena_runtime::arena_handler]";

fn annotate_with(text: &str, all: bool) -> String {
    let mut registered = HashSet::new();
    let source = Source::parse(text.to_owned(), &mut registered).unwrap();
    let choice = Choice {
        registered: &registered,
        all,
    };
    source.annotated(&source.without_attribute(&choice), ATTRIBUTE)
}

fn strip(text: &str) -> String {
    let source = Source::parse(text.to_owned(), &mut HashSet::new()).unwrap();
    source.stripped(&source.with_attribute())
}

/// `expected` is annotated text, in which `@` stands for the attribute; without it, it is what one starts from.
#[track_caller]
fn annotates(expected: &str) {
    check(expected, false);
}

#[track_caller]
fn check(expected: &str, all: bool) {
    let mut plain = expected.to_owned();
    while let Some(at) = plain.find('@') {
        let indentation = plain[..at].len() - plain[..at].trim_end_matches([' ', '\t']).len();
        let after = &plain[at + 1..];
        let space = after.len() - after.trim_start_matches(['\r', '\n']).len();
        let space = if space == 0 { 1 } else { space + indentation };
        plain.replace_range(at..=at + space, "");
    }
    let expected = expected.replace('@', ATTRIBUTE);
    let annotated = annotate_with(&plain, all);
    assert_eq!(annotated, expected);
    assert_eq!(annotate_with(&annotated, all), annotated, "twice");
    assert_eq!(strip(&annotated), plain, "taken out again");
}

#[test]
fn last_of_the_attributes_right_above_the_function() {
    annotates(
        "
/// Answers.
#[tracing::instrument(skip_all)]
#[cfg(not(test))] // Not there in tests.
@
pub(crate) async fn answer( ) -> String { String::new() }

fn app() -> Router { Router::new().route(\"/\", get(answer)) }
",
    );
}

#[test]
fn with_comments_between() {
    annotates(
        "
#[debug_handler]
/* wide: ☃ */ // and `async fn`
    @
    async   fn   answer() {} // odd spaces stay
",
    );
}

#[test]
fn associated_functions_of_types_and_not_of_traits() {
    annotates(
        "
impl<S: Store> Server<S> {
    fn router(self) -> Router {
        Router::new().route(\"/\", get(Self::home).post(Server::<S>::save)).fallback(Self::lost)
    }

    @
    async fn home(State(store): State<S>) -> Html<String> { todo!() }

    @
    pub async fn save() {}

    async fn lost(&self) {}
}

impl Trait for Server { async fn home() {} }
",
    );
}

#[test]
fn registrations_of_all_kinds() {
    for registration in [
        "get(answer)",
        "axum::routing::any(self::api::answer)",
        "MethodRouter::new().delete(answer)",
        "on(MethodFilter::GET, answer)",
        "Router::new().fallback(answer)",
        "post::<_, _, App>(api::answer::<Db, 3>)",
        "get_with(answer, |op| op)",
        "post_internal(answer)",
        "get(answer.layer(Compression::new()))",
        "routes!(api::answer)",
        "utoipa_axum::routes![other, answer]",
        "vec![(\"/\", get(answer))]",
        "r.typed_get(answer)",
    ] {
        annotates(&format!(
            "@\nasync fn answer() {{}}\nfn app() {{ {registration}; }}\n"
        ));
    }
}

#[test]
fn what_is_no_registration() {
    for other in [
        "map.get(&answer)",
        "map.get(answer.name)",
        "spawn(answer())",
        "get(answer())",
        "from_fn(answer)",
        "forget(answer)",
        "vec![answer]",
    ] {
        annotates(&format!(
            "async fn answer() {{}}\nfn app() {{ {other}; }}\n"
        ));
    }
}

#[test]
fn attributes_that_only_handlers_have() {
    for attribute in [
        "debug_handler",
        "axum::debug_handler(state = App)",
        "utoipa::path(get, path = \"/\")",
        "cfg_attr(debug_assertions, axum::debug_handler)",
    ] {
        annotates(&format!("#[{attribute}]\n@\nasync fn answer() {{}}\n"));
    }
    annotates("#[path = \"x.rs\"]\nmod x;\n#[inline]\nasync fn answer() {}\n");
}

#[test]
fn what_axum_cannot_call() {
    for function in [
        "fn answer() -> impl Future<Output = ()> {}",
        "async unsafe fn answer() {}",
        "async fn answer(db: &Db) {}",
        "async fn answer<'a>(db: Db<'a>) -> &'a str {}",
        "#[tokio::test]\nasync fn answer() {}",
        "#[tokio::main]\nasync fn answer() {}",
        "#[utoipa::path(get)]\n#[get(\"/\")]\nasync fn answer() {}",
    ] {
        annotates(&format!("{function}\nfn app() {{ get(answer); }}\n"));
    }
}

#[test]
fn all_that_look_like_handlers() {
    check(
        "@\nasync fn answer(q: Query<Search>) -> Result<String, E> {}\n",
        true,
    );
    check(
        "@\nasync fn answer() -> Result<impl IntoResponse, E> {}\n",
        true,
    );
    check(
        "async fn stop(request: Request, next: Next) -> Response {}\n",
        true,
    );
    check("async fn load(name: String) -> Vec<u8> {}\n", true);
    check("async fn answer(q: Query<Search>) {}\n", false);
}

#[test]
fn in_functions_and_modules() {
    annotates(
        "
mod tests {
    #[tokio::test]
    async fn answers() {
        @
        async fn answer() {}
        let app = Router::new().route(\"/\", get(answer));
    }
}
",
    );
}

#[test]
fn on_the_line_of_others() {
    annotates("mod api { #[inline] @ pub async fn answer() {} }\nfn app() { get(answer); }\n");
}

#[test]
fn line_ends_tabs_marks_and_scripts_stay() {
    annotates("mod api {\r\n\t@\r\n\tasync fn answer() {}\r\n}\r\nfn app() { get(answer); }\r\n");
    annotates(
        "\u{feff}@\nasync fn answer() {}\nfn app() { get(answer); }\n"
            .replace("\u{feff}@", "\u{feff}\n@")
            .as_str(),
    );
    annotates("#!/usr/bin/env cargo\n@\nasync fn answer() {}\nfn app() { get(answer); }");
    annotates("#![forbid(unsafe_code)]\n@\nasync fn answer() {}\nfn app() { get(answer); }");
}

#[test]
fn takes_off_what_was_written_by_hand() {
    assert_eq!(
        strip(
            "#[inline]\n#[arena_handler(\n    budget = \"8MiB\",\n)]\n#[debug_handler]\nasync fn answer() {}\n"
        ),
        "#[inline]\n#[debug_handler]\nasync fn answer() {}\n",
    );
    assert_eq!(
        strip("    #[arena_handler]\nasync fn answer() {}\n"),
        "    async fn answer() {}\n",
    );
}
