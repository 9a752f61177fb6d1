//! What happened around a span of time, and what it amounts to.

use super::HOUR_MS;
use crate::{
    app::App,
    http::ApiError,
    store::{LogSpan, ShopRecord},
};
use kefu_contract::{MetricsQuery, Person, ProblemCode, Role, Timestamp, UserId};
use kefu_rules::figures::{Breakdown, Figures, LogEvent, Slice, figures};
use std::collections::{BTreeMap, HashMap};

/// What happened from as long before a span as it is long, and around that as far as it matters.
#[derive(Debug)]
pub(super) struct Ledger<'a> {
    app: &'a App,
    shop: ShopRecord,
    now: Timestamp,
    /// The span before, the span asked for, and its end.
    edges: [Timestamp; 3],
    log: Vec<LogEvent>,
    /// Conversations waiting now, by who looks after them.
    waiting: HashMap<Option<UserId>, u64>,
}

/// What is known of the shop or of one agent.
#[derive(Debug)]
pub(super) struct Reading {
    pub(super) span: Figures,
    pub(super) before: Figures,
    /// Conversations waiting now.
    pub(super) waiting: u64,
    /// Where each step begins, and what happened in it; nothing where it lies ahead.
    pub(super) trend: Vec<(Timestamp, Option<Figures>)>,
}

impl<'a> Ledger<'a> {
    /// Reads what is needed for the span of a query.
    pub(super) async fn open(app: &'a App, query: &MetricsQuery) -> Result<Self, ApiError> {
        let shop = app.store.shop().await?.ok_or_else(|| ApiError::new(ProblemCode::Unavailable))?;
        let now = app.clock.now();
        let before = query.from.plus_ms(-query.to.since(query.from));
        // Orders follow from questions some time before, and questions are answered by orders some time after.
        let reach = i64::from(app.policy.figures.order_within_h) * HOUR_MS;
        let span = LogSpan { from: before.plus_ms(-reach), to: query.to.plus_ms(reach).min(now) };
        let log = app.store.log(&shop.id, span).await?;
        let waiting = app.store.waiting().await?;
        Ok(Self { app, shop, now, edges: [before, query.from, query.to], log, waiting })
    }

    /// When it was read.
    pub(super) fn now(&self) -> Timestamp {
        self.now
    }

    /// ISO 4217 code of the shop's prices.
    pub(super) fn currency(&self) -> &str {
        &self.shop.currency
    }

    /// The figures of an agent, or of the shop, with a trend in the steps given.
    pub(super) fn reading(
        &self,
        agent: Option<&UserId>,
        steps: Option<&[Timestamp]>,
    ) -> Result<Reading, ApiError> {
        let spans = self.figures(agent.is_some(), &self.edges)?;
        let mut reading = self.part(&spans, agent);
        if let Some(steps) = steps {
            let found = self.figures(agent.is_some(), steps)?;
            let begins = steps.split_last().map_or(&[][..], |(_, begins)| begins);
            let passed = |at: Timestamp| (at <= self.now).then(|| slice(&found, agent, at));
            reading.trend = begins.iter().map(|at| (*at, passed(*at))).collect();
        }
        Ok(reading)
    }

    /// The figures of everybody who answers buyers: all agents, and supervisors where they did.
    pub(super) fn agents(&self, staff: Vec<Person>) -> Result<Vec<(Person, Reading)>, ApiError> {
        let spans = self.figures(true, &self.edges)?;
        let took_part = |person: &Person| spans.keys().any(|slice| slice.agent.as_ref() == Some(&person.id));
        let people = staff.into_iter().filter(|person| person.role == Role::Agent || took_part(person));
        Ok(people
            .map(|person| {
                let reading = self.part(&spans, Some(&person.id));
                (person, reading)
            })
            .collect())
    }

    fn figures(&self, agent: bool, steps: &[Timestamp]) -> Result<BTreeMap<Slice, Figures>, ApiError> {
        let (hours, policy) = (&self.app.policy.business_hours, &self.app.policy.figures);
        let by = Breakdown { shop: false, agent, steps };
        figures(&self.log, by, self.now, hours, policy).map_err(|error| {
            tracing::error!(%error, "the shop was paid in several currencies");
            ApiError::new(ProblemCode::Internal)
        })
    }

    fn part(&self, spans: &BTreeMap<Slice, Figures>, agent: Option<&UserId>) -> Reading {
        let [before, from, _] = self.edges;
        let waiting = match agent {
            Some(_) => self.waiting.get(&agent.cloned()).copied().unwrap_or(0),
            None => self.waiting.values().sum(),
        };
        let (span, before) = (slice(spans, agent, from), slice(spans, agent, before));
        Reading { span, before, waiting, trend: Vec::new() }
    }
}

fn slice(found: &BTreeMap<Slice, Figures>, agent: Option<&UserId>, step: Timestamp) -> Figures {
    let slice = Slice { shop: None, agent: agent.cloned(), step: Some(step) };
    found.get(&slice).cloned().unwrap_or_default()
}
