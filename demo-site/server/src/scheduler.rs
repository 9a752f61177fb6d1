//! Carries out what the clock decides. What is to happen is kept in the store, so a restart forgets nothing: what fell
//! due meanwhile happens at once.

use crate::{app::AppState, desk, http::ApiError};
use std::{sync::Arc, time::Duration};

/// Longest sleep: the machine's clock may be set while nobody writes.
const LOOK_EVERY: Duration = Duration::from_secs(30);

/// For how long something that failed is put off, in milliseconds.
const RETRY_MS: i64 = 60_000;

/// Works until the server stops.
pub(crate) async fn run(app: AppState) {
    loop {
        // Registered before the store is read, so that a change in between is not slept through.
        let changed = app.store.rescheduled();
        let sleep = match work(&app).await {
            Ok(sleep) => sleep,
            Err(error) => {
                tracing::error!(?error, "deadlines could not be carried out");
                LOOK_EVERY
            }
        };
        tokio::select! {
            () = changed => {}
            () = tokio::time::sleep(sleep) => {}
            () = app.stopped() => return,
        }
    }
}

/// Carries out everything that is due, and says how long there is nothing to do.
async fn work(app: &AppState) -> Result<Duration, ApiError> {
    while let Some(due) = app.store.next_due().await? {
        let now = app.clock.now();
        let wait = due.at.since(now);
        if wait > 0 {
            return Ok(Duration::from_millis(wait.unsigned_abs()).min(LOOK_EVERY));
        }
        // In a task of its own: a panic over one deadline must not end all the others.
        let task = tokio::spawn({
            let (app, due) = (Arc::clone(app), due.clone());
            async move { desk::expire(&app, &due).await }
        });
        let failure = match task.await {
            Ok(Ok(())) => None,
            Ok(Err(error)) => Some(format!("{error:?}")),
            Err(panic) => Some(panic.to_string()),
        };
        if let Some(error) = failure {
            tracing::error!(%error, ?due, "a deadline could not be carried out");
            let mut change = app.store.begin().await?;
            change.put_off(&due, now.plus_ms(RETRY_MS)).await?;
            change.commit().await?;
        }
    }
    Ok(LOOK_EVERY)
}
