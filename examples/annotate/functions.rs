//! The `async fn`s of a source file, each with what tells whether it is a handler and where it stands.
//!
//! Finds them wherever they are: in modules, `impl` blocks and other functions; not in macros, whose text
//! is no code yet. Which of them to annotate is for others to say.

use std::ops::Range;

use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{
    Attribute, FnArg, GenericParam, ImplItemFn, ItemFn, ItemImpl, Meta, Safety, Signature, Type,
    Visibility,
};

/// The last segment of our attribute.
const OURS: &str = "arena_handler";

/// What `--all` takes for a sign of a handler, among the types of its arguments and its answer.
const EXTRACTORS: [&str; 13] = [
    "ConnectInfo",
    "Extension",
    "Form",
    "HeaderMap",
    "Json",
    "Multipart",
    "OriginalUri",
    "Parts",
    "Path",
    "Query",
    "Request",
    "State",
    "WebSocketUpgrade",
];
const ANSWERS: [&str; 7] = [
    "Html",
    "IntoResponse",
    "Json",
    "Redirect",
    "Response",
    "Sse",
    "StatusCode",
];

/// An `async fn` that is not of a trait.
pub(crate) struct Function {
    pub(crate) name: String,
    /// Counted from one, of its `fn`.
    pub(crate) line: usize,
    /// In bytes, where its visibility or its `async` begins: after all attributes.
    pub(crate) start: usize,
    /// In bytes, our attribute, if it has it.
    pub(crate) attribute: Option<Range<usize>>,
    /// What axum could call.
    pub(crate) callable: bool,
    /// It carries an attribute that only handlers have.
    pub(crate) marked: bool,
    /// Its types are those that handlers have.
    pub(crate) looks_like_a_handler: bool,
}

/// All of them, in the order of the text.
pub(crate) fn find(file: &syn::File) -> Vec<Function> {
    let mut finder = Finder::default();
    finder.visit_file(file);
    finder.found
}

#[derive(Default)]
struct Finder {
    found: Vec<Function>,
}

impl Visit<'_> for Finder {
    fn visit_item_fn(&mut self, item: &ItemFn) {
        self.meet(&item.attrs, &item.vis, &item.sig);
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &ImplItemFn) {
        self.meet(&item.attrs, &item.vis, &item.sig);
        visit::visit_impl_item_fn(self, item);
    }

    /// A trait's functions have the signature that the trait says.
    fn visit_item_impl(&mut self, item: &ItemImpl) {
        if item.trait_.is_none() {
            visit::visit_item_impl(self, item);
        }
    }
}

impl Finder {
    fn meet(&mut self, attributes: &[Attribute], visibility: &Visibility, signature: &Signature) {
        let Some(token) = &signature.asyncness else {
            return;
        };
        let start = match visibility {
            Visibility::Inherited => token.span,
            written => written.span(),
        };
        self.found.push(Function {
            name: signature.ident.to_string(),
            line: signature.fn_token.span.start().line,
            start: start.byte_range().start,
            attribute: attributes
                .iter()
                .find(|attribute| last_segment(attribute) == OURS)
                .map(|attribute| attribute.span().byte_range()),
            callable: is_callable(attributes, signature),
            marked: attributes.iter().any(marks_a_handler),
            looks_like_a_handler: looks_like_a_handler(signature),
        });
    }
}

/// Whether axum could call it: with owned arguments, from safe code, and answering what outlives it.
fn is_callable(attributes: &[Attribute], signature: &Signature) -> bool {
    let of_something_else = attributes.iter().any(belongs_to_others);
    let plain = signature.constness.is_none()
        && !matches!(signature.safety, Safety::Unsafe(_))
        && signature.abi.is_none()
        && signature.ident != "main";
    let owned = signature.inputs.iter().all(|input| match input {
        FnArg::Receiver(_) => false,
        FnArg::Typed(argument) => {
            Mentions::of(&argument.ty)
                .names
                .iter()
                .any(|name| name == "RequestContext")
                || !matches!(&*argument.ty, Type::Reference(reference) if !is_static(reference))
        }
    });
    let lifetimes = signature
        .generics
        .params
        .iter()
        .any(|parameter| matches!(parameter, GenericParam::Lifetime(_)));
    plain && owned && !lifetimes && !of_something_else
}

fn is_static(reference: &syn::TypeReference) -> bool {
    reference
        .lifetime
        .as_ref()
        .is_some_and(|lifetime| lifetime.ident == "static")
}

/// Tests, `tokio::main`, and the handlers of actix and rocket, which are `#[get("/")]`.
fn belongs_to_others(attribute: &Attribute) -> bool {
    let name = last_segment(attribute);
    let with_a_path = matches!(attribute.meta, Meta::List(_));
    matches!(
        name.as_str(),
        "test" | "main" | "rstest" | "test_case" | "bench"
    ) || (with_a_path
        && matches!(
            name.as_str(),
            "get" | "post" | "put" | "delete" | "patch" | "head" | "options" | "route"
        ))
}

/// `#[debug_handler]`, also in a `cfg_attr`, and `#[utoipa::path]`, which by its last name alone would be
/// the path of a module.
fn marks_a_handler(attribute: &Attribute) -> bool {
    let segments: Vec<_> = attribute
        .path()
        .segments
        .iter()
        .map(|segment| segment.ident.to_string())
        .collect();
    match segments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [.., "debug_handler"] | ["utoipa", "path"] => true,
        ["cfg_attr"] => match &attribute.meta {
            Meta::List(list) => list.tokens.clone().into_iter().any(
                |tree| matches!(tree, proc_macro2::TokenTree::Ident(name) if name == "debug_handler"),
            ),
            _ => false,
        },
        _ => false,
    }
}

fn last_segment(attribute: &Attribute) -> String {
    let last = attribute.path().segments.last();
    last.map_or_else(String::new, |segment| segment.ident.to_string())
}

/// For those that are registered nowhere one can see. `Next` is a middleware's.
fn looks_like_a_handler(signature: &Signature) -> bool {
    let mut arguments = Mentions::default();
    for input in &signature.inputs {
        if let FnArg::Typed(argument) = input {
            arguments.visit_type(&argument.ty);
        }
    }
    let mut answer = Mentions::default();
    answer.visit_return_type(&signature.output);
    !arguments.mention(&["Next"]) && (arguments.mention(&EXTRACTORS) || answer.mention(&ANSWERS))
}

/// The names that a type is made of.
#[derive(Default)]
struct Mentions {
    names: Vec<String>,
}

impl Mentions {
    fn of(ty: &Type) -> Self {
        let mut mentions = Self::default();
        mentions.visit_type(ty);
        mentions
    }

    fn mention(&self, known: &[&str]) -> bool {
        self.names.iter().any(|name| known.contains(&name.as_str()))
    }
}

impl Visit<'_> for Mentions {
    fn visit_path_segment(&mut self, segment: &syn::PathSegment) {
        self.names.push(segment.ident.to_string());
        visit::visit_path_segment(self, segment);
    }
}
