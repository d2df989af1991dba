//! # An error held across an await
//!
//! `Box<dyn Error>` says nothing of threads, so the compiler takes it for one that stays on its own. Say that it may
//! go to others.

use std::error::Error;

use arena_runtime::arena_handler;

async fn attempt() -> Result<(), std::io::Error> {
    Ok(())
}

#[arena_handler]
async fn handler() -> String {
    let failed: Option<Box<dyn Error + Send + Sync>> = attempt().await.err().map(Into::into);
    attempt().await.ok();
    failed.map_or_else(String::new, |failed| failed.to_string())
}

fn main() {}
