//! Nothing is in scope but what is imported here; and there is a module called as the runtime is.

#![no_implicit_prelude]
#![forbid(unsafe_code)]
#![deny(warnings, clippy::all, clippy::pedantic)]

mod arena_runtime {
    pub mod expansion {}
}

mod handlers {
    use ::arena_runtime::{Json, RequestContext, arena_fn, arena_handler};
    use ::axum::extract::Path;
    use ::std::string::{String, ToString as _};
    use ::std::vec::Vec;
    use ::std::{format, vec};

    fn keep(_: String, _: Vec<u8>) {}

    #[arena_handler]
    pub async fn plain(Path(id): Path<u32>) -> String {
        let text = format!("{id}{}", id + 1);
        let list = vec![text.len(), 2];
        // On the heap, or the macros above would be imported in vain.
        keep(format!("{list:?}"), vec![1]);
        text.len().to_string()
    }

    #[arena_handler]
    pub async fn answer(ctx: &RequestContext, Path(id): Path<u32>) -> Json<Vec<&'_ str>> {
        Json(vec![format!("{id}{:?}", ctx.arena())])
    }

    #[arena_handler(budget = "1MiB")]
    pub async fn unchanged() -> &'static str {
        "text"
    }

    #[arena_fn]
    pub fn helper(ctx: &RequestContext, id: u32) -> usize {
        let text = format!("{id}");
        text.len() + ctx.alloc_str(&text).len()
    }
}

fn main() {
    use ::axum::{Router, routing::get};
    let _: Router = Router::new()
        .route("/{id}", get(handlers::plain))
        .route("/a/{id}", get(handlers::answer))
        .route("/u", get(handlers::unchanged));
    ::std::assert_eq!(handlers::helper(&::arena_runtime::RequestContext::new(), 1), 2);
}
