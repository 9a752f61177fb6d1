//! Static files.

use crate::harness::Shop;
use reqwest::{Method, Response, StatusCode};
use std::{fs, path::Path};

const HASHED: &str = "kefu-0123456789abcdef";

fn build(folder: &Path) {
    let (site, elements) = (folder.join("site"), folder.join("elements"));
    fs::create_dir_all(site.join("img")).unwrap();
    fs::create_dir_all(&elements).unwrap();
    let files: [(&str, &[u8]); 9] = [
        ("index.html", b"<!doctype html><title>shop</title>"),
        ("index.html.br", b"brotli index"),
        (&format!("{HASHED}.js"), b"export {}"),
        (&format!("{HASHED}_bg.wasm"), b"\0asm"),
        (&format!("{HASHED}_bg.wasm.br"), b"brotli"),
        (&format!("{HASHED}_bg.wasm.gz"), b"gzip"),
        ("img/icon.svg", b"<svg/>"),
        ("site.webmanifest", b"{}"),
        ("style.css", b"a{}"),
    ];
    for (name, content) in files {
        fs::write(site.join(name), content).unwrap();
    }
    fs::write(elements.join("kefu-chat.js"), b"export {}").unwrap();
    fs::write(elements.join("kefu-chat.js.gz"), b"gzip").unwrap();
    fs::write(folder.join("secret.txt"), b"not for anybody").unwrap();
}

async fn open() -> Shop {
    let shop = Shop::open().await;
    build(shop.folder.path());
    shop
}

fn header<'a>(answer: &'a Response, name: &str) -> &'a str {
    answer.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

#[tokio::test]
async fn types_and_caching_fit_each_file() {
    let shop = open().await;
    for (path, media_type, cache) in [
        ("/".to_owned(), "text/html; charset=utf-8", "no-cache"),
        ("/style.css".to_owned(), "text/css; charset=utf-8", "no-cache"),
        ("/img/icon.svg".to_owned(), "image/svg+xml", "no-cache"),
        ("/site.webmanifest".to_owned(), "application/manifest+json", "no-cache"),
        (format!("/{HASHED}.js"), "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"),
        (format!("/{HASHED}_bg.wasm"), "application/wasm", "public, max-age=31536000, immutable"),
        ("/elements/kefu-chat.js".to_owned(), "text/javascript; charset=utf-8", "no-cache"),
    ] {
        let answer = shop.get(&path).await;
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        assert_eq!(header(&answer, "content-type"), media_type, "{path}");
        assert_eq!(header(&answer, "cache-control"), cache, "{path}");
    }
}

#[tokio::test]
async fn compressed_files_are_preferred_where_they_are_understood() {
    let shop = open().await;
    let wasm = format!("/{HASHED}_bg.wasm");
    for (path, accept, encoding, body) in [
        (wasm.as_str(), "gzip, br", "br", "brotli"),
        (&wasm, "gzip", "gzip", "gzip"),
        (&wasm, "identity", "", "\0asm"),
        ("/elements/kefu-chat.js", "gzip, br", "gzip", "gzip"),
        ("/p/mug-01", "br", "br", "brotli index"),
    ] {
        let answer = shop.request(Method::GET, path).header("accept-encoding", accept).send().await.unwrap();
        assert_eq!(header(&answer, "content-encoding"), encoding, "{path} {accept}");
        assert!(header(&answer, "vary").to_ascii_lowercase().contains("accept-encoding"), "{path}");
        assert_eq!(answer.text().await.unwrap(), body, "{path} {accept}");
    }
    let answer = shop.request(Method::GET, &wasm).header("accept-encoding", "br").send().await.unwrap();
    assert_eq!(header(&answer, "content-type"), "application/wasm");
}

#[tokio::test]
async fn pages_of_the_site_are_the_index_and_missing_files_are_not() {
    let shop = open().await;
    for path in ["/p/mug-01", "/workbench", "/workbench/c/c-1?tab=2"] {
        let request = shop.request(Method::GET, path).header("accept", "text/html,application/xhtml+xml");
        let answer = request.send().await.unwrap();
        assert_eq!(
            (answer.status(), header(&answer, "cache-control")),
            (StatusCode::OK, "no-cache"),
            "{path}"
        );
        assert!(answer.text().await.unwrap().contains("<title>shop"), "{path}");
    }
    for path in [
        "/missing.js",
        "/old-0123456789abcdef.js",
        "/elements/missing.js",
        "/elements/missing",
        "/img/missing.png",
    ] {
        let answer = shop.get(path).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
        assert_eq!(header(&answer, "content-type"), "text/plain; charset=utf-8", "{path}");
        assert_eq!(header(&answer, "cache-control"), "no-cache", "{path}");
    }
    let script =
        shop.request(Method::GET, "/p/mug-01").header("accept", "application/json").send().await.unwrap();
    assert_eq!(script.status(), StatusCode::NOT_FOUND);
    assert_eq!(
        shop.request(Method::POST, "/").send().await.unwrap().status(),
        StatusCode::METHOD_NOT_ALLOWED
    );
    let head = shop.request(Method::HEAD, "/workbench").send().await.unwrap();
    assert_eq!(head.status(), StatusCode::OK);
}

#[tokio::test]
async fn nothing_outside_the_folders_is_served() {
    let shop = open().await;
    for path in [
        "/..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/elements/..%2f..%2fsecret.txt",
        "/elements/%2e%2e%2fkefu.sqlite",
    ] {
        let answer = shop.get(path).await;
        let status = answer.status();
        let text = answer.text().await.unwrap();
        assert!(!text.contains("not for anybody") && !text.contains("SQLite"), "{path}");
        assert!(status.is_client_error(), "{path} {status}");
    }
}

#[tokio::test]
async fn every_page_comes_with_a_strict_policy() {
    let shop = open().await;
    for path in ["/", "/workbench", "/style.css", "/elements/kefu-chat.js", "/missing.js"] {
        let answer = shop.get(path).await;
        let policy = header(&answer, "content-security-policy");
        for part in [
            "default-src 'none'",
            "script-src 'self' 'wasm-unsafe-eval'",
            "style-src 'self'",
            "connect-src 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
        ] {
            assert!(policy.contains(part), "{path} {part}");
        }
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"));
        assert_eq!(header(&answer, "x-content-type-options"), "nosniff", "{path}");
        assert_eq!(header(&answer, "referrer-policy"), "same-origin", "{path}");
        assert_eq!(header(&answer, "cross-origin-opener-policy"), "same-origin", "{path}");
        assert!(header(&answer, "permissions-policy").contains("camera=()"), "{path}");
    }
}

#[tokio::test]
async fn without_a_build_the_api_still_works() {
    let shop = Shop::open().await;
    assert_eq!(shop.get("/").await.status(), StatusCode::NOT_FOUND);
    assert_eq!(shop.get("/healthz").await.text().await.unwrap(), r#"{"status":"ok"}"#);
}
