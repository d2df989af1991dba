//! Allocation sites: expressions that make a `String`, a `Vec`, a `HashMap` or a `HashSet`, recognised by
//! their form.

use syn::{Expr, ExprCall, ExprMacro, ExprMethodCall, GenericArgument, Path, PathArguments, Type};

use super::ExprId;
use super::bindings::BindingId;
use super::fate::{Fate, Reason};
use crate::parse::body_macros::{BodyMacros, MacroKind};

/// What a site makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A `String`.
    Text,
    /// A `Vec`.
    Items,
    /// A `HashMap`, whose entries are not followed.
    Map,
    /// A `HashSet`, whose items are not followed.
    Set,
}

impl Shape {
    /// Whether it is followed under a name, and only as long as nothing but its own methods touch it.
    pub(super) fn is_hashed(self) -> bool {
        matches!(self, Self::Map | Self::Set)
    }
}

/// The form of a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SiteKind {
    /// `format!(..)`.
    Format,
    /// `vec![a, b]`, `vec![]`.
    VecList,
    /// `vec![a; n]`.
    VecRepeat,
    /// `String::new()` and its like.
    Construct(Constructor),
    /// `x.to_string()`.
    ToString,
    /// `x.to_owned()`, `x.replace(a, b)` and other methods that make one text or vector of another.
    Derive,
    /// `iterator.collect()`, into a type that is written at the site or at its binding.
    Collect,
    /// `iterator.collect()` into whatever its binding turns out to be.
    OpenCollect,
    /// `iterator.collect()?`, into a `Result` or `Option`.
    TryCollect,
}

/// The associated functions that make a string or a vector.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Constructor {
    New,
    WithCapacity,
    From,
    FromUtf8Lossy,
}

/// The method's number of arguments and what it makes, if it makes a text or a vector of another.
fn derivation(method: &str) -> Option<(usize, Shape)> {
    Some(match method {
        "to_owned" | "to_lowercase" | "to_uppercase" | "to_ascii_lowercase"
        | "to_ascii_uppercase" | "concat" => (0, Shape::Text),
        "repeat" | "join" => (1, Shape::Text),
        "replace" => (2, Shape::Text),
        "replacen" => (3, Shape::Text),
        "to_vec" => (0, Shape::Items),
        _ => return None,
    })
}

/// A site as found.
pub(super) struct Site {
    pub(super) expr: ExprId,
    pub(super) kind: SiteKind,
    pub(super) shape: Shape,
    pub(super) fate: Fate,
    /// What it is written as a part of.
    pub(super) part_of: Option<Reason>,
    /// What keeps it on the heap whatever its fate is: the user's wish, or that it is in a closure or `async`
    /// block, where the context is out of reach.
    pub(super) kept: Option<Reason>,
    /// If it makes a vector of items made at sites: all of these, taken together.
    pub(super) items: Option<BindingId>,
    /// It is in a loop or a closure, so that it may run more than once.
    pub(super) is_repeated: bool,
}

/// A site's form and shape; the shape is open for a `collect()` whose type is not written at the site.
pub(super) struct Form {
    pub(super) kind: SiteKind,
    pub(super) shape: Option<Shape>,
}

impl Form {
    /// Whether other types than texts and vectors have methods of this name as well.
    pub(super) fn is_a_guess(&self, expr: &Expr) -> bool {
        self.kind == SiteKind::Derive
            && name_of(expr).is_some_and(|method| {
                matches!(
                    method.as_str(),
                    "to_owned" | "repeat" | "join" | "concat" | "to_vec"
                )
            })
    }

    pub(super) fn of(expr: &Expr, macros: &BodyMacros) -> Option<Self> {
        // One with attributes is left as it is: they would have nowhere to stand.
        match expr {
            Expr::Macro(expr) if expr.attrs.is_empty() => Self::of_macro(expr, macros),
            Expr::Call(call) if call.attrs.is_empty() => Self::of_call(call),
            Expr::MethodCall(call) if call.attrs.is_empty() => Self::of_method_call(call),
            _ => None,
        }
    }

    fn of_macro(expr: &ExprMacro, macros: &BodyMacros) -> Option<Self> {
        let (kind, shape) = match macros.get(&expr.mac)?.kind {
            MacroKind::Format => (SiteKind::Format, Shape::Text),
            MacroKind::VecList => (SiteKind::VecList, Shape::Items),
            MacroKind::VecRepeat => (SiteKind::VecRepeat, Shape::Items),
            MacroKind::Formatting { .. } | MacroKind::Woven => return None,
        };
        Some(Self {
            kind,
            shape: Some(shape),
        })
    }

