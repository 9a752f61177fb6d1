//! The program itself: one clear line when it cannot start, a clean end when told to stop.

use crate::harness::{PATIENCE, Shop};
use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    time::Instant,
};
use tempfile::TempDir;

fn program(folder: &Path, port: u16) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kefu-server"));
    command
        .env_remove("RUST_LOG")
        .env_remove("KEFU_JWT_SECRET")
        .arg(format!("--port={port}"))
        .arg(format!("--database={}", folder.join("data/kefu.sqlite").display()))
        .arg(format!("--secret-file={}", folder.join("data/secret").display()))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn ended(child: &mut Child) -> ExitStatus {
    let started = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status;
        }
        assert!(started.elapsed() < PATIENCE, "the program ends");
        std::thread::yield_now();
    }
}

#[tokio::test]
async fn a_busy_port_gives_one_clear_line() {
    let shop = Shop::open().await;
    let folder = TempDir::new().unwrap();
    let output = program(folder.path(), shop.address().port()).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!(errors.lines().count(), 1, "{errors}");
    assert!(errors.contains("already in use") && errors.contains("--port"), "{errors}");
    assert!(!folder.path().join("data").exists(), "nothing touched");
}

#[tokio::test]
async fn it_says_where_it_listens_and_stops_when_told() {
    let folder = TempDir::new().unwrap();
    let mut child = program(folder.path(), 0).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim().strip_prefix("Kefu listens on ").unwrap_or_else(|| panic!("{line}"));
    let healthy = reqwest::get(format!("{address}/healthz")).await.unwrap();
    assert!(healthy.status().is_success());
    let told = Command::new("kill").arg(child.id().to_string()).status().unwrap();
    assert!(told.success());
    assert_eq!(ended(&mut child).code(), Some(0));

    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(folder.path().join("data/secret")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "the secret is its owner's alone");
    }
}

#[test]
fn a_short_secret_is_refused() {
    let folder = TempDir::new().unwrap();
    let output = program(folder.path(), 0).env("KEFU_JWT_SECRET", "short").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(errors.contains("secret has 5 bytes") && !errors.contains("short"), "{errors}");
}

#[tokio::test]
async fn resetting_starts_with_fresh_data() {
    let folder = TempDir::new().unwrap();
    let database = folder.path().join("data/kefu.sqlite");
    std::fs::create_dir_all(folder.path().join("data")).unwrap();
    std::fs::write(&database, b"not a database at all").unwrap();
    let output = program(folder.path(), 0).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "what is no database is left alone");
    assert_eq!(std::fs::read(&database).unwrap(), b"not a database at all");

    let mut child = program(folder.path(), 0).args(["--reset", "--seed"]).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim().strip_prefix("Kefu listens on ").unwrap();
    let users: serde_json::Value =
        reqwest::get(format!("{address}/demo/users")).await.unwrap().json().await.unwrap();
    assert!(users["buyers"].as_array().unwrap().len() >= 44);
    child.kill().unwrap();
    child.wait().unwrap();
}
