use arena_runtime::arena_handler;

#[arena_handler]
async fn handler() {
    let _rc = std::rc::Rc::new(());
    async {}.await;
}

fn main() {}
