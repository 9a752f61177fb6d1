//! The life of a server: set up, serve, stop.

use crate::{
    app::{App, AppState},
    auth::{Secret, SecretError, Tokens},
    catalogue::Catalogue,
    clock::{self, Clock},
    config::Config,
    demo,
    desk::{assistant::Shelf, uploads::Links},
    http::{Cursors, Site, router},
    live::Hub,
    scheduler,
    store::{Store, StoreError},
};
use kefu_contract::Timestamp;
use kefu_rules::policy::Policy;
use std::{
    future::{Future, IntoFuture},
    io,
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};
use tokio::{net::TcpListener, sync::watch};

/// How long open connections get to end by themselves.
const GRACE: Duration = Duration::from_millis(1_500);

/// How often old events and answers are forgotten.
const PRUNE_EVERY: Duration = Duration::from_secs(60);

/// Why the server does not start, or stopped.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct StartError(#[from] Failure);

/// The same, for those who handle it.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("{0} is already in use; choose another port with --port")]
    Busy(SocketAddr),
    #[error("cannot listen on {address}: {source}")]
    Listen { address: SocketAddr, source: io::Error },
    #[error("cannot delete {path}: {source}")]
    Reset { path: PathBuf, source: io::Error },
    #[error("cannot use the database {path}: {source}")]
    Store { path: PathBuf, source: StoreError },
    #[error("cannot put the demo shop into {path}: {source}")]
    Seed { path: PathBuf, source: demo::SeedError },
    #[error(transparent)]
    Secret(#[from] SecretError),
    #[error("serving failed: {0}")]
    Serve(io::Error),
    #[error("cannot use the policy {path}: {reason}")]
    Policy { path: PathBuf, reason: String },
}

/// A server that listens and is ready to run.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    app: AppState,
    stop: watch::Sender<bool>,
    retention: Retention,
    database: PathBuf,
}

impl Server {
    /// Takes the port, opens the database and fills it when asked to.
    pub async fn bind(config: Config) -> Result<Self, StartError> {
        Ok(Self::set_up(config).await?)
    }

    async fn set_up(config: Config) -> Result<Self, Failure> {
        // The port comes first: a second server must not reset the first one's database.
        let wanted = SocketAddr::new(config.host, config.port);
        let listener = TcpListener::bind(wanted).await.map_err(|source| match source.kind() {
            io::ErrorKind::AddrInUse => Failure::Busy(wanted),
            _ => Failure::Listen { address: wanted, source },
        })?;
        let address = listener.local_addr().map_err(|source| Failure::Listen { address: wanted, source })?;
        let secret = Secret::load(&config)?;
        let policy = policy(config.policy.as_deref())?;
        if config.reset {
            delete(&config.database)?;
        }
        let hub = Arc::new(Hub::default());
        let failed = |source| Failure::Store { path: config.database.clone(), source };
        let opened = Store::open(&config.database, Arc::clone(&hub), policy.clone()).await;
        let store = opened.map_err(failed)?;
        if config.seed {
            demo::seed(&store, &policy, clock::wall())
                .await
                .map_err(|source| Failure::Seed { path: config.database.clone(), source })?;
        }
        store.rescore_customers().await.map_err(failed)?;
        let retention = Retention {
            events: config.event_retention,
            answers_s: config.idempotency_retention_s,
            unused_files_h: policy.after_sale.evidence.unused_kept_h,
        };
        retention.prune(&store, clock::wall()).await.map_err(failed)?;
        let catalogue = Catalogue::load(&store).await.map_err(failed)?;
        let (stop, stopping) = watch::channel(false);
        let app = Arc::new(App {
            store,
            clock: Clock::default(),
            test_clock: config.test_clock,
            policy,
            hub,
            tokens: Tokens::new(&secret),
            cursors: Cursors::new(secret.clone()),
            links: Links::new(secret),
            catalogue,
            shelf: Shelf::default(),
            site: Site::new(&config.site, &config.elements),
            heartbeat: Duration::from_millis(config.heartbeat_ms),
            token_ttl_s: config.token_ttl_s,
            stopping,
        });
        Ok(Self { listener, address, app, stop, retention, database: config.database })
    }

