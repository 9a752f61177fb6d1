//! Figures: whose, and of which span of time.

mod ledger;
mod measure;
mod table;

use crate::{
    app::App,
    auth::Viewer,
    http::{ApiError, may},
    locale::{Locale, Text},
};
use kefu_contract::{AgentFigures, Capability, Metrics, MetricsQuery, ProblemCode, UserId};
use kefu_rules::figures::steps;
use ledger::Ledger;
use table::Sheet;

/// Longest span, in days.
const MAX_DAYS: i64 = 400;

/// Most steps of a trend.
const MAX_STEPS: usize = 1_000;

const DAY_MS: i64 = 24 * HOUR_MS;
const HOUR_MS: i64 = 3_600_000;

/// The figures a viewer asks for: agents get their own; supervisors get the shop's and everybody's, or one agent's.
pub(crate) async fn metrics(
    app: &App,
    viewer: &Viewer,
    locale: Locale,
    query: &MetricsQuery,
) -> Result<Metrics, ApiError> {
    let whose = whose(viewer, query.agent_id.as_ref())?;
    check_span(query)?;
    let offset = app.policy.business_hours.utc_offset_min;
    let cut = |grain| steps(query.from, query.to, grain, offset, MAX_STEPS).ok_or_else(unfit_grain);
    let steps = query.grain.as_ref().map(cut).transpose()?;
    let staff = app.store.staff().await?;
    if whose.is_some_and(|id| staff.iter().all(|person| person.id != *id)) {
        return Err(invalid("agent_id 不是本店客服。", "agent_id is nobody of the staff."));
    }
    let ledger = Ledger::open(app, query).await?;
    let sheet = Sheet { policy: &app.policy.figures, currency: ledger.currency(), locale };
    let figures = sheet.figures(&ledger.reading(whose, steps.as_deref())?);
    let agents = if whose.is_none() { ledger.agents(staff)? } else { Vec::new() };
    let agents =
        agents.into_iter().map(|(agent, reading)| AgentFigures { agent, figures: sheet.figures(&reading) });
    Ok(Metrics {
        from: query.from,
        to: query.to,
        figures,
        agents: agents.collect(),
        computed_at: ledger.now(),
    })
}

/// The agent whose figures are told; nobody for those of the shop.
fn whose<'a>(viewer: &'a Viewer, wanted: Option<&'a UserId>) -> Result<Option<&'a UserId>, ApiError> {
    let (own, role) = (&viewer.person.id, &viewer.person.role);
    if may(role, &Capability::ReadAllMetrics) {
        return Ok(wanted);
    }
    if may(role, &Capability::ReadOwnMetrics) && wanted.is_none_or(|wanted| wanted == own) {
        return Ok(Some(own));
    }
    Err(ApiError::new(ProblemCode::Forbidden)
        .detail(Text::new("只能查看自己的绩效。", "Only one's own figures may be seen.")))
}

fn check_span(query: &MetricsQuery) -> Result<(), ApiError> {
    let length = query.to.since(query.from);
    if length <= 0 {
        return Err(invalid("from 应早于 to。", "from must be before to."));
    }
    if length > MAX_DAYS * DAY_MS {
        return Err(invalid(
            format!("from 与 to 最多相隔 {MAX_DAYS} 天。"),
            format!("from and to are at most {MAX_DAYS} days apart."),
        ));
    }
    Ok(())
}

fn unfit_grain() -> ApiError {
    invalid(
        format!("grain 应为 hour、day、week 或 month，且走势最多 {MAX_STEPS} 段。"),
        format!("grain is hour, day, week or month, and a trend has at most {MAX_STEPS} steps."),
    )
}

fn invalid(zh: impl Into<String>, en: impl Into<String>) -> ApiError {
    ApiError::new(ProblemCode::InvalidQuery).detail(Text::new(zh, en))
}
