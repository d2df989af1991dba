//! Format strings: which variables they capture by name, as in `"{name:>width$}"`.

/// The names that `template` captures or refers to. Named arguments of the macro are among them; which
/// of the two a name is, the caller knows.
pub(crate) fn captured_names(template: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        rest = &rest[open + 1..];
        if let Some(after) = rest.strip_prefix('{') {
            rest = after;
            continue;
        }
        let close = rest.find('}').unwrap_or(rest.len());
        let placeholder = &rest[..close];
        rest = &rest[close..];
        let (argument, spec) = placeholder.split_once(':').unwrap_or((placeholder, ""));
        names.extend(as_name(argument.trim()));
        // A width or a precision taken from an argument ends in `$`.
        names.extend(spec.split('$').rev().skip(1).filter_map(trailing_name));
    }
    names
}

fn as_name(text: &str) -> Option<&str> {
    let first = text.chars().next()?;
    (first == '_' || first.is_alphabetic()).then_some(text)
}

fn trailing_name(text: &str) -> Option<&str> {
    let start = text
        .rfind(|c: char| c != '_' && !c.is_alphanumeric())
        .map_or(0, |at| {
            at + text[at..].chars().next().map_or(1, char::len_utf8)
        });
    as_name(&text[start..])
}

#[cfg(test)]
mod tests {
    use super::captured_names;

    #[test]
    fn captures_are_found() {
        let cases: &[(&str, &[&str])] = &[
            ("no placeholders", &[]),
            ("{} {0} {{literal}}", &[]),
            ("{name} {other:?}", &["name", "other"]),
            ("{x:>width$.precision$}", &["x", "precision", "width"]),
            ("{:>1$} {:.*}", &[]),
            ("{größe:08.3}", &["größe"]),
            ("{ spaced } {unclosed", &["spaced", "unclosed"]),
            ("{{{inner}}}", &["inner"]),
        ];
        for (template, names) in cases {
            assert_eq!(captured_names(template), *names, "{template}");
        }
    }
}
