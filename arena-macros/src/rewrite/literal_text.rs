//! Literals as the text that a plain `{}` shows them as, for format strings that have it in them already.

use syn::{Expr, ExprLit, Lit, LitInt, UnOp};

/// The text, if `value` is a literal whose text the compiler leaves no doubt about. What it would refuse or
/// warn of, such as `300_u8`, is left to it.
pub(super) fn literal_text(value: &Expr) -> Option<String> {
    match value {
        Expr::Group(group) if group.attrs.is_empty() => literal_text(&group.expr),
        Expr::Lit(ExprLit { attrs, lit }) if attrs.is_empty() => match lit {
            Lit::Str(text) => Some(text.value()),
            Lit::Char(letter) => Some(letter.value().to_string()),
            Lit::Bool(yes) => Some(yes.value.to_string()),
            Lit::Int(number) => integer_text(number, false),
            _ => None,
        },
        Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) && unary.attrs.is_empty() => {
            match &*unary.expr {
                Expr::Lit(ExprLit {
                    attrs,
                    lit: Lit::Int(number),
                }) if attrs.is_empty() => integer_text(number, true),
                _ => None,
            }
        }
        _ => None,
    }
}

fn integer_text(number: &LitInt, is_negative: bool) -> Option<String> {
    let magnitude = number.base10_parse::<u128>().ok()?;
    let (is_signed, bits) = match number.suffix() {
        // Nothing but `Display` is asked of its type, so it is the one that integers are by default.
        "" | "i32" => (true, 32),
        "i8" => (true, 8),
        "i16" => (true, 16),
        "i64" => (true, 64),
        "i128" => (true, 128),
        "u8" => (false, 8),
        "u16" => (false, 16),
        "u32" => (false, 32),
        "u64" => (false, 64),
        "u128" => (false, 128),
        // As many bits as the target has; so many it has always.
        "isize" => (true, 16),
        "usize" => (false, 16),
        _ => return None,
    };
    let largest = u128::MAX >> (128 - bits + u32::from(is_signed));
    match (is_negative, is_signed) {
        (false, _) if magnitude <= largest => Some(magnitude.to_string()),
        (true, true) if magnitude == 0 => Some("0".to_owned()),
        (true, true) if magnitude <= largest => Some(format!("-{magnitude}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::literal_text;

    #[test]
    fn literals_are_their_text() {
        let cases = [
            ("\"text\\n\"", "text\n"),
            ("r#\"raw\"#", "raw"),
            ("'ä'", "ä"),
            ("true", "true"),
            ("1_000", "1000"),
            ("0x10", "16"),
            ("-5", "-5"),
            ("-0", "0"),
            ("255u8", "255"),
            ("-127i8", "-127"),
            ("2147483647", "2147483647"),
            ("7usize", "7"),
            (
                "340282366920938463463374607431768211455u128",
                "340282366920938463463374607431768211455",
            ),
        ];
        for (literal, text) in cases {
            let value = syn::parse_str(literal).unwrap();
            assert_eq!(literal_text(&value).as_deref(), Some(text), "{literal}");
        }
    }

    #[test]
    fn the_rest_is_left_to_the_compiler() {
        for value in [
            "1.0",
            "1f32",
            "256u8",
            "-5u8",
            "2147483648",
            "70000usize",
            "b\"bytes\"",
            "c\"text\"",
            "!1",
            "x",
            "- -5",
            "(5)",
            "5 + 1",
        ] {
            let value = syn::parse_str(value).unwrap();
            assert_eq!(literal_text(&value), None);
        }
    }
}
