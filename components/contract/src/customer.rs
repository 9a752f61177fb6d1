//! Customers (客户关系).

use crate::json::ToJson;
use crate::read::Read;
use crate::{Action, CaseId, ClientId, Cursor, Money, Person, Rating, Timestamp, UserId, Warning};
use serde::Serialize;

open_enum! {
    /// Member tier (会员等级).
    pub enum Tier {
        /// Regular (普通会员).
        Regular = "regular",
        /// Senior (高级会员).
        Senior = "senior",
        /// VIP (VIP 会员).
        Vip = "vip",
        /// Supreme VIP (至尊 VIP).
        SupremeVip = "supreme_vip",
    }
}

open_enum! {
    /// How far somebody is on the way to a loyal customer.
    pub enum JourneyStage {
        /// Could become one (潜在客户).
        Potential = "potential",
        /// Fits and has shown interest (目标客户).
        Target = "target",
        /// About to buy (准客户).
        AboutToBuy = "about_to_buy",
        /// Has bought (成交客户).
        Bought = "bought",
        /// Comes back (忠诚客户).
        Loyal = "loyal",
    }
}

open_enum! {
    /// What the three scores together say.
    pub enum RfmSegment {
        /// Recent, frequent, high value (重要价值).
        Champion = "champion",
        /// High value, not lately (重要保持).
        AtRisk = "at_risk",
        /// Recent and high value, seldom (重要发展).
        Promising = "promising",
        /// High value, seldom and not lately (重要挽留).
        CannotLose = "cannot_lose",
        /// Recent and frequent, low value (一般价值).
        Regular = "regular",
        /// Recent, seldom, low value (一般发展).
        New = "new",
        /// Frequent, low value, not lately (一般保持).
        Fading = "fading",
        /// None of it (一般挽留).
        Dormant = "dormant",
    }
}

open_enum! {
    /// How somebody wants to be served (客户类型), as filed by staff.
    pub enum Temperament {
        /// Dwells on details (完美主义型).
        Perfectionist = "perfectionist",
        /// Wants speed (暴躁型).
        HotTempered = "hot_tempered",
        /// Distrusts recommendations (拒绝型).
        Refuser = "refuser",
        /// Wants a lower price (杀价型).
        Bargainer = "bargainer",
        /// Cannot afford it (哭穷型).
        PleadsPoverty = "pleads_poverty",
        /// Drifts off topic (唠叨型).
        Talkative = "talkative",
        /// Agrees but hesitates (和气型).
        EasyGoing = "easy_going",
        /// Knows better (傲娇型).
        Proud = "proud",
        /// Contradicts (刁钻型).
        Difficult = "difficult",
        /// Says little (沉默型).
        Silent = "silent",
    }
}

/// Recency, frequency, monetary value, each scored from 1 (low) to 5 (high).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rfm {
    /// How lately they bought.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 5)))]
    pub recency: u8,
    /// How often.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 5)))]
    pub frequency: u8,
    /// How much.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 5)))]
    pub monetary: u8,
    /// What that says.
    pub segment: RfmSegment,
    /// When they last bought.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_order_at: Option<Timestamp>,
}

/// A note about a customer, for staff only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CustomerNote {
    /// The text.
    pub text: String,
    /// Who wrote it.
    pub author: Person,
    /// When.
    pub at: Timestamp,
}

/// How many reviews of each verdict somebody has given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RatingCount {
    /// The verdict.
    pub rating: Rating,
    /// How many.
    pub count: u32,
}

/// A customer, for staff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Customer {
    /// The user this is about.
    pub person: Person,
    /// Grows with every change; the higher one wins. Send it back with every update.
    pub version: u64,
    /// Member tier.
    pub tier: Tier,
    /// How far on the way to a loyal customer.
    pub journey: JourneyStage,
    /// Scores; missing before the first order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rfm: Option<Rfm>,
    /// How they want to be served.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub temperament: Option<Temperament>,
    /// Labels.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Group they are filed under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// Notes, newest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<CustomerNote>,
    /// BCP 47 tag of the language they write.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
    /// What to beware of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Warning>,
    /// They asked not to be contacted; warn before writing first.
    #[serde(default)]
    pub do_not_contact: bool,
    /// Orders paid.
    pub orders: u32,
    /// Spent in all, refunds taken off.
    pub spent: Money,
    /// Open after-sale cases.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub open_cases: Vec<CaseId>,
    /// Reviews given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ratings: Vec<RatingCount>,
    /// First seen.
    pub created_at: Timestamp,
    /// Last change.
    pub updated_at: Timestamp,
    /// What may be done, allowed and denied.
    #[serde(default)]
    pub actions: Vec<Action>,
}

/// Body of `PATCH /v1/customers/{id}`: what is missing stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UpdateCustomer {
    /// Idempotency key.
    pub client_id: ClientId,
    /// Version of the customer; stale ones get `409 version_conflict` with `current_customer`.
    pub version: u64,
    /// All labels from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<String>>,
    /// Group from now on; none when empty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// How they want to be served; unfiled when empty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub temperament: Option<Temperament>,
    /// How far they are, whatever their orders say; when empty, what their orders say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub journey: Option<JourneyStage>,
    /// Whether to leave them alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub do_not_contact: Option<bool>,
    /// A note to add; within the limit `note`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub add_note: Option<String>,
}

/// Query of `GET /v1/customers`, last seen first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CustomerQuery {
    /// Name, phone or order number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
    /// Only this tier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tier: Option<Tier>,
    /// Only this segment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub segment: Option<RfmSegment>,
    /// Only with this label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// Only this group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// Only this user.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub buyer_id: Option<UserId>,
    /// Cursor of a page: items after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Cursor>,
    /// Most items; capped by the session's `limits.page_size`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}
