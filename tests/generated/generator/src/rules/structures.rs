//! Values with texts in them: options, maps, sets, records.

super::rules! {
    maybe {
        "Some of text" = "Some($text)";
        "None" = "None::<String>";
        "clone of Option" = "$var:maybe.clone()";
        "moved Option" = "$move:maybe";
        "map of split_once" = "$str.split_once($char).map(|(_, $fresh:b)| $[closure $know:str:b $site $])";
        "then site" = "($bool).then(|| $[closure $text $])";
        "map to_owned by path" = "$str.strip_prefix($lit).map(str::to_owned)";
        "map of find" = "$seen.find($pat).map(|$fresh:at| $[closure $know:count:at $site $])";
        "map of Option" = "$maybe.map(|$fresh:t| $[closure $know:text:t $text $])";
        "and_then" = "$var:maybe.as_deref().and_then(|$fresh:t| $[closure $know:str:t ($bool).then(|| $[closure $site $]) $])";
        "or_else" = "$maybe.or_else(|| $[closure Some($text) $])";
        "ok of Result" = "$count.checked_sub(5).ok_or_else(|| $[closure $site $]).err()";
        "map_err" = "$str.parse::<usize>().map_err(|$fresh:error| $[closure format!(\"{$@error}: {}\", $str) $]).err()";
        "last of made" = "$texts.into_iter().last()";
        "pop of made" = "$strs.pop().map(|$fresh:s| $[closure $know:str:s $site $])";
        "filter" = "Some($text).filter(|$fresh:t| $[closure $know:reftext:t $bool $])";
        "max of vector" = "$var:texts.iter().max().cloned()";
        "find in vector" = "$var:texts.iter().find(|$fresh:w| $[closure $know:reftext:w $bool $]).cloned()";
        "if as an option" = "(if $bool$done { Some($text) } else { None })";
    }
    map {
        "site HashMap::new" = "HashMap::<String, usize>::new()";
        "site collect HashMap" = "$str.split(',').take(6).map(|w| (w.to_string(), w.len())).collect::<HashMap<String, usize>>()";
        "site collect HashMap inferred" = "$var:texts.iter().map(|$fresh:w| $[closure $know:reftext:w ($site, $count) $]).collect::<HashMap<_, _>>()";
        "HashMap::from" = "HashMap::from([($text, $count), ($site, $count)])";
        "clone of map" = "$var:map.clone()";
    }
    sorted {
        "site BTreeMap::new" = "BTreeMap::<String, usize>::new()";
        "site collect BTreeMap" = "$str.split(',').take(6).map(|$fresh:w| $[closure $know:str:w ($text, $count) $]).collect::<BTreeMap<_, _>>()";
        "sorted from map" = "$var:map.iter().map(|(k, v)| (k.to_string(), *v)).collect::<BTreeMap<String, usize>>()";
    }
    set {
        "site HashSet::new" = "HashSet::<String>::new()";
        "site collect HashSet" = "$str.split(' ').take(6).map(|$fresh:w| $[closure $know:str:w $site $]).collect::<HashSet<String>>()";
        "set of vector" = "$var:texts.iter().cloned().collect::<HashSet<_>>()";
        "set of moved vector" = "HashSet::<String>::from_iter($texts)";
    }
    record {
        "struct literal" = "Record { name: $text, score: $count, tags: $texts, more: $maybe }";
        "struct update" = "Record { name: $text, ..Record::default() }";
        "struct update of another" = "Record { tags: $texts, ..$var:record.clone() }";
        "constructor function" = "Record::new($text, $count)";
        "builder" = "Record::default().named($text).tagged(&$site).tagged($arg)";
        "clone of record" = "$var:record.clone()";
        "moved record" = "$move:record";
    }
}
