use arena_runtime::{Json, RequestContext, arena_handler};
use axum::extract::Path;

#[arena_handler]
async fn rename(Path((region, id)): Path<(&str, u32)>, Json(names): Json<&[u8]>) -> &'static str {
    tokio::spawn(async move {
        println!("{region} {id} {}", names.len());
    });
    "ok"
}

#[arena_handler]
async fn beside_the_context(ctx: &RequestContext, Json(name): Json<&str>) -> &'static str {
    let line = ctx.alloc_str(name);
    std::thread::spawn(move || println!("{line} {name}"));
    "ok"
}

fn main() {}
