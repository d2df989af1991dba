//! The workloads behind a socket, on tokio's runtime of many threads, as an application is served.

use std::io::{Write, stdout};
use std::net::Ipv4Addr;

use arena_workloads::{Variant, World, router};
use tokio::net::TcpListener;

use crate::Result;

pub(super) fn run(variant: Variant) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        println!("{}", listener.local_addr()?);
        stdout().flush()?;
        axum::serve(listener, router(&World::generate(), variant)).await?;
        Ok(())
    })
}
