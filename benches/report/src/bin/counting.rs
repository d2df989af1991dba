//! What is measured, with its allocations counted.

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: arena_workloads::counting::Counting = arena_workloads::counting::Counting;

fn main() -> ExitCode {
    arena_report::subject::main()
}
