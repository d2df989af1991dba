use arena_runtime::{RequestContext, arena_handler};

#[arena_handler]
async fn handler(ctx: &RequestContext) -> &'static str {
    let mut line = ctx.pooled_string();
    line.push_str("line");
    std::thread::spawn(move || println!("{line}"));
    "ok"
}

fn main() {}
