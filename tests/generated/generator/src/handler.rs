//! A handler: a body with a signature, which is all that differs between its twins.

use std::io::Write as _;
use std::process::{Command, Stdio};

use crate::body::Body;
use crate::grow;
use crate::random::Random;

/// A kind of answer.
pub struct Answer {
    /// The rule that makes it.
    pub rule: &'static str,
    pub returned: &'static str,
    pub fallible: bool,
    pub borrows: bool,
}

const fn owned(rule: &'static str, returned: &'static str) -> Answer {
    Answer {
        rule,
        returned,
        fallible: false,
        borrows: false,
    }
}

const fn borrowing(rule: &'static str, returned: &'static str) -> Answer {
    Answer {
        rule,
        returned,
        fallible: false,
        borrows: true,
    }
}

const ANSWERS: &[Answer] = &[
    owned("answer_text", "String"),
    owned("answer_record", "Json<Record>"),
    owned("answer_texts", "Json<Vec<String>>"),
    owned("answer_value", "Json<serde_json::Value>"),
    Answer {
        fallible: true,
        ..owned("answer_tried", "Result<Json<Record>, Failed>")
    },
    Answer {
        fallible: true,
        ..owned("answer_tried_text", "Result<String, Failed>")
    },
    owned("answer_opaque", "impl IntoResponse"),
    owned("answer_response", "Response"),
    owned("answer_pair", "(StatusCode, String)"),
    borrowing("answer_page", "Json<Page<'_>>"),
    Answer {
        fallible: true,
        ..borrowing("answer_tried_page", "Result<Json<Page<'_>>, Failed>")
    },
    borrowing("answer_page", "Json<Page<'_>>"),
    Answer {
        fallible: true,
        ..borrowing("answer_tried_page", "Result<Json<Page<'_>>, Failed>")
    },
    borrowing("answer_status_page", "(StatusCode, Json<Page<'_>>)"),
    borrowing("answer_rows", "Json<Rows<'_, Row<'_>>>"),
    borrowing("answer_lines", "Json<Items<'_, Text<'_>>>"),
    borrowing("answer_words", "Json<Text<'_>>"),
    borrowing("answer_option", "Json<Option<Row<'_>>>"),
];

/// What the annotated twin's answer is made of; the modules of `stage` with types of these names.
const FLAVOURS: &[&str] = &["of_str", "of_string", "of_cow", "of_mixed"];

#[derive(Clone)]
pub struct Handler {
    pub body: Body,
    pub answer: &'static Answer,
    pub flavour: &'static str,
    pub pattern: &'static str,
    pub names_the_lifetime: bool,
    pub labels: Vec<&'static str>,
}

impl Handler {
    pub fn generate(seed: u64, body: usize, new_edition: bool) -> Self {
        let mut random = Random::of_body(seed, body);
        let answer = &ANSWERS[random.below(ANSWERS.len())];
        let flavour = if answer.borrows {
            random.pick(FLAVOURS)
        } else {
            "owned"
        };
        let mutable = random.percent(30);
        let names_the_lifetime = random.percent(30);
        let (body, mut labels) = grow::body(
            random,
            answer,
            new_edition,
            mutable,
            !matches!(flavour, "of_cow" | "of_mixed"),
        );
        labels.push(answer.returned);
        labels.push(flavour);
        let pattern = if mutable {
            "Query(mut input): Query<Input>"
        } else {
            "Query(input): Query<Input>"
        };
        Self {
            body,
            answer,
            flavour,
            pattern,
            names_the_lifetime,
            labels,
        }
    }

    pub fn plain(&self) -> String {
        self.print("owned", "", &self.answer.returned.replace("'_", "'static"))
    }

    pub fn annotated(&self) -> String {
        let returned = if self.names_the_lifetime {
            self.answer.returned.replace("'_", "'arena")
        } else {
            self.answer.returned.to_owned()
        };
        self.print(self.flavour, "#[arena_handler]\n", &returned)
    }

    /// As the user would have written it, if there is a rustfmt.
    pub fn formatted(&self) -> String {
        let source = self.annotated();
        let formatter = Command::new("rustfmt")
            .arg("--edition=2024")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let answer = formatter.and_then(|mut child| {
            if let Some(mut input) = child.stdin.take() {
                input.write_all(source.as_bytes())?;
            }
            child.wait_with_output()
        });
        match answer {
            Ok(output) if output.status.success() => {
                String::from_utf8_lossy(&output.stdout).into_owned()
            }
            _ => source,
        }
    }

    fn print(&self, module: &str, attribute: &str, returned: &str) -> String {
        let (pattern, body) = (self.pattern, self.body.print());
        format!(
            "use stage::{module}::*;\n{attribute}pub async fn handler({pattern}) -> {returned} {{\n{body}}}\n"
        )
    }
}
