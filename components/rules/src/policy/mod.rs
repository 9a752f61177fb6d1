//! Policy: every number that shops or marketplaces disagree on, in one place, with defaults.
//!
//! The defaults follow common practice of Chinese marketplaces; the docs of each field give meaning and unit.
//! A policy is data: it can be read from a file in which only the differences are written down. A misspelt
//! field is an error rather than a rule that silently does not hold.

mod after_sale;
mod assistant;
mod checkout;
mod customers;
mod figures;
mod freight;
mod hours;
mod library;
mod limits;
mod orders;
mod reminder;
mod reply_guard;
mod reviews;
mod rfm;
mod safety;
mod texts;

pub use after_sale::{AfterSalePolicy, EvidencePolicy};
pub use assistant::{AssistantPolicy, AssistantWords, AutomaticPolicy};
pub use checkout::{CheckoutPolicy, SpendAndSave};
pub use customers::CustomerPolicy;
pub use figures::{FigureTargets, FiguresPolicy};
pub use freight::FreightPolicy;
pub use hours::{BusinessHours, Window};
pub use library::LibraryPolicy;
pub use limits::AgentLimits;
pub use orders::{ConfirmDays, LateShipment, OrderPolicy};
pub use reminder::ReminderPolicy;
pub use reply_guard::{GuardSeverities, ReplyGuardPolicy, Severity};
pub use reviews::{ReviewPolicy, TriagePolicy};
pub use rfm::RfmPolicy;
pub use safety::{AddressPolicy, LinkPolicy, LookalikePolicy, RefundWatchPolicy, SafetyPolicy, SecretPolicy};
pub use texts::TextPolicy;

use kefu_contract::WaitPolicy;
use serde::{Deserialize, Serialize};

/// When a waiting buyer becomes urgent, by default: warn at 100 s, late at 180 s (the "3-minute reply").
pub const DEFAULT_WAITING: WaitPolicy = WaitPolicy { warn_s: 100, breach_s: 180 };

/// Everything a shop can decide for itself.
///
/// ```
/// # use kefu_rules::policy::Policy;
/// let policy: Policy = serde_json::from_str(r#"{"orders": {"pay_within_h": 24}}"#)?;
/// assert_eq!(policy.orders.pay_within_h, 24);
/// assert_eq!(policy.orders.ship_within_h, 72);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Policy {
    /// The waiting timer (等待计时).
    pub waiting: WaitPolicy,
    /// When the shop answers (营业时间).
    pub business_hours: BusinessHours,
    /// Deadlines of orders (订单).
    pub orders: OrderPolicy,
    /// Payment reminders (催付).
    pub reminder: ReminderPolicy,
    /// Couriers and their choice (快递).
    pub freight: FreightPolicy,
    /// Postage and savings when an order is placed (下单).
    pub checkout: CheckoutPolicy,
    /// Deadlines and limits of after-sale cases (售后).
    pub after_sale: AfterSalePolicy,
    /// Windows of reviews (评价).
    pub reviews: ReviewPolicy,
    /// What to do about a review, and when.
    pub triage: TriagePolicy,
    /// What public replies must not say.
    pub reply_guard: ReplyGuardPolicy,
    /// What an agent may grant alone.
    pub agent_limits: AgentLimits,
    /// Recency, frequency and money; tiers.
    pub rfm: RfmPolicy,
    /// Files of customers (客户).
    pub customers: CustomerPolicy,
    /// Quick replies and the knowledge base (快捷短语、问答文档).
    pub library: LibraryPolicy,
    /// What the shop answers by itself (自动回复、智能客服).
    pub assistant: AssistantPolicy,
    /// Thresholds of the figures (绩效).
    pub figures: FiguresPolicy,
    /// Links, secrets, lookalike names, doubtful addresses and refunds (安全).
    pub safety: SafetyPolicy,
    /// How long texts may be.
    pub texts: TextPolicy,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            waiting: DEFAULT_WAITING,
            business_hours: BusinessHours::default(),
            orders: OrderPolicy::default(),
            reminder: ReminderPolicy::default(),
            freight: FreightPolicy::default(),
            checkout: CheckoutPolicy::default(),
            after_sale: AfterSalePolicy::default(),
            reviews: ReviewPolicy::default(),
            triage: TriagePolicy::default(),
            reply_guard: ReplyGuardPolicy::default(),
            agent_limits: AgentLimits::default(),
            rfm: RfmPolicy::default(),
            customers: CustomerPolicy::default(),
            library: LibraryPolicy::default(),
            assistant: AssistantPolicy::default(),
            figures: FiguresPolicy::default(),
            safety: SafetyPolicy::default(),
            texts: TextPolicy::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn survives_json_and_fills_gaps_with_defaults() {
        let policy = Policy::default();
        let text = serde_json::to_string(&policy).unwrap();
        assert_eq!(serde_json::from_str::<Policy>(&text).unwrap(), policy);
        assert_eq!(serde_json::from_str::<Policy>("{}").unwrap(), policy);
    }

    #[test]
    fn a_misspelt_field_is_refused() {
        assert!(serde_json::from_str::<Policy>(r#"{"orders": {"pay_within_hours": 1}}"#).is_err());
    }
}
