//! All variants of a workload answer the same.

use arena_workloads::{Workload, World, ask, router};
use serde_json::Value;

#[tokio::test]
async fn all_variants_answer_the_same() {
    let world = World::generate();
    for workload in Workload::ALL {
        for size in [1, workload.usual_size()] {
            let mut answers = Vec::new();
            for &variant in workload.variants() {
                let router = router(&world, variant);
                let response = ask::send(&router, workload.request(size)).await;
                assert_eq!(response.status(), 200, "{workload:?} {variant:?}");
                let body = ask::read(response).await;
                println!("{workload:?} {variant:?} {size}: {} bytes", body.len());
                // Maps are in no order, so what counts is what they hold.
                let answer = serde_json::from_slice(&body);
                answers.push(answer.unwrap_or_else(|_| Value::from(body.to_vec())));
            }
            let [plain, others @ ..] = &answers[..] else {
                panic!("{workload:?} has no variants");
            };
            for (other, variant) in others.iter().zip(&workload.variants()[1..]) {
                assert!(other == plain, "{workload:?} {variant:?} {size}");
            }
        }
    }
}
