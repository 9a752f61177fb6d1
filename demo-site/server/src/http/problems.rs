//! Errors as RFC 9457 problems, in the language of the request.

use crate::{
    locale::{Locale, Text},
    store::StoreError,
};
use axum::{
    Json,
    extract::Request,
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use kefu_contract::{Case, Conversation, Customer, Money, Order, Problem, ProblemCode, ProblemField, Review};

/// A refusal. Becomes a [`Problem`] once the language is known, in [`render`].
#[derive(Debug, Clone)]
pub(crate) struct ApiError {
    code: ProblemCode,
    pub(super) detail: Option<Text>,
    pub(super) fields: Vec<FieldError>,
    current: Option<Current>,
}

/// An object as it is now, for a write that was about an older one.
#[derive(Debug, Clone)]
pub(crate) enum Current {
    Conversation(Box<Conversation>),
    Order(Box<Order>),
    Case(Box<Case>),
    Review(Box<Review>),
    Customer(Box<Customer>),
}

/// One thing wrong with a body.
#[derive(Debug, Clone)]
pub(super) struct FieldError {
    pub(super) pointer: String,
    pub(super) code: ProblemCode,
    pub(super) detail: Option<Text>,
    pub(super) max: Option<u64>,
    pub(super) max_amount: Option<Money>,
}

impl ApiError {
    pub(crate) fn new(code: ProblemCode) -> Self {
        Self { code, detail: None, fields: Vec::new(), current: None }
    }

    /// What was wrong, and what to do.
    pub(crate) fn detail(mut self, detail: Text) -> Self {
        self.detail = Some(detail);
        self
    }

    /// Points at the field at fault.
    pub(crate) fn at(mut self, pointer: impl Into<String>) -> Self {
        let (code, detail) = (self.code.clone(), self.detail.clone());
        self.fields.push(FieldError { pointer: pointer.into(), code, detail, max: None, max_amount: None });
        self
    }

    /// Names the largest value that would have been accepted at the field pointed at last.
    pub(crate) fn max(mut self, max: u64) -> Self {
        if let Some(field) = self.fields.last_mut() {
            field.max = Some(max);
        }
        self
    }

    /// The object changed since the version the write was about; shows it as it is now.
    pub(crate) fn stale(current: Current) -> Self {
        Self::stale_at("/version", current)
    }

    /// The same, for a version that stands elsewhere.
    pub(crate) fn stale_at(pointer: &str, current: Current) -> Self {
        Self { current: Some(current), ..Self::new(ProblemCode::VersionConflict).at(pointer) }
    }

    /// A text is longer than it may be, counted in characters.
    pub(crate) fn too_long(pointer: &str, length: u32, max: u32) -> Self {
        Self::new(ProblemCode::TextTooLong)
            .detail(Text::new(
                format!("内容有 {length} 个字，最多 {max} 个字，请缩短。"),
                format!("The text has {length} characters; at most {max} are accepted. Shorten it."),
            ))
            .at(pointer)
            .max(u64::from(max))
    }

    /// Does not exist, or is somebody else's.
    pub(crate) fn not_found() -> Self {
        Self::new(ProblemCode::NotFound)
    }

    /// A field has a value that is not allowed.
    pub(crate) fn invalid_value(pointer: &str, detail: Text) -> Self {
        Self::new(ProblemCode::InvalidValue).detail(detail).at(pointer)
    }

    pub(crate) fn problem(self, locale: Locale) -> Problem {
        let mut problem = Problem::new(self.code.clone(), title(&self.code).get(locale));
        problem.detail = self.detail.map(|detail| detail.get(locale).to_owned());
        problem.errors = self
            .fields
            .into_iter()
            .map(|field| ProblemField {
                pointer: field.pointer,
                code: field.code,
                detail: field.detail.map(|detail| detail.get(locale).to_owned()),
                max: field.max,
                max_amount: field.max_amount,
            })
            .collect();
        match self.current {
            Some(Current::Conversation(now)) => problem.current_conversation = Some(now),
            Some(Current::Order(now)) => problem.current_order = Some(now),
            Some(Current::Case(now)) => problem.current_case = Some(now),
            Some(Current::Review(now)) => problem.current_review = Some(now),
            Some(Current::Customer(now)) => problem.current_customer = Some(now),
            None => {}
        }
        problem
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "the store failed");
        Self::new(ProblemCode::Internal)
    }
}

/// Writes the body of every refusal.
pub(crate) async fn render(request: Request, next: Next) -> Response {
    let locale = Locale::of(request.headers());
    let mut response = next.run(request).await;
    let Some(error) = response.extensions_mut().remove::<ApiError>() else { return response };
    let problem = error.problem(locale);
    let mut rendered = (response.status(), Json(&problem)).into_response();
    let headers = rendered.headers_mut();
    headers.extend(
        response
            .headers_mut()
            .drain()
            .filter_map(|(name, value)| Some((name?, value)))
            .filter(|(name, _)| name != header::CONTENT_TYPE && name != header::CONTENT_LENGTH),
    );
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(locale.tag()));
    if problem.status == 401 {
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    rendered
}