    /// The address it listens on.
    pub fn local_addr(&self) -> SocketAddr {
        self.address
    }

    /// Serves until `shutdown` comes, then ends streams, lets answers under way finish and closes the database.
    pub async fn run(self, shutdown: impl Future<Output = ()> + Send + 'static) -> Result<(), StartError> {
        let Self { listener, app, stop, retention, database, .. } = self;
        let pruning = tokio::spawn(retention.prune_regularly(Arc::clone(&app)));
        let scheduling = tokio::spawn(scheduler::run(Arc::clone(&app)));
        let mut stopping = app.stopping.clone();
        let serving = axum::serve(listener, router(Arc::clone(&app)))
            .with_graceful_shutdown(async move {
                shutdown.await;
                tracing::info!("stopping");
                // Fails only when nobody waits for it.
                let _ = stop.send(true);
            })
            .into_future();
        let served = tokio::select! {
            served = serving => served,
            () = async {
                let _ = stopping.wait_for(|stop| *stop).await;
                tokio::time::sleep(GRACE).await;
            } => Ok(()),
        };
        pruning.abort();
        // A change it is in the middle of leaves no trace, and is made after the next start.
        scheduling.abort();
        served.map_err(Failure::Serve)?;
        app.store.close().await.map_err(|source| Failure::Store { path: database, source })?;
        Ok(())
    }
}

/// The policy in a file; the default one without.
fn policy(path: Option<&Path>) -> Result<Policy, Failure> {
    let Some(path) = path else { return Ok(Policy::default()) };
    let failed = |reason: String| Failure::Policy { path: path.to_owned(), reason };
    let text = std::fs::read_to_string(path).map_err(|error| failed(error.to_string()))?;
    serde_json::from_str(&text).map_err(|error| failed(error.to_string()))
}

/// Deletes the database with its journal files.
fn delete(database: &Path) -> Result<(), Failure> {
    for suffix in ["", "-wal", "-shm"] {
        let mut path = database.as_os_str().to_owned();
        path.push(suffix);
        match std::fs::remove_file(&path) {
            Err(source) if source.kind() != io::ErrorKind::NotFound => {
                return Err(Failure::Reset { path: path.into(), source });
            }
            _ => {}
        }
    }
    Ok(())
}

/// What is kept, and for how long.
#[derive(Debug, Clone, Copy)]
struct Retention {
    /// Events of each audience.
    events: u32,
    /// Seconds for the answers of writes.
    answers_s: u32,
    /// Hours for files that nothing refers to.
    unused_files_h: u32,
}

impl Retention {
    async fn prune(self, store: &Store, now: Timestamp) -> Result<(), StoreError> {
        let mut change = store.begin().await?;
        let events = change.prune_events(self.events).await?;
        let answers = change.prune_answers(now.plus_ms(-i64::from(self.answers_s) * 1_000)).await?;
        let quotes = change.prune_quotes(now).await?;
        let files = change.prune_uploads(now.plus_ms(-i64::from(self.unused_files_h) * 3_600_000)).await?;
        change.commit().await?;
        if events > 0 || answers > 0 || quotes > 0 || files > 0 {
            tracing::info!(events, answers, quotes, files, "what is old was forgotten");
        }
        Ok(())
    }

    async fn prune_regularly(self, app: AppState) {
        let mut interval = tokio::time::interval(PRUNE_EVERY);
        interval.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        interval.tick().await;
        loop {
            interval.tick().await;
            if let Err(error) = self.prune(&app.store, app.clock.now()).await {
                tracing::error!(%error, "what is old could not be forgotten");
            }
        }
    }
}
