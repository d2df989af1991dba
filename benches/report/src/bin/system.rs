//! What is measured, under the system's allocator.

use std::process::ExitCode;

fn main() -> ExitCode {
    arena_report::subject::main()
}
