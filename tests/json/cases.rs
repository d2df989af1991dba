//! Requests as data: bodies, content types, and how a body comes.

use std::borrow::Cow;

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, Request, header};
use futures_util::stream;

/// A request that every variant must answer alike.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) name: Cow<'static, str>,
    pub(crate) content_types: Vec<&'static [u8]>,
    pub(crate) body: Vec<u8>,
    pub(crate) comes: Comes,
}

/// How a body comes.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Comes {
    /// In one piece, of known length.
    Whole,
    /// In pieces of as many bytes, of a length that nobody knows.
    InPieces(usize),
    /// In pieces, and breaks off after the last.
    Broken(usize),
}

impl Case {
    fn new(name: impl Into<Cow<'static, str>>, body: impl Into<Vec<u8>>) -> Self {
        Self {
            name: name.into(),
            content_types: vec![b"application/json"],
            body: body.into(),
            comes: Comes::Whole,
        }
    }

    fn typed(mut self, content_types: &[&'static [u8]]) -> Self {
        self.content_types = content_types.to_vec();
        self
    }

    fn comes(mut self, comes: Comes) -> Self {
        self.comes = comes;
        self
    }

    pub(crate) fn request(&self, path: &str) -> Request<Body> {
        let pieces = |length: usize| {
            let pieces = self.body.chunks(length).map(Bytes::copy_from_slice);
            pieces.map(Ok::<_, &str>).collect::<Vec<_>>()
        };
        let body = match self.comes {
            Comes::Whole => Body::from(self.body.clone()),
            Comes::InPieces(length) => Body::from_stream(stream::iter(pieces(length))),
            Comes::Broken(length) => {
                let mut pieces = pieces(length);
                pieces.push(Err("the client is gone"));
                Body::from_stream(stream::iter(pieces))
            }
        };
        let mut request = Request::post(path).body(body).expect("the path is valid");
        for content_type in &self.content_types {
            let content_type = HeaderValue::from_bytes(content_type).expect("a valid header");
            request
                .headers_mut()
                .append(header::CONTENT_TYPE, content_type);
        }
        request
    }
}

/// An order that is right.
pub(crate) const ORDER: &str = r#"{"id":7,"player":"Ada \"L\" \u00e9\ud83d\ude00","note":null,"urgent":true,"items":[{"name":"Sword","count":2,"price":1.5e1},{"name":"é","count":255,"price":-0}]}"#;

pub(crate) fn all() -> Vec<Case> {
    let mut cases = bodies();
    cases.extend(numbers());
    cases.extend(texts());
    cases.extend(truncated());
    cases.extend(nested());
    cases.extend(content_types());
    cases.extend(lengths());
    cases
}

fn bodies() -> Vec<Case> {
    let with = |name, from, to| Case::new(name, ORDER.replacen(from, to, 1));
    vec![
        Case::new("right", ORDER),
        Case::new("right for others", r#"{"id":7,"player":"A"}"#),
        Case::new(
            "commands",
            r#"[{"kind":"move","x":1,"y":-2.5},{"text":"hi","kind":"say"},{"kind":"stop"}]"#,
        ),
        Case::new("unknown command", r#"[{"kind":"stop"},{"kind":"jump"}]"#),
        Case::new("command without kind", r#"[{"kind":"stop"},{"x":1}]"#),
        Case::new("wrong in command", r#"[{"kind":"move","x":1,"y":"2"}]"#),
        Case::new("empty", ""),
        Case::new("only white space", " \n\t\r "),
        Case::new("white space around", format!("\r\n\t {ORDER} \n\n")),
        Case::new("other white space", format!("\u{a0}{ORDER}")),
        Case::new("form feed behind", format!("{ORDER}\u{c}")),
        Case::new("byte order mark", format!("\u{feff}{ORDER}")),
        Case::new(
            "UTF-16",
            ORDER
                .encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect::<Vec<_>>(),
        ),
        Case::new("trailing brace", format!("{ORDER}}}")),
        Case::new("trailing comma", format!("{ORDER},")),
        Case::new("trailing value", format!("{ORDER} null")),
        Case::new("trailing NUL", format!("{ORDER}\0")),
        Case::new("trailing garbage", format!("{ORDER}\n\u{e9}")),
        Case::new("two values", format!("{ORDER}\n{ORDER}")),
        Case::new("null", "null"),
        Case::new("true", "true"),
        Case::new("number", "7"),
        Case::new("string", r#""order""#),
        Case::new("array in place of object", r#"[7,"Ada",null,true,[]]"#),
        Case::new("short array in place of object", "[7]"),
        Case::new(
            "long array in place of object",
            r#"[7,"Ada",null,true,[],1]"#,
        ),
        Case::new("empty object", "{}"),
        Case::new("empty array", "[]"),
        with("missing field", r#""player""#, r#""plaier""#),
        with(
            "unknown field",
            r#""note":null"#,
            r#""unknown":{"deep":[1,{"er":null}]}"#,
        ),
        with(
            "wrong within unknown field",
            r#""note":null"#,
            r#""unknown":{"deep":[1,{"er":nul}]}"#,
        ),
        with("duplicate field", r#""note":null"#, r#""id":8"#),
        with(
            "duplicate unknown field",
            r#""note":null"#,
            r#""x":1,"x":2"#,
        ),
        with(
            "duplicate field, escaped",
            r#""note":null"#,
            r#""\u0069d":8"#,
        ),
        with("field name escaped", r#""id""#, r#""\u0069\u0064""#),
        with("field name in other case", r#""id""#, r#""ID""#),
        with("string in place of number", "7", r#""7""#),
        with("null in place of number", "7", "null"),
        with("bool in place of number", "7", "true"),
        with("object in place of string", r#""Sword""#, r#"{"a":[]}"#),
        with("number in place of string", r#""Sword""#, "1"),
        with("null in place of string", r#""Sword""#, "null"),
        with(
            "string in place of array",
            r#"{"name":"Sword","count":2,"price":1.5e1}"#,
            r#""Sword""#,
        ),
        with("wrong in the second item", "255", r#""many""#),
        with("missing in the second item", r#""count":255,"#, ""),
        with("string in place of bool", "true", r#""true""#),
        with("no colon", r#""id":"#, r#""id" "#),
        with("no quotes", r#""id""#, "id"),
        with("single quotes", r#""id""#, "'id'"),
        with("comma too many", "[{", "[,{"),
        with("comma at the end", "]}", ",]}"),
        with("comma at the end of all", "]}", "],}"),
        with("comma missing", ",\"note\"", "\"note\""),
        with("comment", "7", "/* seven */ 7"),
        with("line comment", "7", "7 // seven\n"),
        with("wrong word", "null", "nil"),
        with("wrong case", "null", "NULL"),
        with("word too long", "null", "nulll"),
    ]
}

fn numbers() -> Vec<Case> {
    const NUMBERS: [&str; 40] = [
        "0",
        "-0",
        "00",
        "01",
        "-1",
        "+1",
        "1.",
        ".1",
        "1.0",
        "1.5",
        "1e2",
        "1E+2",
        "1e-2",
        "1e",
        "1e+",
        "-",
        "0x10",
        "1_000",
        "1e400",
        "-1e400",
        "1e-400",
        "5e-324",
        "2.2250738585072011e-308",
        "1.7976931348623157e308",
        "1.7976931348623159e308",
        "255",
        "256",
        "2147483648",
        "9007199254740993",
        "9223372036854775807",
        "9223372036854775808",
        "18446744073709551615",
        "18446744073709551616",
        "123456789012345678901234567890",
        "0.1234567890123456789012345678901234567890",
        "NaN",
        "Infinity",
        "-Infinity",
        "1 2",
        "--1",
    ];
    let mut cases = Vec::new();
    for number in NUMBERS {
        let name = |place: &str| format!("{number} as {place}");
        cases.push(Case::new(
            name("a whole number"),
            ORDER.replacen('7', number, 1),
        ));
        cases.push(Case::new(
            name("a float"),
            ORDER.replacen("1.5e1", number, 1),
        ));
        cases.push(Case::new(
            name("a small number"),
            ORDER.replacen("255", number, 1),
        ));
        cases.push(Case::new(name("the whole"), number));
        cases.push(Case::new(name("an element"), format!("[{number}]")));
        let id = format!(r#"{{"id":{number},"player":"A"}}"#);
        cases.push(Case::new(name("a signed number"), id));
    }
    let digits = "9".repeat(400);
    cases.push(Case::new(
        "400 digits",
        format!("[{digits},-{digits},0.{digits},1e{digits}]"),
    ));
    cases
}

fn texts() -> Vec<Case> {
    const TEXTS: [&[u8]; 36] = [
        b"",
        b"\\\"",
        b"\\\\",
        b"\\/",
        b"\\b\\f\\n\\r\\t",
        b"\\u0000",
        b"\\u001f",
        b"\\u00e9",
        b"\\u00E9",
        b"\\uD83D\\uDE00",
        b"\\ud83d",
        b"\\ude00",
        b"\\ud83dx",
        b"\\ud83d\\n",
        b"\\ud83d\\u0041",
        b"\\ud83d\\ud83d",
        b"\\ude00\\ud83d",
        b"\\u",
        b"\\u12",
        b"\\u12g4",
        b"\\U0041",
        b"\\x41",
        b"\\a",
        b"\\",
        b"\n",
        b"\t",
        b"\0",
        b"\x1f",
        b"\x7f",
        b"\xff",
        b"\xc3",
        b"\xc3\x28",
        b"\xe2\x82",
        b"\xed\xa0\x80",
        b"\xf0\x9f\x98\x80",
        b"\xf4\x90\x80\x80",
    ];
    let mut cases = Vec::new();
    for text in TEXTS {
        for (place, before) in [
            ("a value", "Sword"),
            ("a key", "note"),
            ("an unknown key", "urgent"),
        ] {
            let at = ORDER.find(before).expect("it is there");
            let mut body = ORDER.as_bytes().to_vec();
            body.splice(at..at + before.len(), text.iter().copied());
            let name = format!("{} as {place}", text.escape_ascii());
            cases.push(Case::new(name, body));
        }
        let mut body = text.to_vec();
        body.extend_from_slice(ORDER.as_bytes());
        cases.push(Case::new(format!("{} outside", text.escape_ascii()), body));
        let player = [br#"{"id":1,"player":""#, text, br#""}"#].concat();
        cases.push(Case::new(
            format!("{} as a char", text.escape_ascii()),
            player,
        ));
    }
    cases
}

fn truncated() -> Vec<Case> {
    let cut = |length| Case::new(format!("cut at {length}"), &ORDER.as_bytes()[..length]);
    (0..ORDER.len()).map(cut).collect()
}

fn nested() -> Vec<Case> {
    let mut cases = Vec::new();
    for depth in [1, 2, 63, 64, 126, 127, 128, 129, 130, 10_000] {
        let arrays = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        let inner = r#"{"inner":"#;
        let objects = format!("{}null{}", inner.repeat(depth), "}".repeat(depth));
        let open = inner.repeat(depth);
        let skipped = ORDER
            .replacen("null", &arrays, 1)
            .replacen("note", "unknown", 1);
        cases.push(Case::new(format!("{depth} arrays"), arrays));
        cases.push(Case::new(format!("{depth} objects"), objects));
        cases.push(Case::new(format!("{depth} open objects"), open));
        cases.push(Case::new(
            format!("{depth} arrays in an unknown field"),
            skipped,
        ));
    }
    cases
}

fn content_types() -> Vec<Case> {
    const CONTENT_TYPES: [&[&[u8]]; 40] = [
        &[],
        &[b""],
        &[b" "],
        &[b"application/json"],
        &[b"Application/JSON"],
        &[b"APPLICATION/JSON"],
        &[b"application/json; charset=utf-8"],
        &[b"application/json;charset=utf-8"],
        &[b"application/json; charset=UTF-8"],
        &[b"application/json; charset=\"utf-8\""],
        &[b"application/json; charset=latin1"],
        &[b"application/json;"],
        &[b"application/json; "],
        &[b"application/json ; charset=utf-8"],
        &[b"application/json; charset"],
        &[b"application/json; charset="],
        &[b"application/json,text/plain"],
        &[b"application/json "],
        &[b" application/json"],
        &[b"application/vnd.api+json"],
        &[b"application/problem+json; v=1"],
        &[b"application/a+b+json"],
        &[b"application/+json"],
        &[b"application/json+xml"],
        &[b"application/jsonp"],
        &[b"application/json-patch"],
        &[b"application/json5"],
        &[b"application/x-ndjson"],
        &[b"application/x-www-form-urlencoded"],
        &[b"text/json"],
        &[b"text/plain"],
        &[b"model/gltf+json"],
        &[b"json"],
        &[b"application"],
        &[b"application/"],
        &[b"/json"],
        &[b"*/*"],
        &[b"application/*"],
        &[b"application/json\xff"],
        &[b"\xe9"],
    ];
    const SEVERAL: [&[&[u8]]; 3] = [
        &[b"application/json", b"text/plain"],
        &[b"text/plain", b"application/json"],
        &[b"application/json", b"application/json"],
    ];
    let mut cases = Vec::new();
    for content_types in CONTENT_TYPES.iter().chain(&SEVERAL) {
        for (name, body) in [("right", ORDER), ("wrong", "{\"id\":}"), ("empty", "")] {
            let shown = content_types.concat().escape_ascii().to_string();
            cases.push(
                Case::new(format!("{name} body of type {shown:?}"), body).typed(content_types),
            );
        }
    }
    cases
}

/// axum's limit unless told otherwise.
const LIMIT: usize = 2_097_152;

fn lengths() -> Vec<Case> {
    let padded = |length: usize| {
        let spaces = " ".repeat(length - ORDER.len());
        format!("{spaces}{ORDER}")
    };
    let short = r#"{"id":1,"player":"A","note":null,"items":[]}"#;
    let mut cases = Vec::new();
    for comes in [Comes::Whole, Comes::InPieces(40_000)] {
        for length in [LIMIT - 1, LIMIT, LIMIT + 1, 3 * LIMIT] {
            cases.push(Case::new(format!("{length} bytes"), padded(length)).comes(comes));
        }
        let long = ORDER.replacen("Sword", &"x".repeat(LIMIT / 2), 1);
        cases.push(Case::new("a long string", long).comes(comes));
    }
    for comes in [Comes::Whole, Comes::InPieces(1), Comes::InPieces(7)] {
        for length in [63, 64, 65] {
            let body = format!("{short:length$}");
            cases.push(Case::new(format!("{length} bytes"), body).comes(comes));
        }
        let wrong = Case::new("wrong, in pieces", "{\"id\":}").comes(comes);
        cases.push(wrong.clone().typed(&[b"text/plain"]));
        cases.push(wrong);
    }
    cases.push(Case::new("broken off", ORDER).comes(Comes::Broken(10)));
    cases.push(Case::new("broken off at once", "").comes(Comes::Broken(10)));
    let over = Case::new("over the limit, then broken off", padded(LIMIT + 1));
    cases.push(over.comes(Comes::Broken(100_000)));
    cases
}
