//! The format strings: groups of them over the same made-up values.

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

use arena_runtime::{ArenaString, ArenaVec, RequestContext, arena_fn};
use proptest::test_runner::{Config, TestRunner};

use super::given::{self, Given, Picky, Size};
use super::{Answer, formats};

fn keep(seen: &mut Vec<String>, text: &str) {
    seen.push(text.to_owned());
}

/// Every way to pad, for what shows as a text.
macro_rules! texts {
    ($($group:ident: $ty:ty)*) => {
        formats! {$($group(text: $ty, other: $ty) {
            ["{}", text] ["{text}"] ["{0}{0}", text] ["{}{}", text, text] ["[{}] {}", text, other]
            ["{text}{other}{text}"] ["{1}-{0}", text, other] ["{a}{b}{a}", a = text, b = other]
            ["{{{text}}}"] ["{}", &text] ["{}", &&&text] ["{}", *text] ["{}", (text)]
            ["{:1}|{:5}|{:20}|{:300}", text, text, text, text]
            ["{:<1}|{:<5}|{:<20}|{:<300}", text, text, text, text]
            ["{:^1}|{:^5}|{:^20}|{:^300}", text, text, text, text]
            ["{:>1}|{:>5}|{:>20}|{:>300}", text, text, text, text]
            ["{:01}|{:05}|{:020}|{:0300}", text, text, text, text]
            ["{:*<9}{:-^9}{:ä>9}{: <9}{:}>9}{:0<9}", text, other, text, other, text, text]
            ["{:<09}|{:^09}|{:>09}|{:+09}|{:+9}|{:-9}|{:#9}", text, text, text, text, text, text, text]
            ["{:.0}|{:.3}|{:9.3}|{:>9.3}|{:09.3}", text, text, text, text, text]
            ["{:?}|{:#?}|{:9?}|{text:?}", text, text, text]
            ["{text:9}|{other:<9}|{text:>9} |{other:^9 }"]
        })*}
    };
}

texts! {
    strings: String
    boxes: Box<str>
    rcs: Rc<str>
    arcs: Arc<str>
    cows: Cow<'static, str>
    boxed_strings: Box<String>
}

/// Every way to pad and every notation, for integers.
macro_rules! integers {
    ($($group:ident: $ty:ty)*) => {
        formats! {$($group(n: $ty, m: $ty) {
            ["{}", n] ["{n}"] ["{n}:{m}"] ["{}{}", n, m] ["wins:{}", n] ["{0}{1}{0}", n, m] ["{}", *n] ["{}", -1 + 2]
            ["{:1}|{:2}|{:3}|{:8}|{:40}", n, n, n, n, m]
            ["{:<1}|{:<2}|{:<3}|{:<8}|{:<40}", n, n, n, n, m]
            ["{:^1}|{:^2}|{:^3}|{:^8}|{:^40}|{:^41}", n, n, n, n, m, m]
            ["{:>1}|{:>2}|{:>3}|{:>8}|{:>40}", n, n, n, n, m]
            ["{:01}|{:02}|{:03}|{:05}|{:08}|{:040}|{:0300}", n, n, n, n, n, m, m]
            ["{:<05}|{:^05}|{:>05}|{:0<5}|{:*^9}|{:0>9}", n, n, n, n, n, n]
            ["{:+}|{:+5}|{:+05}|{:-5}|{:#}|{:#5}|{:#05}", n, n, n, n, n, n, n]
            ["{:x}|{:X}|{:o}|{:b}|{:e}|{:E}|{:?}|{:#?}", n, n, n, n, n, n, n, n]
            ["{:#x}|{:#X}|{:#o}|{:#b}|{:05x}|{:#010x}|{:>9b}|{:08.3e}", n, n, n, n, n, n, n, n]
            ["{:x?}|{:X?}|{:#x?}|{:05?}|{:5?}|{:<5?}", n, n, n, n, n, n]
            ["{n:05}-{m:>8}-{n}-{n:3}"]
        })*}
    };
}

integers! {
    u8s: u8
    u16s: u16
    u32s: u32
    u64s: u64
    u128s: u128
    usizes: usize
    i8s: i8
    i16s: i16
    i32s: i32
    i64s: i64
    i128s: i128
    isizes: isize
}

