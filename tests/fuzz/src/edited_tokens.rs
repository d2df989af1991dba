//! Arbitrary tokens: those of a realistic function, or none, after arbitrary edits.

use arbitrary::{Arbitrary, Result, Unstructured};
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use crate::Case;
use crate::cuts::count;
use crate::handlers::HANDLERS;

/// What is put in: what the language, the macros and their options know, and some of anything.
const WORDS: &str = r##"
    async fn pub unsafe extern const static mut ref move impl dyn where for loop while match if else let return
    break continue await in as use mod struct enum trait type self Self super crate true false box yield gen try
    arena_handler arena_fn RequestContext ctx context arena 'arena 'static '_ 'a Json Path Query State String Vec
    HashMap HashSet BTreeMap Option Result Some None Ok Err Response IntoResponse Cow Box Rc
    format vec println write assert_eq matches json info select join heap
    to_string to_owned collect concat repeat replace to_lowercase to_vec from new with_capacity from_utf8_lossy
    push push_str insert entry or_insert len iter into_iter map filter clone unwrap_or_default as_str get
    budget pool state skip lend explain deny crate macro_rules
    x y item name r#type r#async _ 0 1u8 1.5 0xff "" "{}" "{x} {}" "{0:>1$} {name:?}" "{" "{{}}" b"x" c"x" 'c' r"{x}"
    "8MiB" "8 megs" "{:width$.*}"
    + - * / % ^ ! & && | || << >> = += == != < <= > >= @ . .. ... ..= , ; : :: -> => # $ ? ~
"##;

pub struct EditedTokens(pub Case);

impl std::fmt::Debug for EditedTokens {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl Arbitrary<'_> for EditedTokens {
    fn arbitrary(u: &mut Unstructured<'_>) -> Result<Self> {
        let (options, function) = u.choose(&HANDLERS)?;
        let mut case = Case::read(options, function);
        if u.ratio(1, 8)? {
            case.item = TokenStream::new();
        }
        for _ in 0..u.int_in_range(0..=3)? {
            case.options = edit(&case.options, u)?;
        }
        for _ in 0..u.int_in_range(0..=24)? {
            case.item = edit(&case.item, u)?;
        }
        Ok(Self(case))
    }
}

fn edit(tokens: &TokenStream, u: &mut Unstructured<'_>) -> Result<TokenStream> {
    let at = u.int_in_range(0..=count(tokens))?;
    let edit = match u.int_in_range(0..=5)? {
        0 => Edit::Remove,
        1 => Edit::Repeat,
        2 => Edit::Wrap(*u.choose(&[
            Delimiter::Parenthesis,
            Delimiter::Brace,
            Delimiter::Bracket,
            Delimiter::None,
        ])?),
        3 => Edit::Unwrap,
        4 => Edit::Replace(word(u)?),
        _ => Edit::Insert(word(u)?),
    };
    Ok(edit.at(tokens, &mut Some(at)))
}

fn word(u: &mut Unstructured<'_>) -> Result<TokenStream> {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let word = u.choose(&words)?;
    // Some string literals have a space in them, and fall apart.
    Ok(word.parse().unwrap_or_default())
}

enum Edit {
    Remove,
    Repeat,
    Wrap(Delimiter),
    Unwrap,
    Replace(TokenStream),
    Insert(TokenStream),
}

impl Edit {
    /// Carried out at the token that so many come before.
    fn at(&self, tokens: &TokenStream, before: &mut Option<usize>) -> TokenStream {
        let mut edited = TokenStream::new();
        for tree in tokens.clone() {
            match before {
                Some(0) => {
                    *before = None;
                    edited.extend(self.of(tree));
                    continue;
                }
                Some(before) => *before -= 1,
                None => {}
            }
            edited.extend([match tree {
                TokenTree::Group(group) => {
                    let inside = self.at(&group.stream(), before);
                    TokenTree::Group(Group::new(group.delimiter(), inside))
                }
                other => other,
            }]);
        }
        if tokens.is_empty() && *before == Some(0) {
            *before = None;
            if let Self::Insert(word) = self {
                edited.extend(word.clone());
            }
        }
        edited
    }

    fn of(&self, tree: TokenTree) -> TokenStream {
        match self {
            Self::Remove => TokenStream::new(),
            Self::Repeat => TokenStream::from_iter([tree.clone(), tree]),
            Self::Wrap(delimiter) => TokenTree::from(Group::new(*delimiter, tree.into())).into(),
            Self::Unwrap => match tree {
                TokenTree::Group(group) => group.stream(),
                other => other.into(),
            },
            Self::Replace(word) => word.clone(),
            Self::Insert(word) => {
                let mut tokens = word.clone();
                tokens.extend([tree]);
                tokens
            }
        }
    }
}
