
---
async fn h(ctx: &RequestContext) -> String {
    let a = format!("{}", 1); let name = ctx.
}
