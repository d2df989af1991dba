use arena_runtime::{Json, arena_handler};

struct AppError;

#[arena_handler]
async fn of_ones_own() -> Result<Json<u32>, AppError> {
    panic!()
}

#[arena_handler]
async fn of_std() -> Result<String, std::io::Error> {
    panic!()
}

#[arena_handler]
async fn boxed() -> Result<String, Box<dyn std::error::Error>> {
    panic!()
}

fn main() {}
