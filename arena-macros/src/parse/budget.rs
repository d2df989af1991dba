//! A size as users write it, `"8MiB"`, in bytes.

use proc_macro2::{Literal, Span};
use syn::Lit;

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
            Lit::Int(bytes) => bytes.base10_parse().ok(),
            _ => None,
        };
        match bytes {
            Some(0) => Err(syn::Error::new(
                literal.span(),
                "a budget of nothing refuses every allocation; write how much a request may have, \
                 as in `budget = \"8MiB\"`",
            )),
            Some(bytes) => Ok(Self { bytes }),
            None => Err(syn::Error::new(
                literal.span(),
                "this is no size: write a whole number with a unit, as in `\"8MiB\"` or `\"500 KB\"` \
                 (B, KB, MB, GB, KiB, MiB, GiB), or a number of bytes",
            )),
        }
    }

    /// The number of bytes, as a `usize` where that is expected.
    pub(crate) fn literal(&self) -> Literal {
        let mut literal = Literal::u64_unsuffixed(self.bytes);
        literal.set_span(Span::mixed_site());
        literal
    }
}

fn size(text: &str) -> Option<u64> {
    let digits = text
        .find(|character: char| !character.is_ascii_digit() && character != '_')
        .unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let number: u64 = number.replace('_', "").parse().ok()?;
    let unit = unit.trim_start_matches(' ');
    let (_, bytes) = UNITS
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(unit))?;
    number.checked_mul(*bytes)
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_read_as_written() {
        assert_eq!(size("8MiB"), Some(8 << 20));
        assert_eq!(size("500 KB"), Some(500_000));
        assert_eq!(size("1_024b"), Some(1024));
        assert_eq!(size("2gib"), Some(2 << 30));
        for wrong in [
            "",
            "MiB",
            "8",
            "8 megs",
            "-1KB",
            "1.5MiB",
            "99999999999GiB",
            "8MiB ",
        ] {
            assert_eq!(size(wrong), None, "{wrong}");
        }
    }
}
