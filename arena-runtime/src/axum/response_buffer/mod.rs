//! Answers that are written piece by piece, in buffers that come back when the last byte is sent.
//!
//! [`shelf`] keeps the buffers and says how many, [`writer`] fills one, and [`ResponseBuffer`] makes a response
//! of it. What is written is others' business: `Json`'s, `Ndjson`'s, or the user's.

mod shelf;
mod writer;

use std::fmt;
use std::io;

use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;

pub(super) use self::writer::Writer;
#[cfg(feature = "json")]
pub(super) use self::writer::copy_ends;

/// Text or bytes of an answer, written into a reused buffer and sent without copying.
///
/// It is an [`io::Write`] and a [`fmt::Write`], neither of which ever fails, and answers with the content type
/// it was made for:
///
/// ```
/// use std::fmt::Write;
///
/// use arena_runtime::ResponseBuffer;
/// use axum::{Router, extract::Path, routing::get};
///
/// async fn greet(Path(name): Path<String>) -> ResponseBuffer {
///     let mut page = ResponseBuffer::html();
///     write!(page, "<h1>Hello, {name}</h1>").unwrap();
///     page
/// }
/// # let _ = Router::<()>::new().route("/{name}", get(greet));
/// ```
///
/// So a handler that returns `Html<String>`, `String` or `(StatusCode, String)` answers the same without an
/// allocation that grows with the text: `Html(page)` becomes `ResponseBuffer::html()`, `text` becomes
/// [`ResponseBuffer::text`], and `(status, text)` becomes `(status, buffer)`.
///
/// ```
/// use std::fmt::Write;
///
/// use arena_runtime::ResponseBuffer;
/// use axum::http::StatusCode;
/// use axum::response::{Html, IntoResponse};
///
/// async fn missing() -> (StatusCode, ResponseBuffer) {
///     let mut text = ResponseBuffer::text();
///     write!(text, "there is no player {}", 7).unwrap();
///     (StatusCode::NOT_FOUND, text)
/// }
///
/// let mut page = ResponseBuffer::html();
/// page.push_str("<p>");
/// let plain = Html(String::from("<p>")).into_response();
/// assert_eq!(page.into_response().headers(), plain.headers());
/// ```
///
/// The writers of other crates write into it as they are, such as `csv`'s:
///
/// ```
/// use arena_runtime::ResponseBuffer;
///
/// async fn table() -> Result<ResponseBuffer, String> {
///     let mut csv = csv::Writer::from_writer(ResponseBuffer::csv());
///     for id in 0..3 {
///         csv.serialize((id, format!("Player {id}"))).map_err(|error| error.to_string())?;
///     }
///     csv.into_inner().map_err(|error| error.to_string())
/// }
/// # tokio::runtime::Runtime::new().unwrap().block_on(async {
/// # assert_eq!(table().await.unwrap().as_bytes(), b"0,Player 0\n1,Player 1\n2,Player 2\n");
/// # });
/// ```
///
/// # Limits
///
/// A thread keeps at most 16 buffers, none over 4 MiB, and 8 MiB in all; those of answers that are still being
/// sent count too. A buffer starts with room for the largest of the thread's last 64 to 128 answers, and one
/// that has more than four times that is freed.
#[must_use = "a buffer is an answer once it is returned"]
pub struct ResponseBuffer {
    writer: Writer,
    content_type: HeaderValue,
}

impl ResponseBuffer {
    /// An empty buffer that answers with `content_type`.
    ///
    /// ```
    /// use arena_runtime::ResponseBuffer;
    /// use axum::http::HeaderValue;
    ///
    /// let mut feed = ResponseBuffer::new(HeaderValue::from_static("application/rss+xml"));
    /// feed.push_str("<rss/>");
    /// ```
    pub fn new(content_type: HeaderValue) -> Self {
        Self {
            writer: Writer::new(),
            content_type,
        }
    }

    /// `text/plain; charset=utf-8`, like a `String`.
    ///
    /// ```
    /// let mut text = arena_runtime::ResponseBuffer::text();
    /// text.push_str("ok");
    /// ```
    pub fn text() -> Self {
        Self::new(HeaderValue::from_static("text/plain; charset=utf-8"))
    }

    /// `text/html; charset=utf-8`, like [`axum::response::Html`].
    ///
    /// ```
    /// let mut page = arena_runtime::ResponseBuffer::html();
    /// page.push_str("<h1>ok</h1>");
    /// ```
    pub fn html() -> Self {
        Self::new(HeaderValue::from_static("text/html; charset=utf-8"))
    }

