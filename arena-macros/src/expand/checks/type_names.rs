//! What can be told of a type by how it is written: on it depends what is said, never whether.

use syn::{GenericArgument, Ident, PathArguments, Type};

/// The name of a type that wraps another one, and that; of a `Result` it is the one of its `Ok`.
pub(super) fn wrapper(ty: &Type) -> Option<(&Ident, &Type)> {
    let (name, types) = generic(ty)?;
    match types[..] {
        [inner] => Some((name, inner)),
        [inner, _] if name == "Result" => Some((name, inner)),
        _ => None,
    }
}

/// The name of a generic type, and its types.
pub(super) fn generic(ty: &Type) -> Option<(&Ident, Vec<&Type>)> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last()?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return None;
    };
    let types = arguments.args.iter().map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    });
    Some((&last.ident, types.collect::<Option<_>>()?))
}

/// Whether a type is one of other types: then it is of those that something must be said.
pub(super) fn has_types(ty: &Type) -> bool {
    match ty {
        Type::Path(path) => {
            let last = path.path.segments.last();
            last.is_some_and(|last| match &last.arguments {
                PathArguments::None => false,
                PathArguments::Parenthesized(_) => true,
                PathArguments::AngleBracketed(arguments) => arguments.args.iter().any(is_type),
            })
        }
        Type::Paren(paren) => has_types(&paren.elem),
        Type::Group(group) => has_types(&group.elem),
        Type::Tuple(_) => true,
        _ => false,
    }
}

/// Whether a type is one of other types, or made of one: no attribute can be put on it.
pub(super) fn is_compound(ty: &Type) -> bool {
    has_types(ty) || matches!(ty, Type::Array(_) | Type::Reference(_) | Type::Slice(_))
}

fn is_type(argument: &GenericArgument) -> bool {
    !matches!(argument, GenericArgument::Lifetime(_))
}
