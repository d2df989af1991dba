//! What a user of `axum::Json` writes compiles with the import changed.

use arena_runtime::Json;
use axum::extract::rejection::JsonRejection;

#[test]
fn reads_bytes_that_come_from_elsewhere() {
    let Json(numbers) = Json::<Vec<u8>>::from_bytes(b" [1, 2] ").expect("it is right");
    assert_eq!(numbers, [1, 2]);
    let rejection = Json::<Vec<u8>>::from_bytes(b"[1, 256]").expect_err("it is wrong");
    assert!(matches!(rejection, JsonRejection::JsonDataError(_)));
    let axums = axum::Json::<Vec<u8>>::from_bytes(b"[1, 256]").expect_err("it is wrong");
    assert_eq!(rejection.body_text(), axums.body_text());
    assert!(rejection.body_text().contains("[1]"), "the path is told");
}

#[test]
fn is_what_it_holds() {
    let mut json = Json::from(vec![1]);
    json.push(2);
    let Json(numbers) = json.clone();
    assert_eq!(numbers.len(), json.len());
    let Json(from_axum) = Json::<&str>::from(axum::Json("Ada"));
    assert_eq!(format!("{:?}", Json(from_axum)), "Json(\"Ada\")");
    assert_eq!(Json::<u8>::default().0, 0);
}
