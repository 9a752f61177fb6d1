//! `GET /v1/events`: a stream, or a long poll when `wait` is given.

use super::{
    ApiError,
    query::{self, Parameters},
    stream,
};
use crate::{
    app::AppState,
    auth::Viewer,
    clock,
    desk::{self, talk::Reader},
    live::{Signal, Subscription},
    locale::Locale,
    store::{Backlog, StoredEvent},
};
use axum::{
    Json,
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use kefu_contract::{Event, EventBatch};
use std::{sync::Arc, time::Duration};
use tokio::time::Instant;

/// Events read from the store at once.
pub(super) const BATCH: u32 = 200;

/// Longest long poll, in seconds.
const MAX_WAIT_S: u32 = 25;

/// What a listener has not heard yet.
#[derive(Debug)]
pub(super) enum News {
    /// The next events, in order; empty when there is nothing new.
    Events(Vec<Event>),
    /// What came next is gone; start anew after this number.
    Reset(u64),
}

/// Somebody listening, and how far they have heard.
#[derive(Debug)]
pub(super) struct Listener {
    pub(super) app: AppState,
    pub(super) viewer: Viewer,
    pub(super) locale: Locale,
    pub(super) subscription: Subscription,
    /// Last number heard.
    pub(super) after: u64,
}

impl Listener {
    /// When the listener's token expires.
    pub(super) fn expiry(&self) -> Instant {
        let left = u64::try_from(self.viewer.expires_at.since(clock::wall())).unwrap_or(0);
        Instant::now() + Duration::from_millis(left)
    }

    /// What has not been heard yet, as the listener may see it and in their language.
    pub(super) async fn backlog(&self) -> Result<News, ApiError> {
        let backlog = self.app.store.backlog(&self.viewer.audience(), self.after, BATCH).await?;
        let news = match backlog {
            Backlog::Reset(seq) => News::Reset(seq),
            Backlog::Events(stored) => {
                let mut events = Vec::with_capacity(stored.len());
                let reader = Reader::new(&self.app, &self.viewer, self.locale).await?;
                for StoredEvent { mut event, subject, kept } in stored {
                    reader.event(&mut event, kept).await?;
                    if let Some(subject) = &subject {
                        desk::attach(&self.app, &self.viewer, self.locale, subject, &mut event).await?;
                    }
                    events.push(event);
                }
                News::Events(events)
            }
        };
        // After reading, not before: whoever is let go meanwhile must not get what was read.
        self.viewer.recheck(&self.app).await?;
        Ok(news)
    }

    /// Waits for a fleeting event, or nothing when there is something in the store. One's own typing is neither.
    pub(super) async fn next(&mut self) -> Option<Arc<Event>> {
        loop {
            match self.subscription.next().await {
                Signal::Changed => return None,
                Signal::Typing { from, event } if from != self.viewer.person.id => return Some(event),
                Signal::Typing { .. } => {}
            }
        }
    }
}

pub(crate) async fn listen(
    State(app): State<AppState>,
    viewer: Viewer,
    locale: Locale,
    headers: HeaderMap,
    parameters: Parameters,
) -> Result<Response, ApiError> {
    let wait = parameters.within("wait", 0..=MAX_WAIT_S)?;
    let wanted = last_event_id(&headers)?.or(parameters.parsed("after")?);
    let audience = viewer.audience();
    // Listening begins before the store is read, so that nothing falls in between.
    let subscription = app.hub.subscribe(audience.clone());
    let after = match wanted {
        Some(after) => after,
        None => app.store.last_seq(&audience).await?,
    };
    let listener = Listener { app, viewer, locale, subscription, after };
    match wait {
        Some(seconds) => Ok(Json(poll(listener, seconds).await?).into_response()),
        None => Ok(stream::answer(listener)),
    }
}

fn last_event_id(headers: &HeaderMap) -> Result<Option<u64>, ApiError> {
    let Some(value) = headers.get("last-event-id") else { return Ok(None) };
    let number = value.to_str().ok().and_then(|text| text.trim().parse().ok());
    number.map(Some).ok_or_else(|| query::invalid("Last-Event-ID"))
}

async fn poll(mut listener: Listener, seconds: u32) -> Result<EventBatch, ApiError> {
    let end = (Instant::now() + Duration::from_secs(u64::from(seconds))).min(listener.expiry());
    let app = Arc::clone(&listener.app);
    loop {
        match listener.backlog().await? {
            News::Reset(seq) => return Ok(EventBatch { events: Vec::new(), seq, reset: true }),
            News::Events(events) if !events.is_empty() => {
                let seq = events.last().and_then(|event| event.seq).unwrap_or(listener.after);
                return Ok(EventBatch { events, seq, reset: false });
            }
            News::Events(_) => {}
        }
        let heard = tokio::select! {
            heard = listener.next() => heard,
            () = tokio::time::sleep_until(end) => return Ok(nothing(&listener)),
            () = app.stopped() => return Ok(nothing(&listener)),
        };
        if let Some(event) = heard {
            listener.viewer.recheck(&app).await?;
            return Ok(EventBatch { events: vec![(*event).clone()], seq: listener.after, reset: false });
        }
    }
}

fn nothing(listener: &Listener) -> EventBatch {
    EventBatch { events: Vec::new(), seq: listener.after, reset: false }
}