formats! {
    letters(c: char, d: char) {
        ["{}", c] ["{c}{d}"] ["{:1}|{:5}|{:<5}|{:^5}|{:>5}|{:05}", c, c, c, c, c, c] ["{:?}{:#?}", c, d]
        ["{:*^5}|{:.0}|{:5.1}", c, c, c] ["{c}{c}{c}{c}"] ["<{}>", &&c]
    }
    yes_and_no(b: bool, c: bool) {
        ["{}", b] ["{b}{c}"] ["{:1}|{:7}|{:<7}|{:^7}|{:>7}|{:07}", b, b, b, b, b, b] ["{:?}{:#?}", b, c]
        ["{:*^9}|{:.2}|{:7.2}", b, b, b] ["{}", !b] ["{}", *b && *c]
    }
    floats(x: f64, y: f32) {
        ["{}", x] ["{x} {y}"] ["{:5}|{:<9}|{:^9}|{:>9}|{:09}", x, x, x, x, x] ["{:.2}|{:9.2}|{:09.2}|{:+.1}", x, y, x, y]
        ["{:e}|{:E}|{:?}|{:#?}|{:.3e}|{:.0?}", x, y, x, y, x, y] ["{:.*}", 3, x] ["{:.1$}", x, 2] ["{}", *x * 2.0]
    }
    mixed(text: String, n: i32, x: f32, c: char, b: bool, list: Vec<String>) {
        ["{text} {n} {x} {c} {b} {list:?}"] ["{}-{:05}", text, n] ["{n}{x}{text}"] ["{:?}{}{:?}", list, n, text]
        ["{x:.1}{n:05}{text:<9}{c:^3}{b:>6}"] ["{0}{2}{1}", text, x, n] ["{x}{x:5}{x:<5}{x:^9}{x:>9}{x:09}"]
        ["{n:>4}{text:>4}{c}{n:04}{x}{b}{n:^9}"] ["{:#?}", (text, n, x, c, b, list)] ["{n:040}{x}"]
        ["{}{}", list.len(), text.len()] ["{}", list.join("/")] ["{}", format!("{text}{n}")] ["{}", format_args!("{n:5}{x}")]
        ["{}{}", text.to_uppercase(), n.wrapping_add(1)] ["{}", text.trim()] ["{}", &text[..0]]
        ["{}", if *b { "yes" } else { "no" }] ["{}", match n { 0 => "none", _ => text }] ["{}", { let m = n; m }]
    }
    sizes(text: String, n: i64, x: f64, width: Size, precision: Size) {
        ["{:1$}", text, width.0] ["{:.1$}", text, precision.0] ["{:.*}", precision.0, text] ["{:1$.2$}", text, width.0, precision.0]
        ["{:w$}|{:<w$}|{:^w$}|{:>w$}|{:0w$}", n, n, text, text, n, w = width.0] ["{:.p$}", x, p = precision.0]
        ["{:>1$}|{:>1$}|{:.*}", n, width.0, precision.0, x] ["{2:0>1$.*}", precision.0, width.0, text]
    }
    nested(option: Option<String>, list: Vec<Option<i32>>, rc: Rc<i32>) {
        ["{:?} {:?}", option, list] ["{option:#?}{list:#?}"] ["{:5?}|{:05?}|{:x?}", list, list, list] ["{rc}{rc:5}{rc:?}"]
        ["{}", option.as_deref().unwrap_or("none")] ["{:?}", Some(&option)] ["{}", list.iter().flatten().count()]
    }
    own_displays(picky: Picky, n: u32) {
        ["{}", picky] ["{picky}{n}{picky}"] ["{:9}|{:<9}|{:^9}|{:>9}|{:09}", picky, picky, picky, picky, picky]
        ["{:#}|{:+}|{:-}|{:.2}|{:*^9.2}|{:<09}", picky, picky, picky, picky, picky, picky] ["{:?}|{:#?}", picky, picky]
        ["{}", &picky as &dyn std::fmt::Display] ["{:5}", &n as &dyn std::fmt::Display]
        ["{:65535}{:>65535}{:065535}", n, n, n]
    }
    literals(n: i32, text: String) {
        [""] ["plain"] ["{{}}"] ["{{{{{n}}}}}"] ["a{{b}}c{}d{{", n] ["\n\t\\\"\u{e4}\x41 \
            continued {n}"] [r"raw \n {n}"] [r#"raw "{n}" #"#] ["größe {n} 大 {text}"] ["{}", "text"] ["{}{}", "a", 'b']
        ["{}-{}-{}", 1, 2_u8, -3] ["{}", 0x10] ["{}{}", true, false] ["{}", i64::MIN] ["{}{n}{}", "{n}", "}}"] ["{}", 1_000_000_u64]
        ["{:5}{:05}{:<5}{:?}", "a", 7, 'c', "d"] ["{0}{0:3}{0:?}", 7] ["{x}{n}{x:4}", x = 9] ["{}", "\"\n"] ["{}", -0] ["{}", 1.0]
        ["{}", r"\n"] ["{}", b'a'] ["{a}{b}{a}", a = "x", b = 255u8] [concat!("a", "{}", 1), n] [concat!("{}", "{:>3}"), n, text]
        ["{}", concat!("x", 1)] ["{}", stringify!(a + b)] ["{}", line!() - line!()] ["{} {}", module_path!(), n] ["{n:}{text:}{n }{ }{n:3 }{0:}", 1,]
        ["{:?}", ()] ["{:p}", std::ptr::null::<u8>()] ["{}", usize::MAX] ["{}{}", u128::MAX, i128::MIN] ["{}", char::MAX] ["{n:0}{n:00}{n:+}"]
    }
}

/// Texts that are in an arena themselves.
#[test]
fn arena_texts() {
    #[arena_fn(deny(heap))]
    fn temporary(
        ctx: &RequestContext,
        seen: &mut Vec<String>,
        arena: &ArenaString<'_>,
        given: &str,
    ) {
        let temporary = given.to_uppercase();
        let text = format!(
            "{arena}|{temporary}|{arena:9}|{temporary:>9}|{}{:?}",
            &&arena, temporary
        );
        keep(seen, text.as_str());
        let text = format!("{text}{0}{text}", 1.5);
        keep(seen, text.as_str());
    }
    let context = RequestContext::new();
    for given in ["", "text", "größe", &"long ".repeat(90)] {
        let (mut seen, upper) = (Vec::new(), given.to_uppercase());
        let arena = ArenaString::from_str_in(given, context.arena());
        context.enter(|| temporary(&context, &mut seen, &arena, given));
        let first = format!("{given}|{upper}|{given:9}|{upper:>9}|{given}{upper:?}");
        assert_eq!(seen, [first.clone(), format!("{first}1.5{first}")]);
    }
}
