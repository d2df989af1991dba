//! Inputs for the fuzz targets on the macros, and the macros themselves. A crate of macros cannot be linked
//! as a library, so its modules are compiled here a second time, at the root, where they look for each other.

#[path = "../../../arena-macros/src/analysis/mod.rs"]
mod analysis;
#[path = "../../../arena-macros/src/expand/mod.rs"]
mod expand;
#[path = "../../../arena-macros/src/explain/mod.rs"]
mod explain;
#[path = "../../../arena-macros/src/parse/mod.rs"]
mod parse;
#[path = "../../../arena-macros/src/rewrite/mod.rs"]
mod rewrite;

#[path = "../../../arena-macros/src/expand/tests/cuts.rs"]
mod cuts;
#[path = "../../../arena-macros/src/expand/tests/handlers.rs"]
mod handlers;
#[path = "../../../arena-macros/src/expand/tests/names.rs"]
mod names;

mod case;
mod cut_function;
mod edited_tokens;
mod function;

pub use self::case::Case;
pub use self::cut_function::CutFunction;
pub use self::edited_tokens::EditedTokens;
pub use self::function::Function;
