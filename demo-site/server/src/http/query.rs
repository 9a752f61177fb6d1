//! Query parameters, read strictly.

use super::{ApiError, session::PAGE_SIZE};
use crate::locale::Text;
use axum::{
    extract::{FromRequestParts, Query},
    http::request::Parts,
};
use kefu_contract::{IdError, ProblemCode};
use serde::de::DeserializeOwned;
use std::{ops::RangeInclusive, str::FromStr};

/// The parameters of a request, in order.
#[derive(Debug)]
pub(crate) struct Parameters(Vec<(String, String)>);

impl Parameters {
    /// A parameter as text; refused when it is given twice.
    pub(crate) fn text(&self, name: &str) -> Result<Option<&str>, ApiError> {
        let mut values = self.0.iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str());
        match (values.next(), values.next()) {
            (value, None) => Ok(value),
            _ => Err(invalid(name)),
        }
    }

    /// A parameter as a number or the like.
    pub(crate) fn parsed<T: FromStr>(&self, name: &str) -> Result<Option<T>, ApiError> {
        self.text(name)?.map(|value| value.parse().map_err(|_| invalid(name))).transpose()
    }

    /// A number within bounds.
    pub(crate) fn within(&self, name: &str, bounds: RangeInclusive<u32>) -> Result<Option<u32>, ApiError> {
        match self.parsed(name)? {
            Some(value) if !bounds.contains(&value) => {
                let (low, high) = bounds.into_inner();
                Err(ApiError::new(ProblemCode::InvalidQuery).detail(Text::new(
                    format!("参数 {name} 应在 {low} 到 {high} 之间。"),
                    format!("The parameter {name} goes from {low} to {high}."),
                )))
            }
            value => Ok(value),
        }
    }
}

/// A parameter that cannot be read.
pub(crate) fn invalid(name: &str) -> ApiError {
    ApiError::new(ProblemCode::InvalidQuery)
        .detail(Text::new(format!("参数 {name} 无法读取。"), format!("The parameter {name} cannot be read.")))
}

/// Refuses a parameter that is no id; whether the id names anything is another question.
pub(crate) fn check_id(name: &str, checked: Option<Result<(), IdError>>) -> Result<(), ApiError> {
    checked.unwrap_or(Ok(())).map_err(|_| invalid(name))
}

/// The parameters of a request as one type of the contract.
#[derive(Debug)]
pub(crate) struct Filter<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Filter<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        let query = parts.uri.query().unwrap_or_default();
        let pairs = serde_urlencoded::Deserializer::new(form_urlencoded::parse(query.as_bytes()));
        serde_path_to_error::deserialize(pairs).map(Self).map_err(|error| {
            let (name, reason) = (error.path().to_string(), error.inner().to_string());
            ApiError::new(ProblemCode::InvalidQuery).detail(Text::new(
                format!("参数 {name} 无法读取：{reason}"),
                format!("The parameter {name} cannot be read: {reason}"),
            ))
        })
    }
}

/// Items of a page when the request does not say.
const DEFAULT_LIMIT: u32 = 50;

/// How many items a page is to hold.
pub(crate) fn page_limit(wanted: Option<u32>) -> Result<u32, ApiError> {
    match wanted {
        None => Ok(DEFAULT_LIMIT),
        Some(limit) if (1..=PAGE_SIZE).contains(&limit) => Ok(limit),
        Some(_) => Err(ApiError::new(ProblemCode::InvalidQuery).detail(Text::new(
            format!("参数 limit 应在 1 到 {PAGE_SIZE} 之间。"),
            format!("The parameter limit goes from 1 to {PAGE_SIZE}."),
        ))),
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Parameters {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        match Query::from_request_parts(parts, state).await {
            Ok(Query(pairs)) => Ok(Self(pairs)),
            Err(_) => Err(ApiError::new(ProblemCode::InvalidQuery)),
        }
    }
}
