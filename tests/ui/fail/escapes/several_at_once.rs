use std::sync::Mutex;

use arena_runtime::{ArenaVec, Json, RequestContext, arena_handler};

static NAMES: Mutex<Vec<&str>> = Mutex::new(Vec::new());

#[arena_handler]
async fn handler(ctx: &RequestContext) -> Result<Json<&'static str>, &'static str> {
    let mut names: ArenaVec<'_, &str> = ctx.vec();
    names.push("Ada");
    tokio::task::spawn_blocking(move || names.len() + ctx.string().len());
    let numbers = ctx.pooled_vec::<u32>();
    std::thread::spawn(move || numbers.len());
    if NAMES.lock().is_err() {
        return Err(ctx.alloc_str("poisoned"));
    }
    let first = ctx.alloc_fmt(format_args!("{}", 1));
    *NAMES.lock().unwrap() = vec![];
    match first.len() {
        0 => Ok(Json("nobody")),
        _ => Ok(Json(first)),
    }
}

fn main() {}
