//! What answers a request that has gone over its budget, as its pool was told.

use std::fmt;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::sync::Arc;

use axum::response::{IntoResponse, Response};

use crate::arena::BudgetExceeded;

/// Makes a response of a refusal.
#[derive(Clone)]
pub(crate) struct OverBudget(Arc<dyn Fn(BudgetExceeded) -> Response + Send + Sync>);

// It is called once a request has ended, and shares nothing with what the panic interrupted.
impl UnwindSafe for OverBudget {}
impl RefUnwindSafe for OverBudget {}

impl OverBudget {
    pub(crate) fn new<R: IntoResponse>(
        answer: impl Fn(BudgetExceeded) -> R + Send + Sync + 'static,
    ) -> Self {
        Self(Arc::new(move |exceeded| answer(exceeded).into_response()))
    }

    pub(crate) fn answer(&self, exceeded: BudgetExceeded) -> Response {
        (self.0)(exceeded)
    }
}

impl fmt::Debug for OverBudget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OverBudget")
    }
}
