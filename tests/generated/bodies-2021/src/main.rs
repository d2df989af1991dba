//! The chunk of twins that the generator has just written; see `.ci/twins`.

#![allow(warnings)]

include!(env!("TWINS_CHUNK"));
