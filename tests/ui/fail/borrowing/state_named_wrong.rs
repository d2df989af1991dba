use arena_runtime::{BorrowFromRequest, RequestContext, arena_handler};
use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;

#[derive(Clone)]
struct Users;

struct User<'a>(&'a str);

struct HeldUser(String);

impl FromRequestParts<Users> for HeldUser {
    type Rejection = StatusCode;

    async fn from_request_parts(_: &mut Parts, _: &Users) -> Result<Self, StatusCode> {
        Ok(Self(String::from("Ada")))
    }
}

impl<'request> BorrowFromRequest<'request> for User<'request> {
    type Held = HeldUser;
    type Rejection = StatusCode;

    fn borrow_from(
        held: &'request mut HeldUser,
        _: &'request RequestContext,
    ) -> Result<Self, StatusCode> {
        Ok(Self(&held.0))
    }
}

#[arena_handler(state = String)]
async fn greet(User(name): User<'_>) -> String {
    format!("Hello, {name}")
}

fn main() {}
