//! Sites that make a `String`: what the macro moves to the arena where it can.
//! What else may be a `String` is in `texts`.

super::rules! {
    site {
        "site format!" = "format!($fmt)";
        "site format! again" = "format!($fmt)";
        "site format! third" = "format!($fmt)";
        "site std::format!" = "std::format!($fmt)";
        "site to_string of text" = "$str.to_string()";
        "site to_string of count" = "$count.to_string()";
        "site to_string of char" = "$char.to_string()";
        "site to_string of int" = "$int.to_string()";
        "site to_string of bool" = "($bool).to_string()";
        "site to_string of Display" = "Shown($count).to_string()";
        "site to_string of its own" = "OwnToString($count).to_string()";
        "site to_string of String" = "$var:text.to_string()";
        "site to_string of Cow" = "std::borrow::Cow::from($str).to_string()";
        "site to_owned" = "$str.to_owned()";
        "site String::from" = "String::from($str)";
        "site String::new" = "String::new()";
        "site String::with_capacity" = "String::with_capacity($count % 64)";
        "site from_utf8_lossy to_string" = "String::from_utf8_lossy($str.as_bytes()).to_string()";
        "site String::from char" = "String::from($char)";
        "site to_uppercase" = "$str.to_uppercase()";
        "site to_lowercase" = "$str.to_lowercase()";
        "site to_ascii_uppercase" = "$str.to_ascii_uppercase()";
        "site to_ascii_lowercase" = "$str.to_ascii_lowercase()";
        "site to_uppercase of String" = "$var:text.to_uppercase()";
        "site replace by str" = "$str.replace($lit, $str)";
        "site replace by char" = "$str.replace($char, $arg)";
        "site replace by closure" = "$str.replace(|c: char| c.is_ascii_digit(), $lit)";
        "site replace by chars" = "$str.replace(['a', 'e', ','], $lit)";
        "site replace by String" = "$str.replace(&$var:text, $lit)";
        "site replacen" = "$str.replacen($lit, $arg, 2)";
        "site repeat" = "$str.repeat($count % 3)";
        "site join of Vec<String>" = "$var:texts.join($str)";
        "site concat of Vec<String>" = "$var:texts.concat()";
        "site join of Vec<&str>" = "$var:strs.join($str)";
        "site concat of Vec<&str>" = "$var:strs.concat()";
        "site join of array" = "[$str, $lit, $str].join($str)";
        "site concat of array" = "[$str, $str].concat()";
        "site join of vec!" = "vec![$str, $str].join($lit)";
        "site join of collect" = "$str.split($lit).take(9).collect::<Vec<_>>().join($lit)";
        "site join of collected sites" = "$str.split(',').take(5).map(|$fresh:w| $[closure $know:str:w $site $]).collect::<Vec<_>>().join($lit)";
        "site join of formatted" = "$texts.join($lit)";
        "site concat of made texts" = "$texts.concat()";
        "site collect String of chars" [CollectsText] = "$str.chars().rev().collect::<String>()";
        "site collect String of filtered" [CollectsText] = "$str.chars().filter(|c| c.is_alphanumeric()).collect::<String>()";
        "site collect String of pieces" [Owning] = "$str.split($lit).take(5).map(|$fresh:w| $[closure $know:str:w $site $]).collect::<String>()";
    }
}
