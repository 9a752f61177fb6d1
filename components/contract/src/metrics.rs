//! Figures (绩效).

use crate::json::ToJson;
use crate::read::Read;
use crate::{Person, Timestamp, UserId};
use serde::Serialize;

open_enum! {
    /// Which figure.
    pub enum FigureCode {
        /// Mean seconds from a conversation's first buyer message to the first human reply (首次响应).
        FirstResponse = "first_response",
        /// Mean seconds of every buyer turn to the next human reply (平均响应).
        AverageResponse = "average_response",
        /// Share of buyer turns answered within the limit; begun out of hours excluded (3 分钟回复率).
        ReplyInTime = "reply_in_time",
        /// Staff messages per buyer message (问答比).
        AnswerRatio = "answer_ratio",
        /// Buyers who ordered after asking, of those who asked (询单转化率).
        InquiryConversion = "inquiry_conversion",
        /// Sales per paying buyer (客单价).
        AverageOrderValue = "average_order_value",
        /// Satisfied ratings of all ratings (满意度).
        Satisfaction = "satisfaction",
        /// Ratings per rating asked for (评价率).
        RatingRate = "rating_rate",
        /// Refunded orders of all paid (退款率).
        RefundRate = "refund_rate",
        /// Disputed orders of all paid (纠纷率).
        DisputeRate = "dispute_rate",
        /// Bad reviews of all (差评率).
        BadReviewRate = "bad_review_rate",
        /// Conversations.
        Conversations = "conversations",
        /// Conversations handled (接待量).
        Handled = "handled",
        /// Conversations waiting now, whatever the span.
        Waiting = "waiting",
        /// Conversations transferred (转接).
        Transferred = "transferred",
        /// Sales (销售额).
        Sales = "sales",
        /// Conversations the bot finished alone, of all it began (自助率).
        SelfService = "self_service",
        /// Conversations the bot handed over, of all it began (转人工率).
        HandOver = "hand_over",
    }
}

open_enum! {
    /// What a value counts.
    pub enum FigureUnit {
        /// Things.
        Count = "count",
        /// Seconds.
        Seconds = "seconds",
        /// A quotient: 1 with its scale is the whole.
        Ratio = "ratio",
        /// Money in `currency`.
        Money = "money",
    }
}

open_enum! {
    /// How wide the steps of a trend are, in the shop's time zone.
    pub enum Grain {
        /// An hour.
        Hour = "hour",
        /// A day.
        Day = "day",
        /// A week, from Monday.
        Week = "week",
        /// A month.
        Month = "month",
    }
}

/// A point of a trend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TrendPoint {
    /// Beginning of the step.
    pub at: Timestamp,
    /// Value in the figure's unit and scale; missing where nothing happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<i64>,
}

/// One figure. Integers only: `value: 9231, scale: 4, unit: ratio` is 92.31 %.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Figure {
    /// Which.
    pub code: FigureCode,
    /// What to call it, in the session's language; for codes the page does not know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The value times 10 to the power of `scale`; missing where nothing happened (a zero denominator).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<i64>,
    /// Decimal digits of `value`.
    pub scale: u8,
    /// What it counts.
    pub unit: FigureUnit,
    /// ISO 4217 code, for money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// Above the line, for quotients and means; unscaled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub numerator: Option<i64>,
    /// Below the line; unscaled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub denominator: Option<i64>,
    /// The value of the span just before, in the same scale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<i64>,
    /// What the shop aims at, in the same scale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<i64>,
    /// The way there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub trend: Vec<TrendPoint>,
}

/// The figures of one agent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AgentFigures {
    /// Who.
    pub agent: Person,
    /// Their figures.
    pub figures: Vec<Figure>,
}

/// Answer of `GET /v1/metrics`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Metrics {
    /// From when.
    pub from: Timestamp,
    /// Until before when.
    pub to: Timestamp,
    /// Figures of the shop, or of the agent asked for.
    pub figures: Vec<Figure>,
    /// Figures agent by agent, for those who may see them; without trends.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agents: Vec<AgentFigures>,
    /// When they were computed.
    pub computed_at: Timestamp,
}

/// Query of `GET /v1/metrics`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MetricsQuery {
    /// From when.
    pub from: Timestamp,
    /// Until before when.
    pub to: Timestamp,
    /// Only this agent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agent_id: Option<UserId>,
    /// With a trend in such steps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grain: Option<Grain>,
}
