//! Format strings: the pieces they are made of, and which variables they capture by name, as in
//! `"{name:>width$}"`.

/// A part of a format string.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    Literal(String),
    Placeholder { argument: Argument, spec: Spec },
}

/// Which argument a placeholder shows.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Argument {
    /// The next one, as in `{}`.
    Next,
    /// By its position, as in `{0}`.
    Position(usize),
    /// By its name, given or captured, as in `{name}`.
    Name(String),
}

/// How a placeholder shows its argument: what follows the colon.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Spec {
    /// Nothing, as in `{}`.
    Plain,
    /// A width that is at least one, and nothing else, as in `{:>5}` or `{:05}`.
    Padded(Side, u16),
    /// Anything else.
    Other(String),
}

/// Where a placeholder with a width pads what it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// Where the argument's type has it, as in `{:5}`.
    Own,
    /// `{:<5}`.
    After,
    /// `{:^5}`.
    Around,
    /// `{:>5}`.
    Before,
    /// `{:05}`.
    Zeros,
}

/// Takes `template` apart. `None` if it is malformed or holds anything beyond placeholders that each show
/// one argument: a width or precision from an argument, a pointer.
pub(crate) fn pieces(template: &str) -> Option<Vec<Piece>> {
    let mut pieces = Vec::new();
    let mut literal = String::new();
    let mut rest = template.chars();
    while let Some(letter) = rest.next() {
        match letter {
            '{' if rest.as_str().starts_with('{') => {
                rest.next();
                literal.push('{');
            }
            '}' if rest.as_str().starts_with('}') => {
                rest.next();
                literal.push('}');
            }
            '}' => return None,
            '{' => {
                let (placeholder, after) = rest.as_str().split_once('}')?;
                rest = after.chars();
                if !literal.is_empty() {
                    pieces.push(Piece::Literal(std::mem::take(&mut literal)));
                }
                pieces.push(self::placeholder(placeholder)?);
            }
            letter => literal.push(letter),
        }
    }
    if !literal.is_empty() {
        pieces.push(Piece::Literal(literal));
    }
    Some(pieces)
}

fn placeholder(text: &str) -> Option<Piece> {
    // Space is at the end, if anywhere.
    let text = text.trim_end();
    let (argument, spec) = text.split_once(':').unwrap_or((text, ""));
    let argument = match argument {
        "" => Argument::Next,
        digits if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            Argument::Position(digits.parse().ok()?)
        }
        name => Argument::Name(as_name(name)?.to_owned()),
    };
    // `{` as a fill character and the `p` of pointers are rare enough to be left to the compiler.
    let plain = !spec.contains(['$', '*', '{']) && !spec.ends_with('p');
    plain.then(|| Piece::Placeholder {
        argument,
        spec: self::spec(spec),
    })
}

fn spec(text: &str) -> Spec {
    if text.is_empty() {
        return Spec::Plain;
    }
    let sides = [
        ("<", Side::After),
        ("^", Side::Around),
        (">", Side::Before),
        ("0", Side::Zeros),
    ];
    let with_side = sides
        .into_iter()
        .find_map(|(sign, side)| Some((side, text.strip_prefix(sign)?)));
    let (side, width) = with_side.unwrap_or((Side::Own, text));
    // Neither a second flag nor a sign, which `parse` would take.
    let is_width = width.bytes().all(|byte| byte.is_ascii_digit()) && !width.starts_with('0');
    match width.parse() {
        Ok(width) if is_width => Spec::Padded(side, width),
        _ => Spec::Other(text.to_owned()),
    }
}

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
    let starts = text.starts_with(|first: char| first == '_' || first.is_alphabetic());
    let goes_on = text.chars().all(|c| c == '_' || c.is_alphanumeric());
    (starts && goes_on).then_some(text)
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
    use super::{Argument, Piece, Side, Spec, captured_names, pieces, spec};

    fn shown(argument: Argument, spec: &str) -> Piece {
        Piece::Placeholder {
            argument,
            spec: super::spec(spec),
        }
    }

    #[test]
    fn widths_are_told_from_what_is_more() {
        let padded =
            |text, side, width| assert_eq!(spec(text), Spec::Padded(side, width), "{text}");
        padded("5", Side::Own, 5);
        padded("<12", Side::After, 12);
        padded("^1", Side::Around, 1);
        padded(">65535", Side::Before, 65535);
        padded("010", Side::Zeros, 10);
        assert_eq!(spec(""), Spec::Plain);
        for other in [
            "?", "x", "5?", "0", "00", "<05", "*<5", " <5", "+5", "-5", "#5", "5.1", ".1", "65536",
            "<", "٣",
        ] {
            assert_eq!(spec(other), Spec::Other(other.to_owned()));
        }
    }

    #[test]
    fn simple_templates_are_taken_apart() {
        let literal = |text: &str| Piece::Literal(text.to_owned());
        let name = |name: &str| Argument::Name(name.to_owned());
        assert_eq!(pieces(""), Some(vec![]));
        assert_eq!(
            pieces("[{}] {name:?}{0:>5}"),
            Some(vec![
                literal("["),
                shown(Argument::Next, ""),
                literal("] "),
                shown(name("name"), "?"),
                shown(Argument::Position(0), ">5"),
            ])
        );
        assert_eq!(
            pieces("{{{x}}}!"),
            Some(vec![literal("{"), shown(name("x"), ""), literal("}!")])
        );
    }

    #[test]
    fn the_rest_is_left_to_the_compiler() {
        for template in [
            "{", "}", "{:1$}", "{:.*}", "{:w$}", "{:p}", "{:#p}", "{a b}", "{1x}", "{a :3}",
            "{0 :}", "{ a}",
        ] {
            assert_eq!(pieces(template), None, "{template}");
        }
    }

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
