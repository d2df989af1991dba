//! Beginnings of functions that are valid.

#![no_main]

use arena_fuzz::CutFunction;

libfuzzer_sys::fuzz_target!(|input: CutFunction| input.0.assert_is_for_an_editor());
