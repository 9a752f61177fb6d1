//! What quick replies and the answers of the knowledge base share.

use crate::{http::ApiError, locale::Text};
use kefu_contract::ProblemCode;
use kefu_rules::{
    language::Language,
    variables::{self, Fault, KNOWN},
};

/// Refuses a version where something new is to be kept.
pub(super) fn no_version(of_request: Option<u64>) -> Result<(), ApiError> {
    match of_request {
        None => Ok(()),
        Some(_) => Err(ApiError::invalid_value(
            "/version",
            Text::new("新建时没有版本号。", "What is new has no version yet."),
        )),
    }
}

/// Refuses to replace another version than the present one.
pub(super) fn same_version(of_request: Option<u64>, present: u64) -> Result<(), ApiError> {
    match of_request {
        Some(version) if version == present => Ok(()),
        Some(_) => Err(ApiError::new(ProblemCode::VersionConflict).at("/version")),
        None => Err(ApiError::invalid_value(
            "/version",
            Text::new("请给出要替换的版本号。", "Name the version to replace."),
        )),
    }
}

/// The variables of a text; unknown ones are refused with the list of those there are.
pub(super) fn names(text: &str, pointer: &str) -> Result<Vec<String>, ApiError> {
    let fault = match variables::names(text) {
        Ok(names) => return Ok(names.into_iter().map(str::to_owned).collect()),
        Err(fault) => fault,
    };
    let detail = match fault {
        Fault::LoneBrace => Text::new(
            "花括号不成对。变量写作 {buyer.name}，花括号本身写作 {{ 或 }}。",
            "A brace stands alone. Variables are written {buyer.name}, braces themselves {{ or }}.",
        ),
        Fault::Unknown(name) => Text::new(
            format!("没有变量 {{{name}}}。可用的变量有：{}。", listed(Language::Chinese, "、")),
            format!(
                "There is no variable {{{name}}}. These can be used: {}.",
                listed(Language::English, ", ")
            ),
        ),
    };
    Err(ApiError::invalid_value(pointer, detail))
}

fn listed(language: Language, separator: &str) -> String {
    let one = |known: &variables::Variable| format!("{{{}}} {}", known.name, known.label(language));
    KNOWN.iter().map(one).collect::<Vec<_>>().join(separator)
}
