use arena_runtime::{ArenaVec, ContextPool, RequestContext, arena_handler};

#[arena_handler]
async fn handler(ctx: &RequestContext) -> String {
    let mut names: ArenaVec<'_, &str> = ctx.vec();
    {
        let other = ContextPool::global().acquire();
        names.push(other.alloc_str("Ada"));
    }
    names.concat()
}

fn main() {}
