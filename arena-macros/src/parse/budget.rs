//! A size as users write it, `"8MiB"`, in bytes.

use proc_macro2::{Literal, Span};
use syn::{Lit, LitInt};

/// What a handler may take of its arena.
pub(crate) struct Budget {
    bytes: u64,
}

const UNITS: [(&str, u64); 7] = [
    ("B", 1),
    ("KiB", 1 << 10),
    ("MiB", 1 << 20),
    ("GiB", 1 << 30),
    ("KB", 1_000),
    ("MB", 1_000_000),
    ("GB", 1_000_000_000),
];

impl Budget {
    pub(crate) fn parse(literal: &Lit) -> syn::Result<Self> {
        let bytes = match literal {
            Lit::Str(text) => size(&text.value()),
            Lit::Int(bytes) => number_of_bytes(bytes),
            Lit::Float(_) => Err(NoSize::NotWhole),
            _ => Err(NoSize::NotASize),
        };
        bytes
            .map(|bytes| Self { bytes })
            .map_err(|wrong| syn::Error::new(literal.span(), wrong.message()))
    }

    /// Whether a text is a size.
    pub(crate) fn is_size(text: &str) -> bool {
        size(text).is_ok()
    }

    /// The number of bytes, as a `usize` where that is expected.
    pub(crate) fn literal(&self) -> Literal {
        let mut literal = Literal::u64_unsuffixed(self.bytes);
        literal.set_span(Span::mixed_site());
        literal
    }
}

/// What keeps a literal from being a size.
#[derive(Debug, PartialEq, Eq)]
enum NoSize {
    NotASize,
    Nothing,
    Negative,
    NotWhole,
    NoUnit { number: String },
    UnknownUnit { number: String, unit: String },
    UnitWithoutQuotes { number: String, unit: String },
    TooLarge,
}

impl NoSize {
    fn message(&self) -> String {
        const UNITS: &str = "units are B, KB, MB, GB, KiB, MiB and GiB";
        match self {
            Self::NotASize => format!(
                "this is no size: write a whole number with a unit, as in `\"8MiB\"` or `\"500 KB\"`, or a \
                 number of bytes; {UNITS}"
            ),
            Self::Nothing => String::from(
                "a budget of nothing refuses every allocation: write how much a request may have, as in \
                 `budget = \"8MiB\"`",
            ),
            Self::Negative => String::from(
                "a budget cannot be less than nothing: write how much a request may have, as in \
                 `budget = \"8MiB\"`, or leave the option out for the pool's own budget",
            ),
            Self::NotWhole => String::from(
                "a size is a whole number: write it in a smaller unit, as in `\"1536KiB\"` for one and a \
                 half MiB",
            ),
            Self::NoUnit { number } => format!(
                "this size has no unit: write `\"{number}MiB\"`, or, if bytes are meant, `\"{number}B\"`; {UNITS}"
            ),
            Self::UnknownUnit { number, unit } => {
                format!("`{unit}` is no unit of size: write `\"{number}MiB\"`; {UNITS}")
            }
            Self::UnitWithoutQuotes { number, unit } => {
                format!("a size with a unit is written in quotes: `\"{number}{unit}\"`; {UNITS}")
            }
            Self::TooLarge => String::from(
                "no machine has so much memory: write what one request may have, as in \
                 `budget = \"8MiB\"`",
            ),
        }
    }
}

/// `8388608`, or with a suffix of an integer type.
fn number_of_bytes(literal: &LitInt) -> Result<u64, NoSize> {
    let number = literal.base10_digits().to_owned();
    let (suffix, of_a_type) = (
        literal.suffix(),
        ["u32", "u64", "usize", "i32", "i64", "isize"],
    );
    if !suffix.is_empty() && !of_a_type.contains(&suffix) {
        let unit = suffix.to_owned();
        return Err(match unit_of(suffix) {
            Some(_) => NoSize::UnitWithoutQuotes { number, unit },
            None => NoSize::UnknownUnit { number, unit },
        });
    }
    bytes(&number, 1)
}

/// `8MiB`.
fn size(text: &str) -> Result<u64, NoSize> {
    let digits = text
        .find(|character: char| !character.is_ascii_digit() && character != '_')
        .unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let number = number.replace('_', "");
    let unit = unit.trim_start_matches(' ');
    match unit.chars().next() {
        Some('-') if number.is_empty() => return Err(NoSize::Negative),
        _ if number.is_empty() => return Err(NoSize::NotASize),
        Some('.' | ',') => return Err(NoSize::NotWhole),
        None => return Err(NoSize::NoUnit { number }),
        Some(_) => {}
    }
    match unit_of(unit) {
        Some(unit) => bytes(&number, unit),
        None => Err(NoSize::UnknownUnit {
            number,
            unit: unit.to_owned(),
        }),
    }
}

fn unit_of(written: &str) -> Option<u64> {
    UNITS
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(written))
        .map(|(_, bytes)| *bytes)
}

fn bytes(number: &str, unit: u64) -> Result<u64, NoSize> {
    if number.starts_with('-') {
        return Err(NoSize::Negative);
    }
    let number: u64 = number.parse().map_err(|_| NoSize::TooLarge)?;
    match number.checked_mul(unit) {
        Some(0) => Err(NoSize::Nothing),
        // An arena counts in `usize`, and no allocation is longer than an `isize`.
        Some(bytes) if i64::try_from(bytes).is_ok() => Ok(bytes),
        _ => Err(NoSize::TooLarge),
    }
}

#[cfg(test)]
mod tests {
    use super::{Budget, NoSize, size};

    #[test]
    fn sizes_are_read_as_written() {
        assert_eq!(size("8MiB"), Ok(8 << 20));
        assert_eq!(size("500 KB"), Ok(500_000));
        assert_eq!(size("1_024b"), Ok(1024));
        assert_eq!(size("2gib"), Ok(2 << 30));
    }

    #[test]
    fn what_is_no_size_is_told_apart() {
        let number = String::from("8");
        let unknown = |unit: &str| NoSize::UnknownUnit {
            number: number.clone(),
            unit: unit.to_owned(),
        };
        let cases = [
            ("", NoSize::NotASize),
            ("MiB", NoSize::NotASize),
            ("_", NoSize::NotASize),
            (
                "8",
                NoSize::NoUnit {
                    number: number.clone(),
                },
            ),
            ("8 megs", unknown("megs")),
            ("8M", unknown("M")),
            ("8MiB each", unknown("MiB each")),
            ("8MiB ", unknown("MiB ")),
            (" 8MiB", NoSize::NotASize),
            ("-1KB", NoSize::Negative),
            ("1.5MiB", NoSize::NotWhole),
            ("0MiB", NoSize::Nothing),
            ("99999999999GiB", NoSize::TooLarge),
            ("99999999999999999999B", NoSize::TooLarge),
        ];
        for (text, wrong) in cases {
            assert_eq!(size(text), Err(wrong), "{text}");
        }
    }

    #[test]
    fn literals_are_read_with_their_suffixes() {
        let bytes = |literal: &str| {
            let literal: syn::Lit = syn::parse_str(literal).unwrap();
            Budget::parse(&literal).map(|budget| budget.bytes).ok()
        };
        assert_eq!(bytes("8_192"), Some(8192));
        assert_eq!(bytes("8192usize"), Some(8192));
        assert_eq!(bytes("\"8KiB\""), Some(8192));
        for wrong in ["8MiB", "8u8", "-1", "0", "1.5", "'8'", "true", "b\"8KiB\""] {
            assert_eq!(bytes(wrong), None, "{wrong}");
        }
    }
}
