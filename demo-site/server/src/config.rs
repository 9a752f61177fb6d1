//! Command line and environment.

use clap::Parser;
use std::{net::IpAddr, path::PathBuf};

/// Reference backend of the Kefu contract, with a demo shop.
#[derive(Debug, Clone, Parser)]
#[command(name = "kefu-server", version)]
pub struct Config {
    /// Port to listen on; 0 takes a free one.
    #[arg(long, env = "KEFU_PORT", default_value_t = 4400)]
    pub port: u16,
    /// Address to listen on.
    #[arg(long, env = "KEFU_HOST", default_value = "127.0.0.1")]
    pub host: IpAddr,
    /// SQLite file; created when missing.
    #[arg(long, env = "KEFU_DATABASE", default_value = "data/kefu.sqlite")]
    pub database: PathBuf,
    /// Folder of the built demo site.
    #[arg(long, env = "KEFU_SITE", default_value = "dist")]
    pub site: PathBuf,
    /// Folder of the built custom elements, served under /elements/.
    #[arg(long, env = "KEFU_ELEMENTS", default_value = "components/elements/dist")]
    pub elements: PathBuf,
    /// Fill an empty database with the demo shop.
    #[arg(long)]
    pub seed: bool,
    /// Delete the database first.
    #[arg(long)]
    pub reset: bool,
    /// File with the secret that signs tokens; made when missing. Unused when KEFU_JWT_SECRET is set.
    #[arg(long, env = "KEFU_SECRET_FILE", default_value = "data/secret")]
    pub secret_file: PathBuf,
    /// The secret itself, at least 32 bytes; from the environment, never from the command line, which others see.
    #[arg(skip)]
    pub jwt_secret: Option<String>,
    /// Longest silence on an event stream, in milliseconds.
    #[arg(long, default_value_t = 15_000, value_parser = clap::value_parser!(u64).range(10..))]
    pub heartbeat_ms: u64,
    /// Events kept per audience; clients further behind start anew.
    #[arg(long, default_value_t = 10_000)]
    pub event_retention: u32,
    /// Seconds for which the answer of a write is kept, so that the same write sent again gets it instead of being
    /// carried out twice; a week by default.
    #[arg(
        long,
        env = "KEFU_IDEMPOTENCY_RETENTION_S",
        default_value_t = 7 * 24 * 3_600,
        value_parser = clap::value_parser!(u32).range(60..)
    )]
    pub idempotency_retention_s: u32,
    /// JSON file with what this shop decides otherwise than the default policy.
    #[arg(long, env = "KEFU_POLICY")]
    pub policy: Option<PathBuf>,
    /// Let anybody put the shop's clock forward at /demo/clock: for tests of deadlines.
    #[arg(long)]
    pub test_clock: bool,
    /// Lifetime of tokens given by the demo sign-in, in seconds.
    #[arg(long, default_value_t = 12 * 3_600)]
    pub token_ttl_s: u32,
}