    /// `text/csv; charset=utf-8`.
    ///
    /// ```
    /// let mut table = arena_runtime::ResponseBuffer::csv();
    /// table.push_str("name,score\nAda,7\n");
    /// ```
    pub fn csv() -> Self {
        Self::new(HeaderValue::from_static("text/csv; charset=utf-8"))
    }

    /// `application/octet-stream`, like a `Vec<u8>`.
    ///
    /// ```
    /// let mut bytes = arena_runtime::ResponseBuffer::bytes();
    /// bytes.push_bytes(&[0, 1, 2]);
    /// ```
    pub fn bytes() -> Self {
        Self::new(HeaderValue::from_static("application/octet-stream"))
    }

    #[cfg(feature = "json")]
    pub(super) fn of(writer: Writer, content_type: &'static str) -> Self {
        Self {
            writer,
            content_type: HeaderValue::from_static(content_type),
        }
    }

    /// Appends text.
    ///
    /// ```
    /// let mut text = arena_runtime::ResponseBuffer::text();
    /// text.push_str("Ada");
    /// assert_eq!(text.as_bytes(), b"Ada");
    /// ```
    #[inline]
    pub fn push_str(&mut self, text: &str) {
        self.writer.push(text.as_bytes());
    }

    /// Appends bytes.
    ///
    /// ```
    /// let mut bytes = arena_runtime::ResponseBuffer::bytes();
    /// bytes.push_bytes(b"\xff");
    /// assert_eq!(bytes.as_bytes(), b"\xff");
    /// ```
    #[inline]
    pub fn push_bytes(&mut self, bytes: &[u8]) {
        self.writer.push(bytes);
    }

    /// Makes room for as many bytes more, where the last answers do not tell.
    ///
    /// ```
    /// let mut text = arena_runtime::ResponseBuffer::text();
    /// text.reserve(1024 * 1024);
    /// ```
    ///
    /// # Panics
    ///
    /// If the bytes would be more than `isize::MAX`.
    pub fn reserve(&mut self, additional: usize) {
        self.writer.reserve(additional);
    }

    /// Forgets what was written, to begin anew.
    ///
    /// ```
    /// let mut text = arena_runtime::ResponseBuffer::text();
    /// text.push_str("half an answ");
    /// text.clear();
    /// assert!(text.is_empty());
    /// ```
    pub fn clear(&mut self) {
        self.writer.truncate(0);
    }

    /// What was written so far.
    ///
    /// ```
    /// let text = arena_runtime::ResponseBuffer::text();
    /// assert_eq!(text.as_bytes(), b"");
    /// ```
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.writer.written()
    }

    /// How many bytes were written so far.
    ///
    /// ```
    /// let mut text = arena_runtime::ResponseBuffer::text();
    /// text.push_str("é");
    /// assert_eq!(text.len(), 2);
    /// ```
    #[must_use]
    pub fn len(&self) -> usize {
        self.as_bytes().len()
    }

    /// Whether nothing was written so far.
    ///
    /// ```
    /// assert!(arena_runtime::ResponseBuffer::text().is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.as_bytes().is_empty()
    }

    /// The bytes alone, not copied. The buffer is used again when the last of them is dropped.
    ///
    /// ```
    /// let mut text = arena_runtime::ResponseBuffer::text();
    /// text.push_str("Ada");
    /// assert_eq!(text.into_bytes(), "Ada");
    /// ```
    #[must_use]
    pub fn into_bytes(self) -> Bytes {
        self.writer.finish()
    }
}

impl fmt::Debug for ResponseBuffer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ResponseBuffer")
            .field("content_type", &self.content_type)
            .field("len", &self.len())
            .finish_non_exhaustive()
    }
}

impl io::Write for ResponseBuffer {
    #[inline]
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.write(bytes)
    }

    #[inline]
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.writer.write_all(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl fmt::Write for ResponseBuffer {
    #[inline]
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.push_str(text);
        Ok(())
    }
}

impl From<ResponseBuffer> for Bytes {
    fn from(buffer: ResponseBuffer) -> Self {
        buffer.into_bytes()
    }
}

impl From<ResponseBuffer> for Body {
    fn from(buffer: ResponseBuffer) -> Self {
        Body::from(buffer.into_bytes())
    }
}

impl IntoResponse for ResponseBuffer {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::from(self.writer.finish()));
        response
            .headers_mut()
            .insert(header::CONTENT_TYPE, self.content_type);
        response
    }
}
