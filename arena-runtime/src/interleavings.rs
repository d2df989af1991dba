//! Runs a loom model and tells how many interleavings it had.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Every interleaving of `model`.
pub(crate) fn all(name: &str, model: impl Fn() + Send + Sync + 'static) {
    run(name, None, model);
}

/// Every interleaving in which a thread is interrupted, where it could have gone on, at most `interruptions`
/// times: for models whose interleavings are too many.
pub(crate) fn with_few_interruptions(
    name: &str,
    interruptions: usize,
    model: impl Fn() + Send + Sync + 'static,
) {
    run(name, Some(interruptions), model);
}

fn run(name: &str, interruptions: Option<usize>, model: impl Fn() + Send + Sync + 'static) {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = interruptions;
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    builder.check(move || {
        counted.fetch_add(1, Ordering::Relaxed);
        model();
    });
    println!("{name}: {} interleavings", count.load(Ordering::Relaxed));
}
