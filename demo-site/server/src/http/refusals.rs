//! What a rule refused, in words.

use super::{ApiError, problems::FieldError};
use crate::{catalogue::price_in_words, locale::Text};
use kefu_contract::{ProblemCode, ProblemField};
use kefu_rules::order::Refused;

/// Words of the rules are in the reader's language already.
impl From<Refused> for ApiError {
    fn from(refused: Refused) -> Self {
        let same = |words: String| Text::new(words.clone(), words);
        let field = |field: ProblemField| FieldError {
            detail: field.detail.clone().map(same).or_else(|| words(&field)),
            pointer: field.pointer,
            code: field.code,
            max: field.max,
            max_amount: field.max_amount,
        };
        let fields: Vec<FieldError> = refused.errors.into_iter().map(field).collect();
        let detail =
            refused.detail.map(same).or_else(|| fields.first().and_then(|first| first.detail.clone()));
        let mut error = Self::new(refused.code);
        (error.detail, error.fields) = (detail, fields);
        error
    }
}

/// What is wrong with a field and what would be right, where the rule says it by code and numbers alone.
fn words(field: &ProblemField) -> Option<Text> {
    let most = field.max_amount.as_ref();
    Some(match (&field.code, most, field.max) {
        (ProblemCode::AmountAboveMaximum, Some(most), _) => {
            let most = price_in_words(most);
            Text::new(format!("金额最多 {most}。"), format!("The amount is at most {most}."))
        }
        (ProblemCode::AmountNotPositive, ..) => Text::new("金额须大于零。", "The amount must be above zero."),
        (ProblemCode::WrongCurrency, Some(most), _) => {
            let (currency, exponent) = (&most.currency, most.exponent);
            Text::new(
                format!("币种应为 {currency}，小数 {exponent} 位。"),
                format!("The currency is {currency} with {exponent} decimals."),
            )
        }
        (ProblemCode::QuantityAboveBought, _, Some(0)) => {
            Text::new("这件商品已没有可申请的数量。", "Nothing is left of this item.")
        }
        (ProblemCode::QuantityAboveBought, _, Some(max)) => {
            Text::new(format!("数量最多 {max} 件。"), format!("At most {max} pieces."))
        }
        (ProblemCode::UnknownLine, ..) => Text::new("订单中没有这件商品。", "The order has no such line."),
        (ProblemCode::ReasonNotAllowed, ..) => {
            Text::new("此原因不适用，请另选。", "The reason does not fit; choose another.")
        }
        (ProblemCode::TextTooLong, _, Some(max)) => {
            Text::new(format!("最多 {max} 个字，请缩短。"), format!("At most {max} characters; shorten it."))
        }
        (ProblemCode::TooManyItems, _, Some(max)) => {
            Text::new(format!("最多 {max} 个。"), format!("At most {max}."))
        }
        (ProblemCode::MaskedValue, ..) => Text::new(
            "请填写完整内容，打码的内容不能使用。",
            "Fill it in completely; masked values are of no use.",
        ),
        (ProblemCode::UnsupportedEvidence, ..) => {
            Text::new("不支持此类文件作为凭证。", "Files of this kind are not accepted as evidence.")
        }
        (ProblemCode::UnknownUpload, ..) => {
            Text::new("没有找到这个文件，请重新上传。", "There is no such file; upload it again.")
        }
        (ProblemCode::InvalidValue, ..) => Text::new(
            format!("字段 {} 的值缺少或不被接受。", field.pointer),
            format!("The value of {} is missing or not accepted.", field.pointer),
        ),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Locale;
    use kefu_contract::Money;

    #[test]
    fn a_fault_names_what_would_be_right() {
        let fault = ProblemField::new("/amount", ProblemCode::AmountAboveMaximum);
        let fault = ProblemField { max_amount: Some(Money::cny(12_345)), ..fault };
        let refused = Refused { code: fault.code.clone(), denial: None, detail: None, errors: vec![fault] };
        for (locale, words) in
            [(Locale::ZhCn, "金额最多 ¥123.45。"), (Locale::En, "The amount is at most ¥123.45.")]
        {
            let problem = ApiError::from(refused.clone()).problem(locale);
            assert_eq!(problem.detail.as_deref(), Some(words));
            assert_eq!(problem.errors[0].detail.as_deref(), Some(words));
            assert_eq!(problem.errors[0].max_amount, Some(Money::cny(12_345)));
        }
    }
}
