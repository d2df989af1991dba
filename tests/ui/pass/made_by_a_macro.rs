#![forbid(unsafe_code)]
#![deny(warnings)]

use arena_runtime::{Json, RequestContext, arena_handler};
use axum::{Router, extract::Path, routing::get};

macro_rules! handler {
    ($name:ident, $input:ty, $shown:expr) => {
        #[arena_handler]
        async fn $name(ctx: &RequestContext, Path(input): Path<$input>) -> Json<&'arena str> {
            let text = format!("{} {input}", $shown);
            Json(ctx.alloc_str(text.trim()))
        }
    };
}

macro_rules! annotate {
    ($item:item) => {
        #[arena_handler]
        $item
    };
}

handler!(numbers, u32, "number".to_string());

macro_rules! with_body {
    ($name:ident, $list:ty, $body:block) => {
        #[arena_handler]
        async fn $name() -> String $body

        #[arena_handler]
        async fn typed() -> String {
            let list: $list = vec![];
            list.len().to_string()
        }
    };
}

with_body!(from_block, Vec<u8>, {
    let text = format!("{}", 1);
    text.len().to_string()
});

annotate! {
    async fn whole(Path(id): Path<u32>) -> String {
        let text = format!("{id}");
        text.len().to_string()
    }
}

fn main() {
    let _: Router = Router::new()
        .route("/a/{id}", get(numbers))
        .route("/b/{id}", get(whole))
        .route("/c", get(from_block))
        .route("/d", get(typed));
}