/// What a panicking handler answers.
pub(crate) fn caught_panic(_: Box<dyn std::any::Any + Send + 'static>) -> Response {
    tracing::error!("a handler panicked");
    ApiError::new(ProblemCode::Internal).into_response()
}

/// Short name of a problem.
fn title(code: &ProblemCode) -> Text {
    let (zh, en) = match code {
        ProblemCode::InvalidBody => ("请求内容无法读取", "The body cannot be read"),
        ProblemCode::UnknownField => ("请求中有未知字段", "The body has an unknown field"),
        ProblemCode::InvalidValue => ("有字段的值不被接受", "A field has a value that is not allowed"),
        ProblemCode::TextTooLong => ("内容太长", "The text is too long"),
        ProblemCode::BodyTooLarge => ("请求内容过大", "The body is too large"),
        ProblemCode::UnsupportedMediaType => ("请求内容必须是 JSON", "The body must be JSON"),
        ProblemCode::InvalidQuery => ("参数无法读取", "A parameter cannot be read"),
        ProblemCode::InvalidCursor => ("翻页位置无效", "The cursor is not valid here"),
        ProblemCode::Unauthenticated => ("请先登录", "Sign in first"),
        ProblemCode::TokenExpired => ("登录已过期", "The sign-in has expired"),
        ProblemCode::Forbidden => ("无权进行此操作", "Not allowed"),
        ProblemCode::NotFound => ("没有找到", "Not found"),
        ProblemCode::MethodNotAllowed => ("不支持此请求方法", "The method is not allowed here"),
        ProblemCode::IdempotencyKeyReused => {
            ("此编号已用于另一个请求", "The key was used for another request")
        }
        ProblemCode::InProgress => ("正在处理同一请求", "The same request is being carried out"),
        ProblemCode::VersionConflict => ("内容已被修改", "The object changed meanwhile"),
        ProblemCode::ActionNotAllowed => ("现在不能进行此操作", "This cannot be done now"),
        ProblemCode::QuoteExpired => ("报价已失效", "The quote has expired"),
        ProblemCode::WindowClosed => ("已过期限", "The time for this has passed"),
        ProblemCode::AmountAboveMaximum => ("金额超出上限", "The amount is above the maximum"),
        ProblemCode::AmountNotPositive => ("金额须大于零", "The amount must be above zero"),
        ProblemCode::WrongCurrency => ("币种不符", "The currency is not the order's"),
        ProblemCode::QuantityAboveBought => ("数量超出购买数量", "The quantity is above what was bought"),
        ProblemCode::UnknownLine => ("订单中没有这件商品", "The order has no such line"),
        ProblemCode::ReasonNotAllowed => ("不能使用此原因", "The reason does not fit"),
        ProblemCode::UnsupportedEvidence => ("不支持此类凭证", "Evidence of this kind is not accepted"),
        ProblemCode::FileTooLarge => ("文件太大", "The file is too large"),
        ProblemCode::TooManyItems => ("数量太多", "Too many items"),
        ProblemCode::UnknownUpload => ("没有找到上传的文件", "There is no such upload"),
        ProblemCode::MaskedValue => ("不能提交已打码的内容", "A masked value cannot be sent back"),
        ProblemCode::PrivateDataInText => ("内容含有隐私信息", "The text holds private data"),
        ProblemCode::AbusiveText => ("内容含有不当用语", "The text is abusive"),
        ProblemCode::RewardForReview => ("不能以好处换取评价", "No rewards for reviews"),
        ProblemCode::UnresolvedVariable => ("还有未填写的变量", "A variable is still open"),
        ProblemCode::AccountMismatch => ("与下单账号不符", "Not the account that ordered"),
        ProblemCode::RateLimited => ("请求过于频繁", "Too many requests"),
        ProblemCode::Unavailable => ("服务暂不可用", "Not available right now"),
        ProblemCode::Internal | ProblemCode::Other(_) => {
            ("服务出错，请稍后再试", "The server failed; try again later")
        }
    };
    Text::new(zh, en)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::{Router, body::Body, middleware, routing::get};
    use tower::ServiceExt;
    use tower_http::catch_panic::CatchPanicLayer;

    #[tokio::test]
    async fn a_panic_becomes_a_problem_without_details() {
        async fn fails() -> &'static str {
            panic!("secret inner workings")
        }
        let router = Router::new()
            .route("/", get(fails))
            .layer(CatchPanicLayer::custom(caught_panic))
            .layer(middleware::from_fn(render));
        let answer = router.oneshot(Request::new(Body::empty())).await.unwrap();
        assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(answer.headers()[header::CONTENT_TYPE], "application/problem+json");
        let body = axum::body::to_bytes(answer.into_body(), 10_000).await.unwrap();
        let problem: Problem = serde_json::from_slice(&body).unwrap();
        assert_eq!((problem.code, problem.retryable), (ProblemCode::Internal, true));
        assert!(!String::from_utf8_lossy(&body).contains("secret"));
    }
}
