//! Which figures there are, in the order they are told, and what they are called.

use super::{ledger::Reading, measure::Measure};
use crate::locale::{Locale, Text};
use kefu_contract::{Figure, FigureCode as Code, FigureUnit, TrendPoint};
use kefu_rules::{figures::Figures, policy::FiguresPolicy};

/// A row: code, label in both languages, and what it is made of.
type Row = (Code, &'static str, &'static str, fn(&Figures) -> Measure);

const ROWS: &[Row] = &[
    (Code::FirstResponse, "首次响应", "First response", |f| Measure::Seconds(f.first_response)),
    (Code::AverageResponse, "平均响应", "Average response", |f| Measure::Seconds(f.response)),
    (Code::ReplyInTime, "及时回复率", "Replies in time", |f| Measure::Ratio(f.in_time)),
    (Code::AnswerRatio, "问答比", "Answers per question", |f| Measure::Ratio(f.answers)),
    (Code::InquiryConversion, "询单转化率", "Inquiry conversion", |f| Measure::Ratio(f.conversion)),
    (Code::Sales, "销售额", "Sales", |f| Measure::Sales(f.sales.clone())),
    (Code::AverageOrderValue, "客单价", "Sales per buyer", |f| Measure::PerBuyer(f.sales.clone())),
    (Code::Satisfaction, "满意度", "Satisfaction", |f| Measure::Ratio(f.satisfaction)),
    (Code::RatingRate, "评价率", "Rating rate", |f| Measure::Ratio(f.rated)),
    (Code::RefundRate, "退款率", "Refund rate", |f| Measure::Ratio(f.refunds)),
    (Code::DisputeRate, "纠纷率", "Dispute rate", |f| Measure::Ratio(f.disputes)),
    (Code::BadReviewRate, "差评率", "Bad review rate", |f| Measure::Ratio(f.bad_reviews)),
    (Code::Conversations, "会话量", "Conversations", |f| Measure::Count(f.conversations)),
    (Code::Handled, "接待量", "Handled", |f| Measure::Count(f.handled)),
    (Code::Transferred, "转出量", "Handed over", |f| Measure::Count(f.transferred)),
    (Code::SelfService, "自助率", "Solved by the assistant", |f| Measure::Ratio(f.self_service)),
    (Code::HandOver, "转人工率", "Handed on by the assistant", |f| Measure::Ratio(f.handed_over)),
];

/// How figures are written.
#[derive(Debug)]
pub(super) struct Sheet<'a> {
    pub(super) policy: &'a FiguresPolicy,
    pub(super) currency: &'a str,
    pub(super) locale: Locale,
}

impl Sheet<'_> {
    /// Every figure of a reading.
    pub(super) fn figures(&self, reading: &Reading) -> Vec<Figure> {
        let rows = ROWS.iter().map(|row| self.figure(row, reading));
        let waiting =
            self.plain(Code::Waiting, Text::new("等待中", "Waiting"), &Measure::Count(reading.waiting));
        rows.chain([waiting]).collect()
    }

    fn figure(&self, (code, zh, en, measure): &Row, reading: &Reading) -> Figure {
        let now = measure(&reading.span);
        let point = |(at, figures): &(_, Option<Figures>)| TrendPoint {
            at: *at,
            value: figures.as_ref().and_then(|figures| measure(figures).value()),
        };
        Figure {
            previous: measure(&reading.before).value(),
            target: self.target(code),
            trend: reading.trend.iter().map(point).collect(),
            ..self.plain(code.clone(), self.label(code, zh, en), &now)
        }
    }

    /// A figure by itself.
    fn plain(&self, code: Code, label: Text, measure: &Measure) -> Figure {
        let unit = measure.unit();
        Figure {
            code,
            label: Some(label.get(self.locale).to_owned()),
            value: measure.value(),
            scale: measure.scale(),
            currency: (unit == FigureUnit::Money).then(|| self.currency.to_owned()),
            unit,
            numerator: measure.fraction().map(|(above, _)| above),
            denominator: measure.fraction().map(|(_, below)| below),
            previous: None,
            target: None,
            trend: Vec::new(),
        }
    }

    /// Replies in time are called after the time, as people do: "the 3-minute reply rate".
    fn label(&self, code: &Code, zh: &str, en: &str) -> Text {
        let seconds = self.policy.reply_within_s;
        match code {
            Code::ReplyInTime if seconds.is_multiple_of(60) => {
                let minutes = seconds / 60;
                Text::new(format!("{minutes} 分钟回复率"), format!("Answered within {minutes} min"))
            }
            Code::ReplyInTime => {
                Text::new(format!("{seconds} 秒回复率"), format!("Answered within {seconds} s"))
            }
            _ => Text::new(zh, en),
        }
    }

    /// What the shop aims at; seconds have one decimal digit and basis points are shares with four.
    fn target(&self, code: &Code) -> Option<i64> {
        let targets = &self.policy.targets;
        match code {
            Code::FirstResponse => targets.first_response_s.map(|seconds| i64::from(seconds) * 10),
            Code::AverageResponse => targets.average_response_s.map(|seconds| i64::from(seconds) * 10),
            Code::ReplyInTime => targets.reply_in_time_bp.map(i64::from),
            Code::Satisfaction => targets.satisfaction_bp.map(i64::from),
            _ => None,
        }
    }
}
