//! Addresses and headers too large to be read: refused, and the server goes on.

use crate::harness::{PATIENCE, Shop};
use reqwest::StatusCode;
use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
};

/// Sends `request` as it is and reads the status line of what comes back.
async fn status_line(address: SocketAddr, request: String) -> String {
    let talk = move || {
        let mut stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        // A server may answer and hang up before it has heard everything.
        let _ = stream.write_all(request.as_bytes());
        let mut answer = Vec::new();
        let mut chunk = [0; 1_024];
        while !answer.contains(&b'\n') {
            match stream.read(&mut chunk) {
                Ok(0) | Err(_) => break,
                Ok(read) => answer.extend_from_slice(&chunk[..read]),
            }
        }
        String::from_utf8_lossy(&answer).lines().next().unwrap_or_default().to_owned()
    };
    tokio::task::spawn_blocking(talk).await.unwrap()
}

#[tokio::test]
async fn an_address_or_header_beyond_reason_is_refused() {
    let shop = Shop::open().await;
    let long = "x".repeat(70_000);
    let end = "Host: shop\r\nConnection: close\r\n\r\n";
    let many: String = (0..200).map(|number| format!("x-{number}: y\r\n")).collect();
    for (what, request, status) in [
        ("address", format!("GET /v1/conversations?after={long} HTTP/1.1\r\n{end}"), "414"),
        ("header", format!("GET /v1/session HTTP/1.1\r\nx-long: {}\r\n{end}", long.repeat(10)), "431"),
        ("headers", format!("GET /v1/session HTTP/1.1\r\n{many}{end}"), "431"),
    ] {
        let line = status_line(shop.address(), request).await;
        assert!(line.starts_with(&format!("HTTP/1.1 {status}")), "{what}: {line:?}");
    }
    assert_eq!(shop.get("/healthz").await.status(), StatusCode::OK);
}
