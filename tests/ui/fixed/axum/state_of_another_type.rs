//! # A `State` that is no part of the router's
//!
//! Where the attribute is told the router's state, it can tell what may be taken from it: the state itself,
//! and what implements `FromRef` for it.

use arena_runtime::arena_handler;
use axum::extract::{FromRef, State};

#[derive(Clone)]
struct AppState {
    database: Database,
}

#[derive(Clone)]
struct Database;

impl FromRef<AppState> for Database {
    fn from_ref(state: &AppState) -> Self {
        state.database.clone()
    }
}

#[arena_handler(state = AppState)]
async fn handler(State(_database): State<Database>) {}

fn main() {}
