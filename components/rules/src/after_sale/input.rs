//! What each action on a case asks for.

use super::actions::Setting;
use super::reasons::reasons;
use super::{claim, words};
use crate::language::Language;
use crate::policy::AfterSalePolicy;
use kefu_contract::{
    ActionInput, Case, CaseActionCode as C, CaseKind, InputField, InputKind, InputOption, LengthLimit,
    LengthUnit, Money, Role, Scenario,
};

fn field(name: &str, kind: InputKind, required: bool) -> InputField {
    InputField {
        name: name.to_owned(),
        kind,
        label: None,
        required,
        options: Vec::new(),
        max: None,
        length: None,
        max_amount: None,
    }
}

fn text(policy: &AfterSalePolicy, required: bool) -> InputField {
    let length = Some(LengthLimit { max: policy.explanation_chars, unit: LengthUnit::Chars });
    InputField { length, ..field("text", InputKind::Text, required) }
}

fn files(policy: &AfterSalePolicy) -> InputField {
    InputField { max: Some(policy.evidence.max_files.into()), ..field("evidence", InputKind::Files, false) }
}

fn amount(maximum: &Money) -> InputField {
    InputField { max_amount: Some(maximum.clone()), ..field("amount", InputKind::Money, false) }
}

fn choice(name: &str, values: &[(&str, &str, &str)], language: Language, required: bool) -> InputField {
    let options = values.iter().map(|(value, chinese, english)| InputOption {
        value: (*value).to_owned(),
        label: language.pick(*chinese, *english).to_owned(),
    });
    InputField { options: options.collect(), ..field(name, InputKind::Choice, required) }
}

/// Kinds to offer, and whether the goods must have been received.
const KINDS: &[(CaseKind, &str, &str, bool)] = &[
    (CaseKind::RefundOnlyReceived, "仅退款", "Refund only", true),
    (CaseKind::ReturnRefund, "退货退款", "Return and refund", true),
    (CaseKind::Exchange, "换货", "Exchange", true),
    (CaseKind::Repair, "维修", "Repair", true),
    (CaseKind::Reship, "补发", "Send what is missing", false),
    (CaseKind::Compensation, "折价补偿", "Compensation", false),
];
const PAYERS: &[(&str, &str, &str)] = &[
    ("buyer", "买家承担", "Buyer"),
    ("seller", "卖家承担", "Seller"),
    ("insurance", "运费险", "Freight insurance"),
];
const DISPUTES: &[(&str, &str, &str)] = &[
    ("not_received", "未收到货", "Not received"),
    ("not_as_described", "描述不符", "Not as described"),
    ("counterfeit", "假冒", "Counterfeit"),
    ("defect", "质量问题", "Defect"),
    ("broken_promise", "服务态度或违背承诺", "Attitude or broken promise"),
];

/// The rows of [`KINDS`] that a seller can offer in this case.
fn kinds(case: &Case) -> impl Iterator<Item = &'static (CaseKind, &'static str, &'static str, bool)> {
    let received = case.scenario != Scenario::NotReceived;
    KINDS.iter().filter(move |row| received || !row.3)
}

/// Kinds a seller can offer in this case: nothing is sent back that has not been received.
pub(super) fn offered(case: &Case) -> impl Iterator<Item = CaseKind> {
    kinds(case).map(|row| row.0.clone())
}

fn kind(case: &Case, language: Language) -> InputField {
    let options = kinds(case).map(|(kind, chinese, english, _)| InputOption {
        value: kind.as_str().to_owned(),
        label: language.pick(*chinese, *english).to_owned(),
    });
    InputField { options: options.collect(), ..field("kind", InputKind::Choice, false) }
}

fn reason(case: &Case, language: Language) -> InputField {
    let options = reasons(&case.scenario).iter().map(|reason| InputOption {
        value: reason.as_str().to_owned(),
        label: words::reason(reason, language).to_owned(),
    });
    InputField { options: options.collect(), ..field("reason", InputKind::Choice, false) }
}

/// The most this role can offer; the kind chosen may bring an agent's limit further down.
fn offer(case: &Case, setting: &Setting<'_>) -> InputField {
    let limits = &setting.policy.agent_limits;
    let limit = limits.refund.amount.max(limits.compensation.amount);
    let maximum = claim::maximum(case);
    if *setting.role != Role::Agent || maximum.amount <= limit {
        return amount(maximum);
    }
    amount(&Money { amount: limit, ..maximum.clone() })
}

/// The input of an action; nothing where it needs none.
pub(super) fn input(code: &C, case: &Case, setting: &Setting<'_>) -> Option<ActionInput> {
    let (policy, language) = (&setting.policy.after_sale, setting.language);
    let maximum = claim::maximum(case);
    let fields = match code {
        C::Revise => vec![
            field("quote_id", InputKind::Text, false),
            amount(maximum),
            reason(case, language),
            text(policy, false),
            files(policy),
        ],
        C::DeclineOffer => vec![text(policy, false)],
        C::SendReturn | C::Reship => vec![field("shipment", InputKind::Shipment, true)],
        C::RequestIntervention | C::AddEvidence | C::Refuse | C::DisputeCondition => {
            vec![text(policy, true), files(policy)]
        }
        C::Agree => match case.kind {
            CaseKind::ReturnRefund | CaseKind::Exchange | CaseKind::Repair if case.inspection.is_none() => {
                vec![field("return_address", InputKind::Address, true)]
            }
            _ => return None,
        },
        C::CounterOffer => vec![
            kind(case, language),
            offer(case, setting),
            choice("payer", PAYERS, language, false),
            text(policy, false),
        ],
        C::Inspect => vec![field("inspected", InputKind::Lines, true), files(policy)],
        C::Refund => vec![amount(&claim::refundable(case).unwrap_or_else(|_| claim::due(case).clone()))],
        C::Classify => vec![choice("dispute", DISPUTES, language, true)],
        C::Decide => {
            vec![field("in_favour_of_buyer", InputKind::Boolean, true), amount(maximum), text(policy, true)]
        }
        C::Withdraw
        | C::AcceptOffer
        | C::ConfirmReplacement
        | C::ConvertToRefund
        | C::RetryRefund
        | C::Other(_) => return None,
    };
    Some(ActionInput { fields })
}

#[cfg(test)]
mod tests {
    use super::*;
    use kefu_contract::{DisputeKind, Payer};

    #[test]
    fn choices_are_values_of_the_contract() {
        assert!(PAYERS.iter().map(|(value, ..)| *value).eq(Payer::KNOWN.iter().copied()));
        assert!(DISPUTES.iter().map(|(value, ..)| *value).eq(DisputeKind::KNOWN.iter().copied()));
    }
}
