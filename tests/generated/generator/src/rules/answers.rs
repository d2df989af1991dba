//! What handlers answer with. `answer` is chosen by the handler's kind, which names one of the others.
//! Those that borrow are of types that `stage` defines twice: owned for the plain twin.

super::rules! {
    answer_text {
        "answer String" = "$shown";
        "answer String of value" = "$text";
        "answer String of site" = "$site";
        "answer if" = "if $bool$done { $text } else { $shown }";
        "answer match" = "match $held { \"\" => $text, _ => $shown }";
    }
    answer_record {
        "answer Json<Record>" = "Json(Record { name: $shown, score: $count, tags: $texts, more: $maybe })";
        "answer Json of update" = "Json(Record { name: $shown, ..$record })";
        "answer Json of variable" = "Json($record)";
    }
    answer_texts {
        "answer Json<Vec<String>>" = "Json(vec![$shown, $text])";
        "answer Json<Vec<String>> of value" = "Json($texts)";
        "answer Json<Vec<String>> of collect" = "Json($str.split(',').take(6).map(|$fresh:w| $[closure $know:str:w $site $]).collect())";
    }
    answer_value {
        "answer Json<Value>" = "Json(serde_json::json!({ \"shown\": $shown, \"n\": ($count), \"all\": $var:texts, \"made\": ($site) }))";
        "answer Json<Value> again" = "Json(serde_json::json!([$shown, ($count), ($maybe)]))";
    }
    answer_tried {
        "answer Ok Json" = "Ok(Json(Record { name: $shown, tags: $texts, ..Record::default() }))";
        "answer Ok again" = "Ok(Json(Record { more: Some($shown), ..$record }))";
        "answer Err" = "Err(failed($shown))";
        "answer Err of site" = "Err(failed($site))";
    }
    answer_tried_text {
        "answer Ok text" = "Ok($shown)";
        "answer Ok of value" = "Ok($text)";
        "answer map" = "$str.parse::<usize>().map(|$fresh:n| $[closure $know:count:n $site $]).map_err(|$fresh:e| $[closure failed(format!(\"{$@e}{}\", $str)) $])";
        "answer Err text" = "Err(failed($text))";
    }
    answer_opaque {
        "answer impl IntoResponse" = "(StatusCode::ACCEPTED, [(\"x-seen\", \"yes\")], $shown)";
    }
    answer_response {
        "answer into_response" = "$shown.into_response()";
        "answer Html" = "Html($shown).into_response()";
        "answer status" = "StatusCode::NO_CONTENT.into_response()";
        "answer status and text" = "(StatusCode::CREATED, $shown).into_response()";
        "answer Json into_response" = "Json($record).into_response()";
    }
    answer_pair {
        "answer (StatusCode, String)" = "(StatusCode::IM_A_TEAPOT, $shown)";
    }

    // From here on, what may borrow from the arena.
    borrowed {
        "borrowed site" = "$site";
        "borrowed site again" = "$site";
        "borrowed format!" = "format!($fmt)";
        "borrowed digest" = "$shown";
        "borrowed variable" = "$move:answer";
        "borrowed variable again" = "$move:answer";
        "borrowed variable once more" = "$move:answer";
        "borrowed if" = "if $bool$done { $borrowed } else { $borrowed }";
        "borrowed match" = "match $count % 2 { 0 => $borrowed, _ => $borrowed }";
        "borrowed block" = "{ $[$stmts $borrowed$] }";
    }
    borroweds {
        "borrowed texts" = "$move:answers";
        "borrowed texts again" = "$move:answers";
        "borrowed vec!" = "vec![$borrowed, $site]";
        "borrowed Vec::new" = "Vec::new()";
        "borrowed collect" = "$str.split(',').take(6).map(|$fresh:w| $[closure $know:str:w $site $]).collect()";
        "borrowed collect::<Vec<_>>" = "(0..$count % 5).map(|$fresh:n| $[closure $know:count:n $site $]).collect::<Vec<_>>()";
    }
    numbers {
        "borrowed numbers" = "$move:numbers";
        "borrowed vec! of numbers" = "vec![$count, $count]";
        "borrowed collected numbers" = "$str.split(',').map(|w| w.len()).collect()";
        "borrowed repeated number" = "vec![$count; 3]";
    }
    row {
        "row" = "Row { kind: \"row\", name: $borrowed, score: $count }";
        "row again" = "Row { kind: \"other\", name: $site, score: 3 }";
    }
    rows {
        "borrowed rows" = "$move:rows";
        "borrowed rows again" = "$move:rows";
        "borrowed vec! of rows" = "vec![$row, $row]";
        "borrowed rows of range" = "(0..$count % 6).map(|$fresh:n| $[closure $know:count:n Row { kind: \"made\", name: $site, score: $@n } $]).collect()";
        "borrowed rows of pieces" = "$str.split(',').take(5).enumerate().map(|($fresh:n, $fresh:w)| $[closure $know:count:n $know:str:w Row { kind: \"piece\", name: $site, score: $@n } $]).collect()";
    }
    mood {
        "unit variant" = "Mood::Calm";
        "tuple variant" = "Mood::Said($borrowed)";
        "struct variant" = "Mood::Long { kind: \"long\", text: $site }";
    }
    extra {
        "Some borrowed" = "Some($borrowed)";
        "None borrowed" = "None";
        "if of options" = "if $bool$done { Some($site) } else { None }";
    }
    page {
        "page" = "Page { kind: \"page\", title: $borrowed$done, note: $borrowed$done, lines: $borroweds$done, rows: $rows$done, totals: $numbers$done, more: $extra$done, pair: ($borrowed, $count)$done, both: [$site, $borrowed]$done, mood: $mood }";
    }
    answer_page {
        "answer Json<Page<'_>>" = "Json($page)";
    }
    answer_tried_page {
        "answer Ok page" = "Ok(Json($page))";
        "answer Ok page again" = "Ok(Json($page))";
        "answer Err beside page" [NoRows] = "Err(failed($text))";
    }
    answer_status_page {
        "answer (StatusCode, Json<Page>)" = "(StatusCode::CREATED, Json($page))";
    }
    answer_rows {
        "answer Json<Rows>" = "Json($rows)";
    }
    answer_lines {
        "answer Json<Items<Text>>" = "Json($borroweds)";
    }
    answer_words {
        "answer Json<Text>" = "Json($borrowed)";
    }
    answer_option {
        "answer Json<Option<Row>>" = "Json(Some($row))";
        "answer Json<None>" = "Json(None)";
    }
    stmt {
        "let for the answer" [Borrowing] = "let $let:answer:a = $site;";
        "let for the answer again" [Borrowing] = "let $let:answer:a = $site;";
        "let if for the answer" [Borrowing] = "let $let:answer:a = if $bool$done { $site } else { $site };";
        "let match for the answer" [Borrowing] = "let $let:answer:a = match $held { \"\" => $site, _ => format!($fmt) };";
        "let block for the answer" [Borrowing] = "let $let:answer:a = { $[$stmts $site$] };";
        "let grown for the answer" [Borrowing] = "let mut $fresh:a = String::new(); $@a.push_str($str); $@a.push('.');$show:answer:a";
        "push_str for the answer" [Borrowing] = "$mut:answer:a.push_str($str);$cap";
        "push for the answer" [Borrowing] = "$mut:answer:a.push($char);";
        "+= for the answer" [Borrowing] = "$mut:answer:a += $str;$cap";
        "write! for the answer" [Borrowing] = "{ use std::fmt::Write as _; write!($mut:answer:a, $fmt).unwrap(); }$cap";
        "assign for the answer" [Borrowing] = "$set:answer:a = $site;$cap";
        "let vector for the answer" [Borrowing] = "let mut $fresh:v = Vec::new(); $@v.push($borrowed);$show:answers:v";
        "push for the answer's vector" [Borrowing] = "$mut:answers:v.push($borrowed);$few";
        "push site for the answer's vector" [Borrowing] = "$mut:answers:v.push($site);$few";
        "let vec! for the answer" [Borrowing] = "let $let:answers:v = vec![$site, $borrowed];";
        "let collect for the answer" [Borrowing] = "let $let:answers:v = $str.split(',').take(5).map(|$fresh:w| $[closure $know:str:w $site $]).collect::<Vec<_>>();";
        "let numbers for the answer" [Borrowing] = "let mut $fresh:v = Vec::new(); $@v.push($count);$show:numbers:v";
        "push for the answer's numbers" [Borrowing] = "$mut:numbers:v.push($count);$few";
        "let rows for the answer" [RowsWanted] = "let mut $fresh:v = Vec::new(); $@v.push($row);$show:rows:v";
        "let rows with capacity for the answer" [RowsWanted] = "let mut $fresh:v = Vec::with_capacity($count % 9); $@v.push($row);$show:rows:v";
        "push row for the answer" [Borrowing] = "$mut:rows:v.push($row);$few";
        "rows in a loop for the answer" [Borrowing, Shallow] = "for $fresh:w in $str.split(',').take(5) { $[loop $know:str:w $stmts $mut:rows:v.push($row); $] }";
        "len of the answer's rows" [Borrowing] = "let $let:count:n = $var:rows.len() + $var:answers.len();";
    }
}
