use arena_runtime::arena_handler;

struct Session(*const u8);

fn session() -> Session {
    Session(std::ptr::null())
}

#[arena_handler]
async fn handler() -> String {
    let session = session();
    let line = format!("at {:?}", session.0);
    tokio::task::yield_now().await;
    println!("{line} of {:?}", session.0);
    String::new()
}

fn main() {}
