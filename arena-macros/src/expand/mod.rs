//! The function that stands in the user's place: the same name, attributes, generics and arguments, and a
//! body whose routed sites are made in the arena. A handler's leases a context first ([`handler`]); another
//! function's has one already ([`function`]).

mod body;
mod borrowing;
mod checks;
mod function;
mod handler;
mod waiting;

#[cfg(test)]
mod tests;

pub(crate) use self::function::arena_fn;
pub(crate) use self::handler::arena_handler;
