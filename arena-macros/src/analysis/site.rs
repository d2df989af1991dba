//! Allocation sites: expressions that make a `String` or a `Vec`, recognised by their form.

use syn::{Expr, ExprCall, ExprMacro, ExprMethodCall, GenericArgument, Path, PathArguments, Type};

use super::ExprId;
use super::fate::Fate;
use crate::parse::body_macros::{BodyMacros, MacroKind};

/// What a site makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A `String`.
    Text,
    /// A `Vec`.
    Items,
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
    /// `iterator.collect()`, into a type that is written at the site or at its binding.
    Collect,
}

/// The associated functions that make a string or a vector.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Constructor {
    New,
    WithCapacity,
    From,
}

/// A site as found.
pub(super) struct Site {
    pub(super) expr: ExprId,
    pub(super) kind: SiteKind,
    pub(super) fate: Fate,
    /// In a closure or `async` block, where the context is out of reach.
    pub(super) in_closure: bool,
}

/// A site's form and shape; the shape is open for a `collect()` whose type is not written at the site.
pub(super) struct Form {
    pub(super) kind: SiteKind,
    pub(super) shape: Option<Shape>,
}

impl Form {
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
            MacroKind::Formatting { .. } => return None,
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
            _ => return None,
        };
        let owner = &segments.get(segments.len().checked_sub(2)?)?.ident;
        let shape = if owner == "String" {
            Shape::Text
        } else if owner == "Vec" && constructor != Constructor::From {
            Shape::Items
        } else {
            return None;
        };
        Some(Self {
            kind: SiteKind::Construct(constructor),
            shape: Some(shape),
        })
    }

    fn of_method_call(call: &ExprMethodCall) -> Option<Self> {
        if !call.args.is_empty() {
            return None;
        }
        match call.method.to_string().as_str() {
            "to_string" if call.turbofish.is_none() => Some(Self {
                kind: SiteKind::ToString,
                shape: Some(Shape::Text),
            }),
            // An iterator with a name may be a `&mut` that is used again: a method reborrows it, a
            // function would take it.
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
}

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
        PathArguments::AngleBracketed(arguments)
            if last.ident == "Vec" && arguments.args.len() == 1 =>
        {
            Some(Shape::Items)
        }
        _ => None,
    }
}
