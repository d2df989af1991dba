#![allow(unused_imports)]

use arena_runtime::arena_handler;

#[arena_handler]
pub enum Handlers {
    List,
}

#[arena_handler]
mod handlers {}

#[arena_handler]
const HANDLERS: usize = 1;

#[arena_handler]
pub(crate) type Handler = fn();

#[arena_handler]
use std::fmt;

fn main() {}
