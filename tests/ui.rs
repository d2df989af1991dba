//! What compiles and what does not, and what the compiler then says. The `.stderr` files are read by a
//! person: each must say where, why, and what to write instead.

#[test]
fn compiles() {
    trybuild::TestCases::new().pass("tests/ui/pass/*.rs");
}

#[test]
fn is_refused_with_a_helpful_message() {
    trybuild::TestCases::new().compile_fail("tests/ui/fail/*/*.rs");
}
