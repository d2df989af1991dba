//! Texts, owned and borrowed, that are no sites themselves.

super::rules! {
    text {
        "site" = "$site";
        "site 2" = "$site";
        "site 3" = "$site";
        "site 4" = "$site";
        "from_utf8_lossy into_owned" = "String::from_utf8_lossy($str.as_bytes()).into_owned()";
        "clone of String" = "$var:text.clone()";
        "moved String" = "$move:text";
        "by value through a function" = "owned($text)";
        "into by value" = "owned($str.into())";
        "impl Into<String> there and back" = "said($site)";
        "String + &str" = "($text + $arg)";
        "String + &String + &str" = "($text + &$var:text + $lit)";
        "if as a value" = "(if $bool$done { $text } else { $text })";
        "match as a value" = "(match $held { \"\" => $text, $fresh:other if $bool => $[ $know:str:other $text $], _ => $text })";
        "block as a value" = "({ $[$stmts $text$] })";
        "unsafe block as a value" = "(unsafe { stage_reads(1); $text })";
        "labelled block" = "('found: { if $bool$done { break 'found $text; } $text })";
        "loop with break value" = "(loop { $[wall break $text; $] })";
        "grown in a block" = "({ let mut grown = $text; grown.push_str($arg); grown })";
        "unwrap_or_default" = "$maybe.unwrap_or_default()";
        "unwrap_or site" = "$maybe.unwrap_or($text)";
        "unwrap_or_else site" = "$maybe.unwrap_or_else(|| $[closure $text $])";
        "map_or_else site" = "$var:maybe.as_deref().map_or_else(|| $[closure $site $], |$fresh:some| $[closure $know:str:some $site $])";
        "serde_json::to_string" = "serde_json::to_string(&$var:texts).unwrap_or_default()";
        "json! to_string" = "serde_json::json!({ \"k\": ($site), \"n\": ($count), \"all\": [($str), ($bool)] }).to_string()";
        "from_utf8 of into_bytes" = "String::from_utf8($text.into_bytes()).unwrap_or_default()";
        "collect into argument" = "owned($str.chars().collect())";
        "generic there and back" = "same($text)";
        "indexed clone" = "$var:texts.get($count % 4).cloned().unwrap_or_default()";
        "max of two" = "$text.max($text)";
        "min of two" = "std::cmp::min($text, $text)";
        "field moved out of literal" = "(Record { name: $text, ..Record::default() }).name";
        "first of tuple" = "($text, $count).0";
        "element of array" = "[$text, $text].concat()";
        "boxed and back" = "String::from(Box::<str>::from($text))";
        "extension trait by value" = "$text.twice()";
        "trait method on &String" = "$var:text.shout()";
        "method on Option of String" = "Some($text).filter(|kept| kept.len() > 2).unwrap_or_default()";
        "closure called at once" = "(|| $[closure $text $])()";
        "closure with argument called at once" = "(|$fresh:s: String| $[closure $know:text:s $text $])($text)";
        "fold into a String" = "$str.split($lit).take(4).fold($text, |mut sum, one| { sum.push_str(one); sum })";
        "to_string in map of Option" = "$var:maybe.as_ref().map(|$fresh:t| $[closure $know:reftext:t $site $]).unwrap_or_default()";
        "Cow into_owned" = "std::borrow::Cow::<str>::Owned($text).into_owned()";
        "macro_rules of the stage" = "passed!($[unseen $text $])";
        "macro_rules that takes tokens" = "shouted!($[unseen $str $])";
    }
    lit {
        "literal ," = "\",\"";
        "literal a" = "\"a\"";
        "literal empty" = "\"\"";
        "literal ß" = "\"ß\"";
        "literal words" = "\"two words\"";
        "literal braces" = "\"{}\"";
        "literal escape" = "\"tab\\t\\\"quoted\\\"\"";
        "raw literal" = "r#\"raw \"text\"\"#";
    }
    str {
        "literal" = "$lit";
        "input as_str" = "$var:text.as_str()";
        "as_str" = "$seen.as_str()";
        "&str variable" = "$var:str";
        "&str variable again" = "$var:str";
        "reference variable" = "$var:reftext.as_str()";
        "double reference" = "$var:refstr.trim()";
        "trim" = "$str.trim()";
        "trim of String" = "$seen.trim()";
        "as_str of site" = "$site.as_str()";
        "trim of site" = "$site.trim()";
        "as_str of value" = "$text.as_str()";
        "trim_start_matches" = "$str.trim_start_matches($pat)";
        "trim_end_matches" = "$seen.trim_end_matches($lit)";
        "strip_prefix" = "$str.strip_prefix($pat).unwrap_or($str)";
        "split next" = "$str.split($pat).next().unwrap_or($lit)";
        "split_once" = "$seen.split_once($pat).map_or($lit, |(left, _)| left)";
        "get range" = "$seen.get(..$count).unwrap_or($lit)";
        "lines last" = "$str.lines().last().unwrap_or_default()";
        "rsplit nth" = "$text.rsplit($lit).nth(1).unwrap_or(\"none\")";
        "first of vector" = "$var:texts.first().map_or(\"\", |first| first.as_str())";
        "last of &str vector" = "$var:strs.last().copied().unwrap_or($lit)";
        "as_deref" = "$var:maybe.as_deref().unwrap_or($str)";
        "if of held" = "(if $bool$done { $held } else { $held })";
        "match of held" = "(match $held { \"\" => $lit, other => other })";
        "function of two &str" = "longest($arg, $arg)";
        "function of &String" = "inside(&$var:text)";
        "AsRef function" = "whole(&$text)";
        "field" = "$var:record.name.as_str()";
        "extension trait" = "$str.shortened(7)";
        "extension trait of String" = "$text.shortened(5)";
        "from_utf8 of as_bytes" = "std::str::from_utf8($seen.as_bytes()).unwrap_or(\"\")";
        "deref of site" = "(&*$site)";
        "slice of site" = "(&$text[..])";
        "slice of String" = "(&$seen[..])";
        "as_ref" = "AsRef::<str>::as_ref(&$text)";
        "borrow" = "std::borrow::Borrow::<str>::borrow(&$var:text)";
    }
    held {
        "held literal" = "$lit";
        "held as_str" = "$seen.as_str()";
        "held trim" = "$seen.trim()";
        "held &str" = "$var:str";
        "held &str trimmed" = "$var:str.trim()";
        "held split" = "$held.split($char).next().unwrap_or($lit)";
        "held get" = "$seen.get(..$count % 6).unwrap_or(\"odd\")";
        "held reference" = "$var:reftext.trim()";
        "held slice" = "(&$seen[..])";
        "held longest" = "longest($held, $held)";
        "held first" = "$var:texts.first().map_or(\"\", String::as_str)";
        "held inside" = "inside(&$var:text)";
    }
    arg {
        "argument &str" = "$str";
        "argument &String" = "&$var:text";
        "argument &site" = "&$site";
        "argument &value" = "&$text";
        "argument &*String" = "&*$seen";
        "argument &String[..]" = "&$seen[..]";
        "argument &(site)" = "&($site)";
        "argument &block" = "&{ $[$text$] }";
        "argument &block of grown" = "&{ let mut grown = $site; grown.push($char); grown }";
        "argument &&String deref" = "$var:reftext";
        "argument &&&str" = "&&$str";
    }
    pat {
        "pattern str" = "$lit";
        "pattern held" = "$held";
        "pattern char" = "$char";
        "pattern &String" = "&$var:text";
        "pattern as_str" = "$seen.as_str()";
        "pattern closure" = "|c: char| c == ',' || c.is_numeric()";
        "pattern fn" = "char::is_whitespace";
        "pattern array" = "[',', 'a']";
        "pattern slice" = "&['-', '0'][..]";
    }
    seen {
        "seen String" = "$var:text";
        "seen any" = "$var:text|answer";
    }
}
