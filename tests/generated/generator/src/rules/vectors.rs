//! Vectors, by value.

super::rules! {
    texts {
        "site vec! of texts" = "vec![$text, $text]";
        "site vec! of sites" = "vec![$site, $site, $site]";
        "site vec! of one" = "vec![$text]";
        "site vec![text; n]" = "vec![$text; $count % 4]";
        "site Vec::<String>::new" = "Vec::<String>::new()";
        "site Vec::<String>::with_capacity" = "Vec::<String>::with_capacity($count % 9)";
        "site Vec::from array" = "Vec::from([$text, $site])";
        "site collect::<Vec<_>> of to_string" = "$str.split($pat).take(6).map(str::to_string).collect::<Vec<_>>()";
        "site collect::<Vec<String>> of closure" = "$str.split($char).take(6).map(|$fresh:w| $[closure $know:str:w $text $]).collect::<Vec<String>>()";
        "site collect::<Vec<_>> of sites" = "$str.split(',').take(6).map(|$fresh:w| $[closure $know:str:w $site $]).collect::<Vec<_>>()";
        "site collect of range" = "(0..$count % 6).map(|$fresh:n| $[closure $know:count:n $site $]).collect::<Vec<_>>()";
        "site collect of filtered" = "$var:texts.iter().filter(|$fresh:w| $[closure $know:reftext:w $bool $]).cloned().collect::<Vec<_>>()";
        "site collect of mapped references" = "$var:texts.iter().map(|$fresh:w| $[closure $know:reftext:w $site $]).collect::<Vec<_>>()";
        "site collect of filter_map" = "$str.split(' ').take(5).filter_map(|$fresh:w| $[closure $know:str:w ($bool).then(|| $[closure $site $]) $]).collect::<Vec<String>>()";
        "site collect of flat_map" = "$str.split(',').take(3).flat_map(|$fresh:w| $[closure $know:str:w vec![$site, $site] $]).collect::<Vec<String>>()";
        "site collect Result<Vec<String>>" = "$str.split(',').take(5).map(|$fresh:w| $[closure $know:str:w if $bool$done { Ok($text) } else { Err($count) } $]).collect::<Result<Vec<_>, usize>>().unwrap_or_default()";
        "site collect Option<Vec<String>>" = "$str.split(',').take(5).map(|$fresh:w| $[closure $know:str:w ($bool).then(|| $[closure $text $]) $]).collect::<Option<Vec<String>>>().unwrap_or_default()";
        "site to_vec" = "$var:texts.to_vec()";
        "site to_vec of slice" = "[$text, $text].to_vec()";
        "site to_owned of slice" = "$var:texts[..].to_owned()";
        "clone of Vec<String>" = "$var:texts.clone()";
        "moved Vec<String>" = "$move:texts";
        "into_iter rev collect" = "$move:texts.into_iter().rev().collect::<Vec<_>>()";
        "chain collect" = "$move:texts.into_iter().chain($texts).take(9).collect::<Vec<_>>()";
        "texts by value through a function" = "owned_texts($texts)";
        "sorted in a block" = "({ let mut all = $texts; all.sort(); all.dedup(); all })";
        "if as a vector" = "(if $bool$done { $texts } else { $texts })";
    }
    counts {
        "site vec! of counts" = "vec![$count, $count]";
        "site vec![count; n]" = "vec![$count; $count % 5]";
        "site Vec::<usize>::new" = "Vec::<usize>::new()";
        "site collect::<Vec<usize>> of lengths" = "$var:texts.iter().map(|$fresh:w| $[closure $know:reftext:w $count $]).collect::<Vec<usize>>()";
        "site collect::<Vec<_>> of range" = "(0..$count % 9).map(|$fresh:n| $[closure $know:count:n $count $]).collect::<Vec<_>>()";
        "site collect Result<Vec<_>>" = "$str.split(',').map(|w| w.parse::<usize>().map(|n| n % 99)).collect::<Result<Vec<_>, _>>().unwrap_or_default()";
        "site collect Option<Vec<usize>>" = "$str.split(',').map(|w| w.len().checked_sub(1)).collect::<Option<Vec<usize>>>().unwrap_or_default()";
        "site to_vec of counts" = "$var:counts.to_vec()";
        "site repeat of array" = "[1_usize, $count].repeat(2)";
        "site concat of vectors" = "[$counts, $counts].concat()";
        "clone of Vec<usize>" = "$var:counts.clone()";
        "moved Vec<usize>" = "$move:counts";
    }
    strs {
        "site collect of split" = "$str.split($pat).take(9).collect::<Vec<_>>()";
        "site collect of lines" = "$str.lines().collect::<Vec<&str>>()";
        "site vec! of &str" = "vec![$str, $lit, $str]";
        "site collect of as_str" = "$var:texts.iter().map(|w| w.as_str()).collect::<Vec<&str>>()";
        "clone of Vec<&str>" = "$var:strs.clone()";
        "site to_vec of &str" = "$var:strs.to_vec()";
        "site to_vec of array of &str" = "[$str, $str].to_vec()";
    }
    heldstrs {
        "held collect of split" = "$held.split($char).take(9).collect::<Vec<_>>()";
        "held collect typed" = "$held.split_whitespace().collect::<Vec<&str>>()";
        "held vec! of &str" = "vec![$held, $held]";
        "held collect of as_str" = "$var:texts.iter().map(String::as_str).collect::<Vec<_>>()";
        "held filtered" = "$var:strs.iter().copied().filter(|$fresh:w| $[closure $know:refstr:w $bool $]).collect::<Vec<_>>()";
    }
}
