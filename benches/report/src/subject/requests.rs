//! The same request again and again, for callgrind, which counts only within [`counted_request`].

use super::Application;
use crate::case::Case;

pub(super) fn run(case: Case, warm_up: usize, count: usize) {
    let application = Application::new();
    for _ in 0..warm_up {
        application.answer(case);
    }
    for _ in 0..count {
        counted_request(&application, case);
    }
}

/// Named on callgrind's command line. Nothing that it calls may bear its name, closures of it included:
/// callgrind would stop counting there.
#[inline(never)]
fn counted_request(application: &Application, case: Case) {
    application.answer(case);
}
