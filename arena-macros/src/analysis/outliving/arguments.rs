//! What a handler's arguments bind, as far as it is certain: names of what owns its contents, of what borrows
//! from the request, and of what is shared with other requests.

use syn::{Expr, FnArg, GenericArgument, Ident, Pat, PatType, PathArguments, Signature, Type};

use super::names::Kind;
use crate::parse::return_type::borrows_from_arena;

/// Types that own what they hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owned {
    /// `String`.
    Text,
    /// `Vec<_>`.
    Items,
    /// Numbers and the like.
    Plain,
}

/// Extractors of one field, whose type is what they are generic in.
const EXTRACTORS: [&str; 6] = ["Extension", "Form", "Json", "Path", "Query", "State"];

/// Extractors of what is shared with other requests.
const SHARED: [&str; 2] = ["Extension", "State"];

/// The names that arguments bind to owners, as `Path(name): Path<String>` does.
pub(super) fn owners(signature: &Signature) -> Vec<(&Ident, Owned)> {
    bound(signature, &owned)
}

/// The names that arguments bind to what borrows from the request, as `Path(name): Path<&str>` does.
pub(super) fn borrowers(signature: &Signature) -> Vec<(&Ident, Kind)> {
    bound(signature, &|ty| match ty {
        Type::Reference(reference) if borrows_from_arena(ty) => Some(match &*reference.elem {
            Type::Path(path) if path.path.is_ident("str") => Kind::RequestText,
            _ => Kind::RequestData,
        }),
        _ => None,
    })
}

/// The names that arguments bind to what is of a type of which `wanted` says something, and that.
fn bound<'s, T>(
    signature: &'s Signature,
    wanted: &impl Fn(&Type) -> Option<T>,
) -> Vec<(&'s Ident, T)> {
    let mut found = Vec::new();
    for PatType { pat, ty, .. } in arguments(signature) {
        bound_in(pat, ty, wanted, &mut found);
    }
    found
}

/// The names of what is shared, as in `State(app): State<App>`.
pub(super) fn shared(signature: &Signature) -> Vec<&Ident> {
    let shared = |argument: &'_ PatType| {
        let (name, _) = extractor(&argument.ty)?;
        SHARED.iter().any(|shared| name == shared).then_some(())
    };
    let mut found = Vec::new();
    for argument in arguments(signature).filter(|argument| shared(argument).is_some()) {
        let mut pat = &*argument.pat;
        if let Pat::TupleStruct(fields) = pat
            && let Some(field) = fields.elems.first()
        {
            pat = field;
        }
        if let Pat::Ident(bound) = pat {
            found.push(&bound.ident);
        }
    }
    found
}

fn arguments(signature: &Signature) -> impl Iterator<Item = &PatType> {
    signature.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(argument) => Some(argument),
        FnArg::Receiver(_) => None,
    })
}

fn bound_in<'s, T>(
    pat: &'s Pat,
    ty: &Type,
    wanted: &impl Fn(&Type) -> Option<T>,
    found: &mut Vec<(&'s Ident, T)>,
) {
    match (pat, ty) {
        (Pat::Ident(bound), ty) if bound.by_ref.is_none() && bound.subpat.is_none() => {
            found.extend(wanted(ty).map(|of_it| (&bound.ident, of_it)));
        }
        (Pat::Tuple(pats), Type::Tuple(types)) if pats.elems.len() == types.elems.len() => {
            for (pat, ty) in pats.elems.iter().zip(&types.elems) {
                bound_in(pat, ty, wanted, found);
            }
        }
        (Pat::TupleStruct(fields), ty) if fields.elems.len() == 1 => {
            if let Some((name, of)) = extractor(ty)
                && EXTRACTORS.iter().any(|known| name == known)
            {
                bound_in(&fields.elems[0], of, wanted, found);
            }
        }
        _ => {}
    }
}

/// The name of a type that is generic in one type, and that type.
fn extractor(ty: &Type) -> Option<(&Ident, &Type)> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last()?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return None;
    };
    match (arguments.args.first()?, arguments.args.len()) {
        (GenericArgument::Type(of), 1) => Some((&last.ident, of)),
        _ => None,
    }
}

fn owned(ty: &Type) -> Option<Owned> {
    let Type::Path(path) = ty else { return None };
    let name = path.path.segments.last()?.ident.to_string();
    match name.as_str() {
        "String" => Some(Owned::Text),
        "Vec" => Some(Owned::Items),
        "bool" | "char" | "u8" | "u16" | "u32" | "u64" | "u128" | "usize" | "i8" | "i16"
        | "i32" | "i64" | "i128" | "isize" | "f32" | "f64" => Some(Owned::Plain),
        _ => None,
    }
}

/// The name that `expr` certainly borrows from, if that is an owner: `&name`, `&name[..]`, `name.as_str()`.
pub(super) fn borrowed_owner(expr: &Expr) -> Option<&Ident> {
    match expr {
        Expr::Reference(reference) if reference.mutability.is_none() => place(&reference.expr),
        Expr::MethodCall(call) if call.args.is_empty() => {
            const VIEWS: [&str; 6] = [
                "as_bytes",
                "as_slice",
                "as_str",
                "trim",
                "trim_end",
                "trim_start",
            ];
            let views = VIEWS.iter().any(|view| call.method == view);
            let receiver = &*call.receiver;
            views.then(|| place(receiver).or_else(|| borrowed_owner(receiver)))?
        }
        Expr::Paren(paren) => borrowed_owner(&paren.expr),
        Expr::Group(group) => borrowed_owner(&group.expr),
        _ => None,
    }
}

fn place(expr: &Expr) -> Option<&Ident> {
    match expr {
        Expr::Path(path) => path.path.get_ident(),
        Expr::Index(index) if matches!(*index.index, Expr::Range(_)) => place(&index.expr),
        Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Deref(_)) => place(&unary.expr),
        Expr::Paren(paren) => place(&paren.expr),
        Expr::Group(group) => place(&group.expr),
        _ => None,
    }
}
