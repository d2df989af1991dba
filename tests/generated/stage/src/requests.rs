//! Random requests: texts of many sorts and counts up to 500, from the body's number and the seed alone.

use std::fmt::Write as _;

/// `text=..&count=..&number=..&flag=..`.
pub(crate) fn queries(seed: u64, body: usize) -> Vec<String> {
    let mut state = seed ^ (body as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut next = move |end: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % end
    };
    let mut texts: Vec<String> = [
        "",
        "a",
        "Ada,Grace,Edsger",
        "  spaced  out ",
        "größe İß",
        "{braces}",
        "1,2,3",
        "42",
        "two words\nand lines\r\n,last",
        "aaa,aaa,,a",
        "日本語, 😀,é",
    ]
    .map(str::to_owned)
    .into();
    texts.push("0123456789,".repeat(30));
    for _ in 0..6 {
        const PIECES: [&str; 12] = [
            "a", "b", ",", " ", "ß", "7", "Ada", "😀", "\n", "-", "É", "00",
        ];
        let length = next(24);
        texts.push(
            (0..length)
                .map(|_| PIECES[usize::try_from(next(12)).unwrap_or(0)])
                .collect(),
        );
    }
    texts
        .iter()
        .map(|text| {
            let count = if next(3) == 0 { next(501) } else { next(8) };
            let number = next(2000).cast_signed() - 1000;
            format!(
                "text={}&count={count}&number={number}&flag={}",
                encoded(text),
                next(2) == 0
            )
        })
        .collect()
}

fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "%{byte:02X}");
        out
    })
}
