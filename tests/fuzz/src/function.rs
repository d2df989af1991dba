//! Functions that are valid as far as the grammar goes: nothing of them need have a type.

use arbitrary::{Arbitrary, Result, Unstructured};

use crate::Case;

pub struct Function(pub Case);

impl std::fmt::Debug for Function {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl Arbitrary<'_> for Function {
    fn arbitrary(u: &mut Unstructured<'_>) -> Result<Self> {
        let mut options = String::new();
        for _ in 0..u.int_in_range(0..=2)? {
            options.push_str(u.choose(OPTIONS)?);
            options.push(',');
        }
        let mut function = String::new();
        // Enough for long bodies and little enough for deep ones not to use up the stack.
        grow('F', 14, u, &mut function)?;
        Ok(Self(Case::read(&options, &function)))
    }
}

const OPTIONS: &[&str] = &[
    "lend",
    "explain",
    "deny(heap)",
    "budget = \"8MiB\"",
    "budget = 4096",
    "pool = app.contexts",
    "pool = POOLS[0].clone()",
    "state = App<u8>",
    "skip(format, to_string)",
    "skip()",
    "crate = ::some::where_else",
];

/// The ways to write what a letter stands for; the first of them is the one without an end of its own to look
/// for. In each, `@x` stands for what the letter `x` does.
fn rules(letter: char) -> &'static [&'static str] {
    match letter {
        'F' => &[
            "async fn handler(@a) -> @r { @s @s @s @e }",
            "async fn handler(@a) { @s @s @s }",
            "#[tracing::instrument(skip(ctx))] pub async fn r#type(ctx: &RequestContext, @a) -> @r { @s @s @s @e }",
            "pub(crate) async fn handler<T: Into<@t>, const N: usize>(@a) -> @r where T: Clone, @t: Send { @s @e }",
            "/// Docs.\nasync fn handler(_: &arena_runtime::RequestContext, @a) -> @r { #![allow(unused)] use std::fmt::Write as _; @s @s @e }",
            "fn helper<'a>(ctx: &'a RequestContext, @a) -> @r { @s @s @s @e }",
            "fn later(@a) -> impl Future<Output = @t> { async move { @s @e } }",
            "async fn handler(mut ctx: &'arena RequestContext, @a) -> @r { @s @s @s @s @s @s @e }",
            "async fn handler(ctx: RequestContext, other: Option<&RequestContext>, @a) -> @r { @s @e }",
        ],
        // Arguments.
        'a' => &[
            "",
            "State(app): State<App>, @a",
            "Path(x): Path<@t>, @a",
            "Query(Page { number, .. }): Query<Page>, @a",
            "mut body: Json<@t>, @a",
            "#[cfg(feature = \"x\")] y: @t, @a",
            "Json(item): Json<Vec<@t>>",
            "_: @t, @a",
            "(a, b): (@t, @t)",
            "request: impl FromRequest<()> + Send",
        ],
        // What is returned.
        'r' => &[
            "String",
            "impl IntoResponse",
            "Json<Vec<&'_ str>>",
            "Result<Json<@t>, (StatusCode, String)>",
            "Result<Page<'arena>, Error>",
            "(StatusCode, [(HeaderName, &'static str); 2], @t)",
            "Option<&str>",
            "!",
            "@t",
        ],
        // Types.
        't' => &[
            "String",
            "u32",
            "_",
            "()",
            "&str",
            "&'a [u8]",
            "Vec<@t>",
            "Option<@t>",
            "HashMap<@t, @t>",
            "HashSet<String>",
            "(@t, @t)",
            "[@t; 3]",
            "Box<dyn Fn(@t) -> @t + Send>",
            "<T as Trait>::Item",
            "std::borrow::Cow<'_, str>",
            "fn(@t) -> @t",
            "*const @t",
            "Arc<@t>",
            "&'static mut @t",
            "Wrapped<{ 1 + 2 }>",
            "types!(@t)",
            "(@t)",
        ],
        // Statements.
        's' => &[
            "",
            "let @n = @e;",
            "let @n = @v;",
            "let mut @n: @t = @v;",
            "let mut @n: Vec<String> = @v;",
            "let @p = (@e) else { return @e; };",
            "@n.push(@e);",
            "@n.push_str(&@v);",
            "@n.insert(@v, @e);",
            "*@n.entry(@v).or_insert(0) += 1;",
            "@e;",
            "@v;",
            "@n = @e;",
            "let @n;",
            "for @p in @x { @s @s }",
            "'outer: while let @p = (@e) { @s if @c { break 'outer; } @s }",
            "if @c { @s @s } else if @c { @s } else { @s }",
            "match (@e) { @p if @c => { @s } @p | @p => @e, _ => {} }",
            "loop { @s break; }",
            "{ @s @s @s }",
            "return @e;",
            "fn inner(x: @t) -> @t { @s @e }",
            "use std::collections::*;",
            "const @n: @t = @e;",
            "struct Local<T>(T);",
            "macro_rules! own { ($($x:tt)*) => { format!($($x)*) } }",
            "own!(@n, @e);",
            "println!(@f, @e);",
            "write!(@n, @f, @e, x = @v)?;",
            "info!(name = %@n, ?@n, \"{}\", @v);",
            "let @n = async { @s @e }.await;",
            "#[cfg(any())] let @n = @v;",
            "#[allow(unused)] { @s }",
            "unknown! { @n => @e }",
            ";",
        ],
        // What the macro moves.
        'v' => &[
            "format!(@f, @e)",
            "format!(\"{x}\")",
            "format!(\"[{}] {x:>1$.prec$}\", @e, @n, prec = @e)",
            "format!(concat!(\"a\", @f), @n)",
            "vec![@v, @e, @v]",
            "vec![@e; @n]",
            "vec![]",
            "String::new()",
            "String::from(@e)",
            "Vec::with_capacity(@e)",
            "Vec::<@t>::new()",
            "std::collections::HashMap::new()",
            "HashSet::from([@v, @v])",
            "@x.to_string()",
            "@x.to_owned()",
            "@x.to_vec()",
            "@x.to_uppercase()",
            "@x.replace(@e, &@v)",
            "@x.repeat(@n)",
            "[@v, @v].concat()",
            "@x.join(@f)",
            "@x.iter().map(|@p| @v).collect::<Vec<_>>()",
            "@x.iter().filter(|@n| @c).map(|@n| { @s @e }).collect()",
            "@x.collect::<Result<Vec<@t>, _>>()?",
            "@x.chars().rev().collect::<String>()",
            "String::from_utf8_lossy(@x)",
            "Some(@v)",
            "@x.map(|@n| @v).unwrap_or_default()",
            "heap!(@v)",
            "&@v",
            "(@v)",
        ],
        // Expressions.
        'e' => &[
            "@n",
            "1",
            "\"text\"",
            "@x",
            "@v",
            "&@x",
            "&mut @n",
            "!@x",
            "-@x",
            "*@x",
            "(@e, @v)",
            "[@e, @v]",
            "[@e; 3]",
            "@x + @x",
            "@x == @x",
            "@x != &*@x",
            "@x < @x",
            "@x && @x",
            "@x..=@x",
            "@x as @t",
            "@n = @e",
            "if @c { @s @e } else { @v }",
            "match (@e) { @p => @e, @p if @c => @v, _ => return @e }",
            "{ @s @s @e }",
            "|@p| @e",
            "move |@n: @t| -> @t { @s @e }",
            "async move { @s @v }",
            "async { @v }.await",
            "unsafe { @e }",
            "Some(@e)",
            "Err(@v)?",
            "Ok(Json(@v))",
            "Json(@n)",
            "Player { name: @v, score: @e }",
            "Player { x, ..@x }",
            "tokio::spawn(async move { @s @e })",
            "json!({ \"a\": @v, \"b\": [@n, @e, null] })",
            "matches!(@e, @p if @c)",
            "join!(@x, @x)",
            "select! { @n = @x => @e, @p = @x, if @c => { @s } else => @v }",
            "dbg!(@v)",
            "return @v",
            "break 'outer",
            "loop { break @v; }",
            "'named: { break 'named @e }",
            "const { @e }",
            "builtin!(@e)",
            "if let @p = @x && @c { @e } else { @e }",
            "(@e)",
            "assert!(@e, @f, @v)",
        ],
        // Expressions that a `.` may follow.
        'x' => &[
            "@n",
            "ctx",
            "\"text\"",
            "(@e)",
            "@n.field",
            "@n.0",
            "@x[@e]",
            "@x.len()",
            "@x.as_str()",
            "@x.iter()",
            "@x.clone()",
            "@x?",
            "@x.await",
            "@n(@e, &@v)",
            "@x.unknown(@v, &@v, @e)",
            "@x.find::<@t>(&@v)",
            "self",
            "path::to(@v)",
            "<Vec<@t>>::new()",
            "ctx.alloc_str(&@v)",
            "ctx.vec()",
            "std::mem::take(&mut @n)",
            "@v.len()",
            "@x.map(|@p| @e)",
            "@x.filter(move |@n| @c)",
            "@x.then(async |@n| @v)",
            "(@v)",
            "r#\"raw\"#",
            "@x.get(&@v)",
        ],
        // Conditions, in which no struct literal may stand.
        'c' => &[
            "@n",
            "true",
            "@n == 1",
            "@x.is_empty()",
            "(@e)",
            "!@n.contains(&@v)",
            "let @p = @n",
            "@n && let @p = @x",
        ],
        // Patterns.
        'p' => &[
            "@n",
            "_",
            "mut @n",
            "Some(@p)",
            "(@p, ..)",
            "[first, @n @ ..]",
            "Player { name, score: 1..=2, .. }",
            "&@n",
            "ref @n",
            "@n @ Some(_)",
            "1",
            "\"text\"",
            "None",
            "(@p)",
            "const { 1 }",
            "path::CONST",
            "(Ok(@n) | Err(@n))",
        ],
        'n' => &[
            "x",
            "y",
            "text",
            "items",
            "r#fn",
            "String",
            "arena_context",
            "self_",
            "é",
        ],
        'f' => &[
            "\"{}\"",
            "\"\"",
            "\"{x} {y:?}\"",
            "\"{{}} {0} {0:#x}\"",
            "\"{:>width$}\"",
            "\"{:.*}\"",
            "\"{\"",
            "r\"{}\\n\"",
            "\"{r#fn}\"",
            "\"{:?} {x:é<5}\"",
            "FORMAT",
            "\"\\u{e9}{}\\\n   x\"",
        ],
        _ => &[],
    }
}

fn grow(letter: char, depth: usize, u: &mut Unstructured<'_>, text: &mut String) -> Result<()> {
    let rules = rules(letter);
    // Without further bytes, or depth, it comes to its end.
    let rule = match (depth, letter) {
        (0, 'v') => "String::new()",
        (0, _) => rules[0],
        _ if u.is_empty() => {
            if letter == 'v' {
                "String::new()"
            } else {
                rules[0]
            }
        }
        _ => u.choose(rules)?,
    };
    let mut letters = rule.chars().peekable();
    while let Some(letter) = letters.next() {
        match letters.peek() {
            Some(&of) if letter == '@' && of.is_ascii_alphabetic() => {
                letters.next();
                grow(of, depth.saturating_sub(1), u, text)?;
            }
            _ => text.push(letter),
        }
    }
    Ok(())
}
