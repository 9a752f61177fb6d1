//! `POST /v1/uploads`, and where the files are found afterwards.

use super::{
    ApiError,
    body::{self, Sizes},
    query::{self, Parameters},
};
use crate::{
    app::AppState,
    auth::Viewer,
    clock,
    desk::uploads::{self, Arrived},
    locale::Text,
};
use axum::{
    Json,
    body::Body,
    extract::{Path, State, rejection::PathRejection},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use kefu_contract::{ClientId, ProblemCode, Upload, UploadId};

/// What is uploaded is shown and never run, whatever it turns out to be.
const FILE_POLICY: &str = "default-src 'none'; sandbox";

/// How many times the size of the largest file is read and thrown away, so that a sender still writing gets to see the
/// answer: the photos and films of a phone.
const DRAIN_TIMES: u64 = 20;

pub(crate) async fn add(
    State(app): State<AppState>,
    viewer: Viewer,
    parameters: Parameters,
    body: Body,
) -> Result<(StatusCode, Json<Upload>), ApiError> {
    let client_id = parameters.text("client_id")?.map(ClientId::from);
    let client_id = client_id.filter(|id| id.check_uuid().is_ok());
    let client_id = client_id.ok_or_else(|| query::invalid("client_id"))?;
    let name = parameters.text("name")?.unwrap_or_default().to_owned();
    let max = app.policy.after_sale.evidence.max_bytes;
    let sizes = Sizes { max, drain: max.saturating_mul(DRAIN_TIMES) };
    let content = body::read(body.into_data_stream(), sizes).await?.ok_or_else(|| too_large(max))?;
    let (new, upload) =
        uploads::add(&app, &viewer, Arrived { client_id, name, content: content.into() }).await?;
    Ok((if new { StatusCode::CREATED } else { StatusCode::OK }, Json(upload)))
}

fn too_large(max: u64) -> ApiError {
    ApiError::new(ProblemCode::FileTooLarge)
        .detail(Text::new(
            format!("文件最大 {} MB，请压缩后再上传。", megabytes(max)),
            format!("A file has at most {} MB. Make it smaller.", megabytes(max)),
        ))
        .at("")
        .max(max)
}

/// Rounded down to tenths, so that a file of the size named is accepted.
fn megabytes(bytes: u64) -> String {
    let tenths = bytes.saturating_mul(10) >> 20;
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// The file behind an address made for it. The address is the credential, so that pictures need no token.
pub(crate) async fn serve(
    State(app): State<AppState>,
    path: Result<Path<(String, String)>, PathRejection>,
) -> Result<Response, ApiError> {
    let Path((id, seal)) = path.map_err(|_| ApiError::not_found())?;
    let (id, now) = (UploadId(id), clock::wall());
    let until = app.links.check(&id, &seal, now).ok_or_else(ApiError::not_found)?;
    let file = app.store.file(&id).await?.ok_or_else(ApiError::not_found)?;
    let shown = if file.media_type.starts_with("image/") { "inline" } else { "attachment" };
    let headers = [
        (header::CONTENT_TYPE, value(&file.media_type)?),
        (header::CONTENT_DISPOSITION, value(&format!("{shown}; filename*=UTF-8''{}", encoded(&file.name)))?),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(FILE_POLICY)),
        (header::CACHE_CONTROL, value(&format!("private, max-age={}, immutable", until.since(now) / 1_000))?),
        (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    ];
    Ok((headers, file.content).into_response())
}

fn value(text: &str) -> Result<HeaderValue, ApiError> {
    HeaderValue::from_str(text).map_err(|_| ApiError::new(ProblemCode::Internal))
}

/// A name as RFC 8187 writes it in a header.
fn encoded(name: &str) -> String {
    let mut encoded = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_sizes_are_written_as_they_should() {
        assert_eq!(encoded("裂 1.jpg"), "%E8%A3%82%201.jpg");
        assert_eq!(encoded("a\"b\r\n.jpg"), "a%22b%0D%0A.jpg");
        assert_eq!(megabytes(5 * 1_024 * 1_024), "5.0");
        assert_eq!(megabytes(1_500_000), "1.4");
    }
}