    fn of_call(call: &ExprCall) -> Option<Self> {
        let Expr::Path(function) = &*call.func else {
            return None;
        };
        if function.qself.is_some() {
            return None;
        }
        let segments = &function.path.segments;
        let constructor = match segments.last()?.ident.to_string().as_str() {
            "new" if call.args.is_empty() => Constructor::New,
            "with_capacity" if call.args.len() == 1 => Constructor::WithCapacity,
            "from" if call.args.len() == 1 => Constructor::From,
            "from_utf8_lossy" if call.args.len() == 1 => Constructor::FromUtf8Lossy,
            _ => return None,
        };
        let owner = &segments.get(segments.len().checked_sub(2)?)?.ident;
        let shape = match owner.to_string().as_str() {
            "String" => Shape::Text,
            _ if constructor == Constructor::FromUtf8Lossy => return None,
            "Vec" => Shape::Items,
            "HashMap" => Shape::Map,
            "HashSet" => Shape::Set,
            _ => return None,
        };
        Some(Self {
            kind: SiteKind::Construct(constructor),
            shape: Some(shape),
        })
    }

    fn of_method_call(call: &ExprMethodCall) -> Option<Self> {
        let method = call.method.to_string();
        if let Some((arguments, shape)) = derivation(&method) {
            let fits = call.args.len() == arguments && call.turbofish.is_none();
            return fits.then_some(Self {
                kind: SiteKind::Derive,
                shape: Some(shape),
            });
        }
        if !call.args.is_empty() {
            return None;
        }
        match method.as_str() {
            "to_string" if call.turbofish.is_none() => Some(Self {
                kind: SiteKind::ToString,
                shape: Some(Shape::Text),
            }),
            "collect" if !is_place(&call.receiver) => {
                let shape = match &call.turbofish {
                    Some(turbofish) => match turbofish.args.first() {
                        Some(GenericArgument::Type(ty)) => Some(shape_of_type(ty)?),
                        _ => return None,
                    },
                    None => None,
                };
                Some(Self {
                    kind: SiteKind::Collect,
                    shape,
                })
            }
            _ => None,
        }
    }

    /// The form of `tried` in `tried?`: a `collect()` into a `Result` or an `Option`.
    pub(super) fn of_tried(tried: &Expr) -> Option<Self> {
        let Expr::MethodCall(call) = tried else {
            return None;
        };
        let is_collect = call.method == "collect" && call.args.is_empty() && call.attrs.is_empty();
        if !is_collect || is_place(&call.receiver) {
            return None;
        }
        let Some(GenericArgument::Type(Type::Path(ty))) = call.turbofish.as_ref()?.args.first()
        else {
            return None;
        };
        let last = ty.path.segments.last()?;
        let PathArguments::AngleBracketed(arguments) = &last.arguments else {
            return None;
        };
        let expected = match last.ident.to_string().as_str() {
            "Result" => 1..=2,
            "Option" => 1..=1,
            _ => return None,
        };
        if ty.qself.is_some() || !expected.contains(&arguments.args.len()) {
            return None;
        }
        let shape = match arguments.args.first()? {
            // What it is may be written at the binding.
            GenericArgument::Type(Type::Infer(_)) => None,
            GenericArgument::Type(ty) => Some(shape_of_type(ty)?),
            _ => return None,
        };
        Some(Self {
            kind: SiteKind::TryCollect,
            shape,
        })
    }
}

/// A site's name, as the user says it.
pub(crate) fn name_of(expr: &Expr) -> Option<String> {
    let last = |path: &Path| path.segments.last().map(|last| last.ident.to_string());
    match expr {
        Expr::Macro(expr) => last(&expr.mac.path),
        Expr::MethodCall(call) => Some(call.method.to_string()),
        Expr::Call(call) => match &*call.func {
            Expr::Path(function) => last(&function.path),
            _ => None,
        },
        _ => None,
    }
}

/// An iterator with a name may be a `&mut` that is used again: a method reborrows it, a function would
/// take it.
fn is_place(expr: &Expr) -> bool {
    match expr {
        Expr::Path(_) | Expr::Field(_) | Expr::Index(_) | Expr::Unary(_) => true,
        Expr::Paren(inner) => is_place(&inner.expr),
        _ => false,
    }
}

/// What a written type says a value is, if it is a string or a vector.
pub(super) fn shape_of_type(ty: &Type) -> Option<Shape> {
    match ty {
        Type::Path(ty) if ty.qself.is_none() => shape_of_path(&ty.path),
        Type::Paren(ty) => shape_of_type(&ty.elem),
        Type::Group(ty) => shape_of_type(&ty.elem),
        _ => None,
    }
}

fn shape_of_path(path: &Path) -> Option<Shape> {
    let last = path.segments.last()?;
    match &last.arguments {
        PathArguments::None if last.ident == "String" => Some(Shape::Text),
        PathArguments::AngleBracketed(arguments) => {
            match (last.ident.to_string().as_str(), arguments.args.len()) {
                ("Vec", 1) => Some(Shape::Items),
                ("HashMap", 2) => Some(Shape::Map),
                ("HashSet", 1) => Some(Shape::Set),
                _ => None,
            }
        }
        _ => None,
    }
}
