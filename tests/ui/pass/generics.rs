#![forbid(unsafe_code)]
#![deny(warnings)]

use arena_runtime::{Json, arena_handler};
use axum::extract::State;
use axum::{Router, routing::get};
use std::fmt::Display;

trait Store: Clone + Send + Sync + 'static {
    type Name: Display;
    fn name(&self) -> Self::Name;
}

#[derive(Clone)]
struct Memory;

impl Store for Memory {
    type Name = u32;
    fn name(&self) -> u32 {
        7
    }
}

#[arena_handler]
async fn by_parameter<S: Store>(State(store): State<S>) -> String {
    let name = store.name().to_string();
    name.len().to_string()
}

#[arena_handler]
async fn by_where_clause<S>(State(store): State<S>) -> Json<[&'arena str; 1]>
where
    S: Store,
{
    Json([format!("{}", store.name())])
}

struct Routes;

impl Routes {
    #[arena_handler]
    async fn associated(State(store): State<Memory>) -> String {
        let name = store.name().to_string();
        name.as_str().repeat(2)
    }
}

fn main() {
    let _: Router = Router::new()
        .route("/a", get(by_parameter::<Memory>))
        .route("/b", get(by_where_clause::<Memory>))
        .route("/c", get(Routes::associated))
        .with_state(Memory);
}
