use arena_runtime::{Json, arena_handler};

#[arena_handler]
async fn rename(Json(name): Json<&str>) -> &'static str {
    tokio::spawn(async move {
        println!("{name}");
    });
    "ok"
}

fn main() {}
