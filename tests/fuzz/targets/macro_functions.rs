//! Arbitrary functions that are valid.

#![no_main]

use arena_fuzz::Function;

libfuzzer_sys::fuzz_target!(|input: Function| input.0.assert_becomes_a_function());
