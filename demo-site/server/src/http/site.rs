//! The built site and the custom elements, as static files.

use axum::{
    body::Body,
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use std::path::Path;
use tower::ServiceExt;
use tower_http::services::{ServeDir, ServeFile};

const SECURITY: [(HeaderName, &str); 4] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; manifest-src 'self'; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    (header::REFERRER_POLICY, "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    ),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
];

const FOREVER: &str = "public, max-age=31536000, immutable";
const REVALIDATE: &str = "no-cache";

/// Static files.
#[derive(Debug, Clone)]
pub(crate) struct Site {
    pages: ServeDir,
    elements: ServeDir,
    index: ServeFile,
}

impl Site {
    pub(crate) fn new(pages: &Path, elements: &Path) -> Self {
        Self {
            pages: ServeDir::new(pages).precompressed_br().precompressed_gzip(),
            elements: ServeDir::new(elements)
                .append_index_html_on_directories(false)
                .precompressed_br()
                .precompressed_gzip(),
            index: ServeFile::new(pages.join("index.html")).precompressed_br().precompressed_gzip(),
        }
    }

    /// The file a request asks for, the site's page for its own routes, or 404.
    pub(crate) async fn serve(&self, request: Request) -> Response {
        let path = request.uri().path().to_owned();
        let navigation = is_navigation(&request);
        let retry = without_body(&request);
        let mut response = match path.strip_prefix("/elements/") {
            Some(rest) => file(&self.elements, moved(request, rest)).await,
            None => file(&self.pages, request).await,
        };
        if response.status() == StatusCode::NOT_FOUND && navigation {
            response = match self.index.clone().oneshot(retry).await {
                Ok(found) => found.map(Body::new),
                Err(never) => match never {},
            };
        }
        if response.status().is_client_error() {
            response = plain(response);
        }
        let cache =
            if response.status().is_success() && has_content_hash(&path) { FOREVER } else { REVALIDATE };
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
        for (name, value) in SECURITY {
            headers.insert(name, HeaderValue::from_static(value));
        }
        name_charset(headers);
        response
    }
}

async fn file(folder: &ServeDir, request: Request) -> Response {
    match folder.clone().oneshot(request).await {
        Ok(found) => found.map(Body::new),
        Err(never) => match never {},
    }
}

/// The same request without its body, for a second try.
fn without_body(request: &Request) -> Request {
    let mut copy = Request::new(Body::empty());
    *copy.method_mut() = request.method().clone();
    *copy.headers_mut() = request.headers().clone();
    copy
}

/// The request for a path inside a folder.
fn moved(mut request: Request, path: &str) -> Request {
    if let Ok(uri) = format!("/{path}").parse::<Uri>() {
        *request.uri_mut() = uri;
    }
    request
}

/// A page of the site rather than a file: a path without extension, asked for by something that reads HTML.
fn is_navigation(request: &Request) -> bool {
    let path = request.uri().path();
    let name = path.rsplit('/').next().unwrap_or_default();
    let accept = request.headers().get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or("*/*");
    matches!(*request.method(), Method::GET | Method::HEAD)
        && !path.starts_with("/elements")
        && !name.contains('.')
        && (accept.contains("text/html") || accept.contains("*/*"))
}

/// A refusal in words instead of an empty page.
fn plain(response: Response) -> Response {
    let status = response.status();
    let allow = response.headers().get(header::ALLOW).cloned();
    let text = status.canonical_reason().unwrap_or("Not available");
    let mut answer = (status, [(header::CONTENT_TYPE, "text/plain")], text).into_response();
    if let Some(allow) = allow {
        answer.headers_mut().insert(header::ALLOW, allow);
    }
    answer
}

/// Whether a file's name changes with its content: `app-0123456789abcdef.js`, `app-0123456789abcdef_bg.wasm`.
fn has_content_hash(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let stem = name.split('.').next().unwrap_or_default();
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    let hash = stem.rsplit_once('-').map_or("", |(_, hash)| hash);
    hash.len() >= 8
        && hash.chars().all(|c| c.is_ascii_digit() || ('a'..='f').contains(&c))
        && hash.chars().any(|c| c.is_ascii_digit())
}

/// Texts are UTF-8; browsers are told so.
fn name_charset(headers: &mut HeaderMap) {
    let known = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let incomplete = known.starts_with("text/") && !known.contains("charset");
    let complete = HeaderValue::from_str(&format!("{known}; charset=utf-8"));
    if let (true, Ok(value)) = (incomplete, complete) {
        headers.insert(header::CONTENT_TYPE, value);
    }
}

#[cfg(test)]
mod tests {
    use super::has_content_hash;

    #[test]
    fn hashes_are_told_from_words() {
        for hashed in
            ["/kefu-0123456789abcdef.js", "/kefu-0123456789abcdef_bg.wasm", "/a/style-9f8e7d6c5b4a3210.css"]
        {
            assert!(has_content_hash(hashed), "{hashed}");
        }
        for plain in ["/index.html", "/kefu-chat.js", "/a-deadbeef.js", "/loader.js", "/-12.js", "/"] {
            assert!(!has_content_hash(plain), "{plain}");
        }
    }
}
