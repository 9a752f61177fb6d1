//! JSON bodies, read strictly: what is not understood is refused and pointed at.

use super::{ApiError, objects::Objects};
use crate::{app::AppState, locale::Text};
use axum::{
    body::BodyDataStream,
    extract::{FromRequest, Request},
    http::{HeaderMap, header::CONTENT_TYPE},
};
use futures_util::StreamExt;
use kefu_contract::ProblemCode;
use serde::de::DeserializeOwned;
use serde_json::error::Category;
use serde_path_to_error::Segment;

/// Largest JSON body, in bytes.
pub(crate) const MAX_BYTES: u32 = 65_536;

/// How much of a body is read, in bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sizes {
    /// Largest body that is kept.
    pub(super) max: u64,
    /// Up to here a larger one is read and thrown away, so that a sender still writing gets to see the answer.
    pub(super) drain: u64,
}

const JSON: Sizes = Sizes { max: MAX_BYTES as u64, drain: 16 * MAX_BYTES as u64 };

/// A body of type `T`.
#[derive(Debug)]
pub(crate) struct Body<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequest<AppState> for Body<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, _: &AppState) -> Result<Self, ApiError> {
        check_media_type(request.headers())?;
        let bytes = read(request.into_body().into_data_stream(), JSON).await?;
        parse(&bytes.ok_or_else(too_large)?).map(Self)
    }
}

fn check_media_type(headers: &HeaderMap) -> Result<(), ApiError> {
    let value = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = value.split(';').next().unwrap_or_default().trim();
    if essence.eq_ignore_ascii_case("application/json") {
        return Ok(());
    }
    Err(ApiError::new(ProblemCode::UnsupportedMediaType).detail(Text::new(
        "请以 Content-Type: application/json 发送。",
        "Send it with Content-Type: application/json.",
    )))
}

/// Everything that was sent; nothing when it is too large.
pub(super) async fn read(mut stream: BodyDataStream, sizes: Sizes) -> Result<Option<Vec<u8>>, ApiError> {
    let mut bytes = Vec::new();
    let mut seen = 0;
    while let Some(chunk) = stream.next().await {
        let chunk = chunk.map_err(|_| broken())?;
        seen += chunk.len() as u64;
        if seen <= sizes.max {
            bytes.extend_from_slice(&chunk);
        } else if seen > sizes.drain {
            break;
        }
    }
    Ok((seen <= sizes.max).then_some(bytes))
}

fn too_large() -> ApiError {
    ApiError::new(ProblemCode::BodyTooLarge)
        .detail(Text::new(
            format!("请求内容最多 {MAX_BYTES} 字节。"),
            format!("At most {MAX_BYTES} bytes are accepted."),
        ))
        .at("")
        .max(u64::from(MAX_BYTES))
}

fn broken() -> ApiError {
    ApiError::new(ProblemCode::InvalidBody)
        .detail(Text::new("请求内容没有完整到达。", "The body did not arrive completely."))
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ApiError> {
    let mut unknown: Option<String> = None;
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let mut remember = |path: serde_ignored::Path<'_>| {
        unknown.get_or_insert_with(|| ignored_pointer(&path));
    };
    let strict = serde_ignored::Deserializer::new(Objects(&mut json), &mut remember);
    let value = serde_path_to_error::deserialize(strict).map_err(|error| wrong(&error))?;
    json.end().map_err(|error| syntax(&error))?;
    match unknown {
        None => Ok(value),
        Some(pointer) => Err(ApiError::new(ProblemCode::UnknownField)
            .detail(Text::new(
                format!("协议中没有字段 {pointer}。"),
                format!("The contract knows no field {pointer}."),
            ))
            .at(pointer)),
    }
}

fn wrong(error: &serde_path_to_error::Error<serde_json::Error>) -> ApiError {
    if error.inner().classify() != Category::Data {
        return syntax(error.inner());
    }
    let reason = error.inner();
    ApiError::new(ProblemCode::InvalidBody)
        .detail(Text::new(
            format!("请求内容的结构不对：{reason}"),
            format!("The body has another shape: {reason}"),
        ))
        .at(error_pointer(error.path()))
}

fn syntax(error: &serde_json::Error) -> ApiError {
    let (line, column) = (error.line(), error.column());
    ApiError::new(ProblemCode::InvalidBody).detail(Text::new(
        format!("不是有效的 JSON（第 {line} 行第 {column} 列）。"),
        format!("Not valid JSON (line {line}, column {column})."),
    ))
}

/// A key as a JSON Pointer writes it (RFC 6901).
fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

fn error_pointer(path: &serde_path_to_error::Path) -> String {
    path.iter()
        .filter_map(|segment| match segment {
            Segment::Seq { index } => Some(format!("/{index}")),
            Segment::Map { key } => Some(format!("/{}", escape(key))),
            Segment::Enum { variant } => Some(format!("/{}", escape(variant))),
            Segment::Unknown => None,
        })
        .collect()
}

fn ignored_pointer(path: &serde_ignored::Path<'_>) -> String {
    use serde_ignored::Path;
    match path {
        Path::Root => String::new(),
        Path::Seq { parent, index } => format!("{}/{index}", ignored_pointer(parent)),
        Path::Map { parent, key } => format!("{}/{}", ignored_pointer(parent), escape(key)),
        Path::Some { parent } | Path::NewtypeStruct { parent } | Path::NewtypeVariant { parent } => {
            ignored_pointer(parent)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Locale;
    use kefu_contract::{OpenConversation, Problem};

    fn refusal(body: &str) -> Problem {
        let error = parse::<OpenConversation>(body.as_bytes()).unwrap_err();
        error.problem(Locale::En)
    }

    #[test]
    fn points_at_what_is_wrong() {
        for (body, code, pointer) in [
            ("{", ProblemCode::InvalidBody, None),
            ("", ProblemCode::InvalidBody, None),
            ("{\"client_id\":\"x\"} {}", ProblemCode::InvalidBody, None),
            ("[]", ProblemCode::InvalidBody, Some("")),
            (r#"["x",{}]"#, ProblemCode::InvalidBody, Some("")),
            (r#"{"client_id":"x","context":[null,null]}"#, ProblemCode::InvalidBody, Some("/context")),
            (r#"{"client_id":"x","client_id":"y"}"#, ProblemCode::InvalidBody, Some("")),
            ("{}", ProblemCode::InvalidBody, Some("")),
            (r#"{"client_id":7}"#, ProblemCode::InvalidBody, Some("/client_id")),
            (
                r#"{"client_id":"x","context":{"product_id":[]}}"#,
                ProblemCode::InvalidBody,
                Some("/context/product_id"),
            ),
            (r#"{"client_id":"x","role":"agent"}"#, ProblemCode::UnknownField, Some("/role")),
            (
                r#"{"client_id":"x","context":{"a/b~c":1}}"#,
                ProblemCode::UnknownField,
                Some("/context/a~1b~0c"),
            ),
        ] {
            let problem = refusal(body);
            assert_eq!(problem.code, code, "{body}");
            let found = problem.errors.first().map(|field| field.pointer.as_str());
            assert_eq!(found, pointer, "{body}");
        }
    }
}
