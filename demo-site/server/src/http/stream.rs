//! The event stream (SSE).

use super::{ApiError, events::Listener};
use crate::store::Backlog;
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

/// Why a stream ends. None of it is an error to the client: it connects again.
enum End {
    /// The reader has gone.
    Gone,
    /// The store failed; logged where it did.
    Failed,
}

impl From<ApiError> for End {
    fn from(_: ApiError) -> Self {
        Self::Failed
    }
}

/// Opens the stream. It ends when the reader goes, the token expires or the server stops.
pub(super) fn answer(listener: Listener) -> Response {
    let (frames, mut queue) = mpsc::channel(QUEUE);
    tokio::spawn(Writer { listener, frames }.run());
    let stream = futures_util::stream::poll_fn(move |context| queue.poll_recv(context));
    let mut response = Sse::new(stream).into_response();
    // Asks proxies not to hold frames back.
    response.headers_mut().insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
}

struct Writer {
    listener: Listener,
    frames: mpsc::Sender<Result<Frame, Infallible>>,
}

impl Writer {
    async fn run(mut self) {
        let expiry = self.listener.expiry();
        let heartbeat = self.listener.app.heartbeat;
        let app = Arc::clone(&self.listener.app);
        // An immediate comment tells the client that the stream stands.
        let mut ended = self.send(Frame::default().comment("open")).await.is_err();
        ended = ended || self.catch_up().await.is_err();
        while !ended {
            let silence = Instant::now() + heartbeat;
            let sent = tokio::select! {
                signal = self.listener.subscription.next() => match self.listener.fleeting(signal) {
                    Some(event) => self.send_event(&event).await,
                    None => self.catch_up().await,
                },
                () = tokio::time::sleep_until(silence) => self.send(Frame::default().comment("")).await,
                () = tokio::time::sleep_until(expiry) => return,
                () = app.stopped() => return,
                () = self.frames.closed() => return,
            };
            ended = sent.is_err();
        }
    }

    /// Sends everything stored that the reader has not heard.
    async fn catch_up(&mut self) -> Result<(), End> {
        loop {
            match self.listener.backlog().await? {
                Backlog::Events(events) if events.is_empty() => return Ok(()),
                Backlog::Events(events) => {
                    for event in &events {
                        self.send_event(event).await?;
                        self.listener.after = event.seq.unwrap_or(self.listener.after);
                    }
                }
                Backlog::Reset(seq) => {
                    let batch = EventBatch { events: Vec::new(), seq, reset: true };
                    let frame = Frame::default().event("reset").id(seq.to_string());
                    self.send_json(frame, &batch).await?;
                    self.listener.after = seq;
                }
            }
        }
    }

    async fn send_event(&self, event: &Event) -> Result<(), End> {
        let frame = match event.seq {
            Some(seq) => Frame::default().id(seq.to_string()),
            None => Frame::default(),
        };
        self.send_json(frame, event).await
    }

    async fn send_json<T: Serialize>(&self, frame: Frame, data: &T) -> Result<(), End> {
        self.send(frame.json_data(data).map_err(|_| End::Failed)?).await
    }

    async fn send(&self, frame: Frame) -> Result<(), End> {
        self.frames.send(Ok(frame)).await.map_err(|_| End::Gone)
    }
}
