//! Tables as JSON, a line each row: whole, or row after row as they come.

use std::pin::Pin;
use std::task::{Context, Poll};

use axum::BoxError;
use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use futures_core::Stream;
use pin_project_lite::pin_project;
use serde::Serialize;

use super::response_buffer::{ResponseBuffer, Writer};
use super::serializer::{error_response, write_json};

const CONTENT_TYPE: &str = "application/x-ndjson";

/// A chunk is sent when it has as many bytes; the row it ends with may be longer.
const CHUNK: usize = 64 * 1024;

/// Rows as newline-delimited JSON (`application/x-ndjson`), written into a reused buffer.
///
/// ```
/// use arena_runtime::Ndjson;
///
/// #[derive(serde::Serialize)]
/// struct Player {
///     id: u32,
/// }
///
/// async fn export() -> Ndjson<Vec<Player>> {
///     Ndjson((1..=3).map(|id| Player { id }).collect()) // {"id":1}␊{"id":2}␊{"id":3}␊
/// }
/// # let _ = axum::Router::<()>::new().route("/", axum::routing::get(export));
/// ```
///
/// Any iterator will do, so nothing need be collected: `Ndjson(rows.iter().map(..))`. A row that cannot be
/// serialized makes the answer the one that [`Json`](crate::Json) makes then.
#[derive(Clone, Copy, Debug)]
#[must_use]
pub struct Ndjson<R>(pub R);

impl<S> Ndjson<S> {
    /// Rows that are sent as they come, without ever holding the table.
    ///
    /// They are serialized one after another into reused chunks of 64 KiB, to which the last row of each is
    /// added whole; while the stream is not ready, what there is is sent. An error, of the stream or of a row that
    /// cannot be serialized, ends the body after the last whole row: the client sees the connection break off,
    /// since the status is sent already.
    ///
    /// ```
    /// use std::io;
    ///
    /// use arena_runtime::{Ndjson, NdjsonStream};
    /// use futures_util::stream::{self, Stream};
    ///
    /// /// As from a database's cursor.
    /// fn rows() -> impl Stream<Item = io::Result<(u32, &'static str)>> {
    ///     stream::iter((0..1_000_000).map(|id| Ok((id, "Ada"))))
    /// }
    ///
    /// async fn export() -> NdjsonStream<impl Stream<Item = io::Result<(u32, &'static str)>>> {
    ///     Ndjson::stream(rows())
    /// }
    /// # let _ = axum::Router::<()>::new().route("/", axum::routing::get(export));
    /// ```
    pub fn stream(rows: S) -> NdjsonStream<S> {
        NdjsonStream {
            rows,
            chunk: None,
            end: End::NotYet,
        }
    }
}

impl<R: IntoIterator<Item: Serialize>> IntoResponse for Ndjson<R> {
    fn into_response(self) -> Response {
        let mut writer = Writer::new();
        for row in self.0 {
            if let Err(error) = write_row(&mut writer, &row) {
                return error_response(writer, &error);
            }
        }
        ResponseBuffer::of(writer, CONTENT_TYPE).into_response()
    }
}

fn write_row<T: Serialize>(writer: &mut Writer, row: &T) -> serde_json::Result<()> {
    write_json(writer, row)?;
    writer.push(b"\n");
    Ok(())
}

pin_project! {
    /// An answer of rows as they come; made by [`Ndjson::stream`].
    ///
    /// It is a stream of its chunks, too, for bodies of another kind.
    #[derive(Debug)]
    #[must_use]
    pub struct NdjsonStream<S> {
        #[pin]
        rows: S,
        // Whole rows that are not sent yet.
        chunk: Option<Writer>,
        end: End,
    }
}

#[derive(Debug)]
enum End {
    NotYet,
    /// With an error that is to be reported after what is written.
    Failed(BoxError),
    Ended,
}

impl<S, T, E> Stream for NdjsonStream<S>
where
    S: Stream<Item = Result<T, E>>,
    T: Serialize,
    E: Into<BoxError>,
{
    type Item = Result<Bytes, BoxError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let mut this = self.project();
        while let End::NotYet = this.end {
            match this.rows.as_mut().poll_next(context) {
                Poll::Pending if this.chunk.is_none() => return Poll::Pending,
                Poll::Pending => break,
                Poll::Ready(None) => *this.end = End::Ended,
                Poll::Ready(Some(Err(error))) => *this.end = End::Failed(error.into()),
                Poll::Ready(Some(Ok(row))) => {
                    let chunk = this.chunk.get_or_insert_with(Writer::new);
                    let whole = chunk.written().len();
                    if let Err(error) = write_row(chunk, &row) {
                        chunk.truncate(whole);
                        *this.end = End::Failed(error.into());
                    } else if chunk.written().len() >= CHUNK {
                        break;
                    }
                }
            }
        }
        if let Some(chunk) = this.chunk.take()
            && !chunk.written().is_empty()
        {
            return Poll::Ready(Some(Ok(chunk.finish())));
        }
        match std::mem::replace(this.end, End::Ended) {
            End::Failed(error) => Poll::Ready(Some(Err(error))),
            End::Ended | End::NotYet => Poll::Ready(None),
        }
    }
}

impl<S, T, E> IntoResponse for NdjsonStream<S>
where
    S: Stream<Item = Result<T, E>> + Send + 'static,
    T: Serialize,
    E: Into<BoxError>,
{
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::from_stream(self));
        let content_type = HeaderValue::from_static(CONTENT_TYPE);
        response
            .headers_mut()
            .insert(header::CONTENT_TYPE, content_type);
        response
    }
}
