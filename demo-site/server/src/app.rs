//! What every handler shares.

use crate::{
    auth::Tokens,
    catalogue::Catalogue,
    clock::Clock,
    desk::{assistant::Shelf, uploads::Links},
    http::{Cursors, MAX_BYTES, PAGE_SIZE, Site},
    live::Hub,
    store::Store,
};
use kefu_contract::Limits;
use kefu_rules::policy::Policy;
use std::{sync::Arc, time::Duration};
use tokio::sync::watch;

/// The running application.
#[derive(Debug)]
pub(crate) struct App {
    pub(crate) store: Store,
    pub(crate) clock: Clock,
    /// Whether tests may put the clock forward.
    pub(crate) test_clock: bool,
    pub(crate) policy: Policy,
    pub(crate) hub: Arc<Hub>,
    pub(crate) tokens: Tokens,
    pub(crate) cursors: Cursors,
    pub(crate) links: Links,
    pub(crate) catalogue: Catalogue,
    /// What the assistant answers with.
    pub(crate) shelf: Shelf,
    pub(crate) site: Site,
    /// Longest silence on an event stream.
    pub(crate) heartbeat: Duration,
    pub(crate) token_ttl_s: u32,
    /// True once the server is to stop.
    pub(crate) stopping: watch::Receiver<bool>,
}

impl App {
    /// The limits every session is told of.
    pub(crate) fn limits(&self) -> Limits {
        self.policy.session_limits(MAX_BYTES, PAGE_SIZE)
    }

    /// Waits until the server is to stop.
    pub(crate) async fn stopped(&self) {
        // An error means that nobody is left to say so: the server is gone already.
        let _ = self.stopping.clone().wait_for(|stop| *stop).await;
    }
}

/// The application as handlers get it.
pub(crate) type AppState = Arc<App>;
