//! Statements that do something with variables: grow them, give them away, hold them across an await.

super::rules! {
    stmt {
        // Texts that grow.
        "push_str" = "$mut:text:s.push_str($arg);$cap";
        "push" = "$mut:text:s.push($char);";
        "+= arg" = "$mut:text:s += $arg;$cap";
        "write!" = "{ use std::fmt::Write as _; write!($mut:text:s, $fmt).unwrap(); }$cap";
        "writeln!" = "{ use std::fmt::Write as _; let _ = writeln!($mut:text:s, $fmt); }$cap";
        "write! &mut" = "{ use std::fmt::Write as _; write!(&mut $mut:text:s, $fmt).unwrap(); }$cap";
        "extend with chars" = "$mut:text:s.extend($str.chars().take(5));";
        "extend with &str" = "$mut:text:s.extend([$str, $str]);$cap";
        "insert_str" = "$mut:text:s.insert_str(0, $arg);$cap";
        "insert" = "$mut:text:s.insert(0, $char);";
        "pop" = "let $let:maybe:c = $mut:text:s.pop().map(|c| c.to_string());";
        "truncate to 0" = "$mut:text:s.truncate(0);";
        "clear" = "if $mut:text:s.len() > 9 { $@s.clear(); }";
        "retain" = "$mut:text:s.retain(|c| c != 'a');";
        "make_ascii_uppercase" = "$mut:text:s.make_ascii_uppercase();";
        "drain" = "let $let:text:d = $mut:text:s.drain(..).rev().collect::<String>();";
        "replace_range" = "$mut:text:s.replace_range(..0, $str);$cap";
        "split_off" = "let $let:text:t = $mut:text:s.split_off(0);";
        "&mut to a function" = "changes(&mut $mut:text:s);";
        "&mut by name" = "{ let it = &mut $mut:text:s; it.push('m'); }";
        "assign site" = "$set:text:s = $site;$cap";
        "assign text" = "$set:text:s = $text;$cap";
        "assign with itself" = "$set:text:s = format!($fmt);$cap";
        "mem::take" = "let $let:text:t = std::mem::take(&mut $mut:text:s);";
        "mem::replace" = "let $let:text:t = std::mem::replace(&mut $mut:text:s, $text);$cap";
        "swap" = "std::mem::swap(&mut $mut:text:s, &mut $mut:text:t);";
        "closure that grows" = "{ let mut note = |what: &str| { $mut:text:s.push_str(what); }; note($arg); note($lit); }$cap";
        "closure that reads" = "{ let length = |n: usize| $var:text.len() + n; let shown = length($count); drop(shown); }";
        "move closure" = "{ let moved = $text; let length = move || moved.len(); drop(length()); }";
        "move closure of variable" = "let $let:count:n = { let given = $move:text; let later = move |n: usize| given.len() + n; later(1) + later(2) };";
        "boxed closure" = "let $let:count:n = { let shown = $site; let later: Box<dyn Fn(usize) -> usize + Send> = Box::new(move |n| shown.len() + n); later($[wall $count $]) };";

        // Vectors that grow.
        "push text" = "$mut:texts:v.push($text);$few";
        "push site" = "$mut:texts:v.push($site);$few";
        "push formatted" = "$mut:texts:v.push(format!($fmt));$few";
        "extend with vector" = "$mut:texts:v.extend($texts);$few";
        "extend with chain" = "$mut:texts:v.extend($str.split(',').take(3).map(|$fresh:w| $[closure $know:str:w $site $]));$few";
        "extend with one" = "$mut:texts:v.extend(Some($text));$few";
        "insert into vector" = "$mut:texts:v.insert(0, $text);$few";
        "sort" = "$mut:texts:v.sort();";
        "sort_unstable" = "$mut:texts:v.sort_unstable();";
        "sort_by_key" = "$mut:texts:v.sort_by_key(|$fresh:w| $[closure $know:reftext:w $count $]);";
        "sort_by_key of site" = "$mut:texts:v.sort_by_key(|w| w.to_lowercase());";
        "sort_by" = "$mut:texts:v.sort_by(|a, b| b.cmp(a));";
        "sort_by of sites" = "$mut:texts:v.sort_by(|a, b| a.to_lowercase().cmp(&b.to_lowercase()));";
        "dedup" = "$mut:texts:v.dedup();";
        "dedup_by_key" = "$mut:texts:v.dedup_by_key(|w| w.len());";
        "retain in vector" = "$mut:texts:v.retain(|$fresh:w| $[closure $know:reftext:w $bool $]);";
        "truncate vector" = "$mut:texts:v.truncate(3);";
        "drain vector" = "for $fresh:w in $mut:texts:v.drain(..) { let $fresh:n = $@w.len(); drop($@n); }";
        "clear vector" = "$mut:texts:v.clear();";
        "reverse" = "$mut:texts:v.reverse();";
        "pop of vector" = "let $let:maybe:t = $mut:texts:v.pop();";
        "swap_remove" = "if !$mut:texts:v.is_empty() { let gone = $@v.swap_remove(0); drop(gone); }";
        "remove" = "if $mut:texts:v.len() > 1 { $@v.remove(1); }";
        "swap items" = "if $mut:texts:v.len() > 1 { $@v.swap(0, 1); }";
        "assign item" = "if !$mut:texts:v.is_empty() { $@v[0] = $text; }$few";
        "assign item site" = "if !$mut:texts:v.is_empty() { $@v[0] = $site; }$few";
        "grow item" = "if let Some(first) = $mut:texts:v.first_mut() { first.push('+'); }";
        "iter_mut" = "for $fresh:w in $mut:texts:v.iter_mut() { $@w.push_str(\"!\"); }";
        "append" = "$mut:texts:v.append(&mut vec![$text, $site]);$few";
        "resize" = "$mut:texts:v.resize(3, $text);$few";
        "&mut Vec to a function" = "changes_texts(&mut $mut:texts:v);";
        "assign vector" = "$set:texts:v = $texts;$few";
        "push count" = "$mut:counts:v.push($count);$few";
        "extend counts" = "$mut:counts:v.extend(0..$count % 5);$few";
        "extend_from_slice" = "$mut:counts:v.extend_from_slice(&$counts);$few";
        "sort counts" = "$mut:counts:v.sort_unstable();";
        "assign count item" = "if !$mut:counts:v.is_empty() { $@v[0] = $count; }";
        "push &str" = "let mut $fresh:v = $heldstrs; $@v.push($lit); $@v.sort(); let $let:text:t = $@v.join($lit);";
        "index items" = "if $var:texts:v.len() > 1 { let $fresh:n = $@v[0].len() + $@v[1].trim().len(); drop($@n); }";
        "slice items" = "let $let:count:n = $var:texts:v[..$@v.len() / 2].iter().map(|w| w.len()).sum::<usize>();";
        "index counts" = "if !$var:counts:v.is_empty() { let $fresh:n = $@v[$@v.len() - 1]; drop($@n); }";

        // Maps, sets, records, options.
        "map insert" = "$mut:map:m.insert($text, $count); $@m.retain(|key, _| key.len() < 500);";
        "map insert site" = "$mut:map:m.insert($site, $count); $@m.retain(|key, _| key.len() < 500);";
        "map entry" = "*$mut:map:m.entry($text).or_insert(0) += 1; $@m.retain(|key, _| key.len() < 500);";
        "map entry site" = "*$mut:map:m.entry($site).or_default() += $count % 3; $@m.retain(|key, _| key.len() < 500);";
        "map get &site" = "let $let:count:n = $var:map.get(&$site).copied().unwrap_or(0);";
        "map remove" = "$mut:map:m.remove($str);";
        "map index" = "let $let:count:n = { let mut known = HashMap::new(); known.insert($text, 1_usize); known.len() };";
        "map of &str" = "let $let:count:n = { let mut known: HashMap<&str, usize> = HashMap::new(); known.insert($lit, 2); known.get($lit).copied().unwrap_or(7) };";
        "sorted entry" = "$mut:sorted:m.entry($site).and_modify(|n| *n += 1).or_insert(1); $@m.retain(|key, _| key.len() < 500);";
        "sorted insert" = "$mut:sorted:m.insert($text, $count); $@m.retain(|key, _| key.len() < 500);";
        "set insert" = "let $let:bool:b = $mut:set:m.insert($text); $@m.retain(|one| one.len() < 500);";
        "set extend" = "$mut:set:m.extend($texts); $@m.retain(|one| one.len() < 500);";
        "record field assign" = "$mut:record:r.name = $text; if $@r.name.len() > 3000 { $@r.name.clear(); }";
        "record field grow" = "$mut:record:r.name.push_str($arg); if $@r.name.len() > 3000 { $@r.name.clear(); }";
        "record tags push" = "$mut:record:r.tags.push($site); $@r.tags.retain(|one| one.len() < 500); $@r.tags.truncate(9);";
        "option assign" = "$mut:maybe:o = Some($text); if $@o.as_ref().is_some_and(|one| one.len() > 3000) { $@o = None; }";
        "option get_or_insert" = "$mut:maybe:o.get_or_insert_with(|| $[closure $site $]).push('?');";
        "option take" = "let $let:maybe:t = $mut:maybe:o.take();";

        // Lookups in what cannot be seen.
        "look up site" = "let $let:count:n = shelf().counts.get(&$site).copied().unwrap_or(0);";
        "look up text" = "let $let:count:n = { let key = $text; shelf().counts.get(&key).map_or(1, |n| n + key.len()) };";
        "look up in place" = "let $let:count:n = { let known = &shelf().counts; let key = $site; if known.contains_key(&key) { known.len() } else { 0 } };";
        "look up behind guard" = "let $let:count:n = if let Some(n) = shelf().guarded.read().unwrap().get(&$site) { *n } else { 3 };";
        "look up behind lock" = "let $let:bool:b = { let key = $site; shelf().locked.lock().unwrap().0.contains(&key) };";
        "look up variable" = "let $let:count:n = shelf().guarded.read().unwrap().get(&$var:text).copied().unwrap_or_default();";
        "look up of one's own" = "let $let:count:n = shelf().get(&$var:text:s) + shelf().get(&$site);";
        "look up later" [Await] = "let $let:count:n = { let key = $text; shelf().later.read().await.get(&key).copied().unwrap_or(5) };";

        // Awaits, futures, tasks.
        "yield" [Await] = "tokio::task::yield_now().await;";
        "pause" [Await] = "pause().await;";
        "await with arg" [Await] = "let $let:count:n = measure($arg).await;";
        "await with value" [Await] = "let $let:text:a = echo($text).await;";
        "await with &String" [Await] = "let $let:count:n = measure_string_ref(&$text).await;";
        "await with slice" [Await] = "let $let:count:n = measure_all(&$texts).await;";
        "async block" [Await] = "let $let:count:n = async { $[async $stmts $count $] }.await;";
        "async block of site" [Await] = "let $let:text:a = async { $[async let shown = $site; pause().await; shown $] }.await;";
        "async move block" [Await] = "let $let:count:n = { let given = $text; async move { pause().await; given.len() }.await };";
        "future kept" [Await] = "let $let:count:n = { let shown = $site; let later = measure(&shown); later.await };";
        "join!" [Await] = "let ($let:count:a, $let:text:b) = tokio::join!(measure($held), async { $[async pause().await; $site $] });";
        "select!" [Await] = "let $let:count:a = tokio::select! { biased; got = measure($held) => got + $site.len(), () = pause() => 0 };";
        "spawn moved" [Await] = "let $let:count:n = { let given = $text; tokio::spawn(async move { pause().await; given.len() }).await.unwrap() };";
        "spawn with site in it" [Await] = "let $let:text:a = { let given = $text; tokio::spawn(async move { let shown = format!(\"{given}/\"); pause().await; shown }).await.unwrap() };";
        "spawn variable" [Await] = "let $let:count:n = tokio::spawn(measure_owned($move:text)).await.unwrap();";
        "timeout" [Await] = "let $let:count:n = tokio::time::timeout(std::time::Duration::from_secs(60), measure(&$site)).await.unwrap_or(0);";
        "for with await" [Await, Shallow] = "for $fresh:w in $var:texts.iter().take(3) { $[loop pause().await; $know:reftext:w $stmts$] }";

        // Macros.
        "sink print" = "sink!($[unseen $fmt $]);";
        "let _ format" = "let _ = format!($fmt);";
        "assert!" = "assert!($seen.len() < 1_000_000, $fmt);";
        "assert! of text" = "assert!(!$seen.contains('\\u{1}'));";
        "assert_eq!" = "assert_eq!($var:text|answer:s.len(), $@s.len() + 0, $fmt);";
        "assert_ne! of texts" = "assert_ne!($text, \"never this\");";
        "assert_eq! of itself" = "assert_eq!($var:text:s, $@s);";
        "debug_assert!" = "debug_assert!($bool || true, $fmt);";
        "tracing event" = "tracing::info!($[wall n = $count, text = %$var:text, \"happened\" $]);";
        "tracing debug field" = "tracing::debug!($[wall ?$name:texts, \"{}\", $str $]);";
        "tracing message" = "tracing::warn!($[wall $fmt $]);";
        "tracing site field" = "tracing::info!($[wall shown = $site.as_str(), key = %$site, all = ?$var:texts $]);";
        "tracing made field" = "tracing::info!($[wall all = ?$texts $]);";
        "tracing sites" = "tracing::warn!($[wall \"{} {:?}\", $site, $seen.len() $]);";
        "tracing shorthand" = "tracing::info!($[wall %$name:text, count = $count $]);";
        "json! of text" = "let $let:text:j = serde_json::json!({ \"name\": $var:text, \"made\": ($site), \"all\": $var:texts }).to_string();";
        "json! of Option" = "let $let:text:j = serde_json::json!([($site), { \"k\": ($maybe) }]).to_string();";
        "json! of anything" = "let $let:text:j = serde_json::json!([($text), ($texts)]).to_string();";
        "write! to a made" = "let $let:text:w = { use std::fmt::Write as _; let mut out = String::new(); write!(out, $fmt).unwrap(); out };";
        "format_args!" = "let $let:text:a = std::fmt::format(format_args!($[unseen $fmt $]));";
        "unknown macro with variable" = "let $let:count:n = counted!($name:text, $[unseen $str $]);";
        "concat of macros" = "let $let:text:a = format!(concat!(\"a\", \"{}\"), $str);";
        "vec of vec" = "let $fresh:v = vec![vec![$site], $texts]; let $let:count:n = $@v.iter().map(|one| one.len()).sum::<usize>() + $@v.concat().len();";
        "vec of tuples" = "let $fresh:v = vec![($site, $count), ($text, 2)]; let $let:count:n = $@v.iter().map(|(a, b)| a.len() + b % 5).sum::<usize>();";
        "vec of options" = "let $fresh:v = vec![Some($site), $maybe]; let $let:count:n = $@v.iter().flatten().map(|w| w.len()).sum::<usize>();";
        "vec of records" = "let $fresh:v = vec![$record, Record::default()]; let $let:texts:t: Vec<String> = $@v.into_iter().map(|r| r.name).collect();";
        "unzip" = "let ($let:texts:a, $let:counts:b): (Vec<String>, Vec<usize>) = $str.split(',').take(4).map(|w| (w.to_uppercase(), w.len())).unzip();";
        "partition" = "let ($let:texts:a, $let:texts:b): (Vec<String>, Vec<String>) = $texts.into_iter().partition(|w| w.len() > 2);";
        "chunks" = "for $fresh:c in $var:texts.chunks(2) { let $fresh:n = $@c.join(\"/\"); sink!(\"{}\", $@n); }";
        "windows" = "let $let:count:n = $texts.windows(2).filter(|pair| pair[0] < pair[1]).count();";
        "zip" = "let $let:count:n = $var:texts.iter().zip($strs).filter(|(a, b)| a.as_str() == *b).count();";
        "sum with for_each" = "{ let mut all = String::new(); $var:texts.iter().for_each(|w| all.push_str(&w.to_uppercase())); sink!(\"{all}\"); }";
        "drop" = "drop($move:text);";
        "drop vector" = "drop($move:texts);";
    }
}
