//! The event stream (SSE).

use super::{
    ApiError,
    events::{Listener, News},
};
use axum::{
    http::HeaderValue,
    response::{IntoResponse, Response, Sse, sse::Event as Frame},
};
use kefu_contract::{Event, EventBatch};
use serde::Serialize;
use std::{convert::Infallible, sync::Arc};
use tokio::{sync::mpsc, time::Instant};

/// Frames waiting for a slow reader before the stream stops reading the store for it.
const QUEUE: usize = 32;

/// Why a stream ends. None of it is an error to the client: it connects again, and is refused then if it must be.
enum End {
    /// The reader has gone.
    Gone,
    /// The store failed, which is logged where it did, or the reader may no longer listen.
    Refused,
}

impl From<ApiError> for End {
    fn from(_: ApiError) -> Self {
        Self::Refused
    }
}

/// Opens the stream. It ends when the reader goes, the token expires or the server stops.
pub(super) fn answer(listener: Listener) -> Response {
    let (frames, mut queue) = mpsc::channel(QUEUE);
    let silent_until = Instant::now() + listener.app.heartbeat;
    tokio::spawn(Writer { listener, frames, silent_until }.run());
    let stream = futures_util::stream::poll_fn(move |context| queue.poll_recv(context));
    let mut response = Sse::new(stream).into_response();
    // Asks proxies not to hold frames back.
    response.headers_mut().insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
}

struct Writer {
    listener: Listener,
    frames: mpsc::Sender<Result<Frame, Infallible>>,
    /// When silence has lasted too long; only a frame that was sent puts it off.
    silent_until: Instant,
}

impl Writer {
    async fn run(mut self) {
        let expiry = self.listener.expiry();
        let app = Arc::clone(&self.listener.app);
        // An immediate comment tells the client that the stream stands.
        let mut ended = self.send(Frame::default().comment("open")).await.is_err();
        ended = ended || self.catch_up().await.is_err();
        while !ended {
            let sent = tokio::select! {
                heard = self.listener.next() => match heard {
                    Some(event) => self.pass_on(&event).await,
                    None => self.catch_up().await,
                },
                () = tokio::time::sleep_until(self.silent_until) => self.heartbeat().await,
                () = tokio::time::sleep_until(expiry) => return,
                () = app.stopped() => return,
                () = self.frames.closed() => return,
            };
            ended = sent.is_err();
        }
    }

    /// Breaks the silence with the last number there is. The store is read first, so that everything up to this
    /// number has gone out before it: a client that has not got it has lost something on the way.
    async fn heartbeat(&mut self) -> Result<(), End> {
        self.catch_up().await?;
        self.send(Frame::default().comment(self.listener.after.to_string())).await
    }

    /// Sends a fleeting event.
    async fn pass_on(&mut self, event: &Event) -> Result<(), End> {
        self.listener.viewer.recheck(&self.listener.app).await?;
        self.send_event(event).await
    }

    /// Sends everything stored that the reader has not heard.
    async fn catch_up(&mut self) -> Result<(), End> {
        loop {
            match self.listener.backlog().await? {
                News::Events(events) if events.is_empty() => return Ok(()),
                News::Events(events) => {
                    for event in &events {
                        self.send_event(event).await?;
                        self.listener.after = event.seq.unwrap_or(self.listener.after);
                    }
                }
                News::Reset(seq) => {
                    let batch = EventBatch { events: Vec::new(), seq, reset: true };
                    let frame = Frame::default().event("reset").id(seq.to_string());
                    self.send_json(frame, &batch).await?;
                    self.listener.after = seq;
                }
            }
        }
    }

    async fn send_event(&mut self, event: &Event) -> Result<(), End> {
        let frame = match event.seq {
            Some(seq) => Frame::default().id(seq.to_string()),
            None => Frame::default(),
        };
        self.send_json(frame, event).await
    }

    async fn send_json<T: Serialize>(&mut self, frame: Frame, data: &T) -> Result<(), End> {
        self.send(frame.json_data(data).map_err(|_| End::Refused)?).await
    }

    async fn send(&mut self, frame: Frame) -> Result<(), End> {
        self.frames.send(Ok(frame)).await.map_err(|_| End::Gone)?;
        self.silent_until = Instant::now() + self.listener.app.heartbeat;
        Ok(())
    }
}
