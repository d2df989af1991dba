//! Arbitrary tokens as options and item.

#![no_main]

use arena_fuzz::EditedTokens;

libfuzzer_sys::fuzz_target!(|input: EditedTokens| input.0.assert_is_for_an_editor());
