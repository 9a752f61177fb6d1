//! After-sale cases, walked the way orders are: applications, answers, goods and money going back, all by the rules.

mod deed;

pub(super) use deed::{Application, Deed, Offer, What};

use super::{
    photo::{self, Photo},
    step::By,
    walk::Walk,
};
use crate::{
    demo::{
        chance::{number_at, uuid_at},
        people::writes_english,
        products, returns,
    },
    desk,
    payments::{Bank, DemoBank},
    store::{Attempt, CaseRecord},
};
use kefu_contract::{
    ActOnCase, Case, CaseActionCode as Code, CaseId, CaseKind, CaseState, ClientId, DeadlineKind,
    InspectedQuantity, LineQuantity, Money, OpenCase, Order, Person, Quote, QuoteId, QuoteRequest, Timestamp,
    Upload, UploadId, UserId,
};
use kefu_rules::{
    after_sale::{
        self, Context, Fact,
        options::received_at,
        quote::{self, Terms},
    },
    language::Language,
    order::{self, Refused},
};

const MINUTE: i64 = 60_000;

/// How long a slow bank takes.
const SLOW: i64 = 30 * 60 * MINUTE;

/// A case and its attempts to pay back.
#[derive(Debug)]
pub(in crate::demo) struct Claim {
    pub(in crate::demo) record: CaseRecord,
    pub(in crate::demo) attempts: Vec<Attempted>,
}

/// An attempt to pay a case back.
#[derive(Debug)]
pub(in crate::demo) struct Attempted {
    pub(in crate::demo) amount: Money,
    pub(in crate::demo) at: Timestamp,
    /// Whether it was successful, and when the bank said so.
    pub(in crate::demo) settled: Option<(bool, Timestamp)>,
}

/// A file somebody sent.
#[derive(Debug)]
pub(in crate::demo) struct Sent {
    pub(in crate::demo) upload: Upload,
    pub(in crate::demo) owner: UserId,
    pub(in crate::demo) content: Vec<u8>,
    pub(in crate::demo) at: Timestamp,
}

/// What may happen to a case by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Passing {
    Deadline(DeadlineKind),
    BankAnswers,
}

impl Claim {
    /// What happens next by itself, and when.
    pub(super) fn next(&self) -> Option<(Passing, Timestamp)> {
        let running = self.record.case.deadlines.iter().filter(|deadline| !deadline.paused);
        let passing = running.map(|deadline| (Passing::Deadline(deadline.kind.clone()), deadline.at));
        let bank = self.record.bank_answers_at.map(|at| (Passing::BankAnswers, at));
        passing.chain(bank).min_by_key(|(_, at)| *at)
    }
}

impl Walk<'_> {
    fn case_context<'c>(&'c self, viewer: &'c Person, at: Timestamp) -> Context<'c> {
        Context { lang: self.lang(), ..Context::new(viewer, &self.record.order, at, self.world.policy) }
    }

    fn lang(&self) -> Language {
        if writes_english(&self.wanted.buyer.name) { Language::English } else { Language::Chinese }
    }

    /// Does something with the latest case, or opens one.
    pub(super) fn claim(&mut self, deed: &Deed, at: Timestamp) -> Result<(), Refused> {
        if let Deed::Apply(application) = deed {
            return self.apply(application, at);
        }
        let Some(place) = self.claims.len().checked_sub(1) else { return Ok(()) };
        let case = self.claims[place].record.case.clone();
        let viewer = self.party(deed, &case);
        let mut request = ActOnCase::new(self.key(at), case.version, code(deed));
        let words = deed.words();
        request.text = (!words.is_empty() && !matches!(deed, Deed::Count(..))).then(|| words.to_owned());
        self.fill(deed, &case, &mut request);
        let sent = self.photos(photos(deed), &case, &viewer.id, at);
        request.evidence = sent.iter().map(|upload| upload.id.clone()).collect();
        let new_id = format!("s-{}", uuid_at(at, &mut self.rng));
        let context = Context { evidence: &sent, new_id: &new_id, ..self.case_context(&viewer, at) };
        let applied = after_sale::act(&case, &request, &context)?;
        self.carry_out(place, applied, at)
    }

    fn key(&mut self, at: Timestamp) -> ClientId {
        ClientId(uuid_at(at, &mut self.rng).to_string())
    }

    /// Who does it: what an agent may not grant alone is the supervisor's.
    fn party(&self, deed: &Deed, case: &Case) -> Person {
        let staff = &self.world.cast.staff;
        let limits = &self.world.policy.agent_limits;
        let (kind, amount) = match deed {
            Deed::Offer(offer) => (offer.kind.as_ref().unwrap_or(&case.kind), offered(offer, case)),
            _ => (&case.kind, case.agreed_amount.clone()),
        };
        let worth = if case.amount.amount > 0 { case.amount.amount } else { maximum(case) };
        let limit = if *kind == CaseKind::Compensation { &limits.compensation } else { &limits.refund };
        match deed.by() {
            By::Buyer => self.wanted.buyer.clone(),
            _ if amount.map_or(worth, |money| money.amount) > limit.amount => staff[3].clone(),
            _ if writes_english(&self.wanted.buyer.name) => staff[2].clone(),
            _ => staff[1].clone(),
        }
    }

    /// What an action needs besides words and pictures.
    fn fill(&mut self, deed: &Deed, case: &Case, request: &mut ActOnCase) {
        match deed {
            Deed::Revise(percent, _) => {
                request.amount = Some(Money::cny(maximum(case) * percent / 100));
            }
            Deed::SendBack | Deed::Reship => request.shipment = Some(self.journey.label(&mut self.rng)),
            Deed::Agree if comes_back(case) => request.return_address = Some(returns()),
            Deed::Offer(offer) => {
                request.kind.clone_from(&offer.kind);
                request.amount = offered(offer, case);
                request.payer.clone_from(&offer.payer);
            }
            Deed::Count(condition, short, note) => {
                let last = case.lines.len() - 1;
                let line = |(i, line): (usize, &kefu_contract::CaseLine)| InspectedQuantity {
                    line_id: line.line_id.clone(),
                    counted: line.quantity - if i == last { *short } else { 0 },
                    condition: condition.clone(),
                    note: Some((*note).to_owned()).filter(|note| !note.is_empty()),
                };
                request.inspected = case.lines.iter().enumerate().map(line).collect();
            }
            Deed::PayBack(percent) if *percent < 100 => {
                request.amount = Some(Money::cny(case.amount.amount * percent / 100));
            }
            Deed::Classify(dispute) => request.dispute = Some(dispute.clone()),
            _ => {}
        }
    }

    fn apply(&mut self, wish: &Application, at: Timestamp) -> Result<(), Refused> {
        let order = self.record.order.clone();
        let lines = lines(wish.what, &order);
        let others: Vec<Case> = self.claims.iter().map(|claim| claim.record.case.clone()).collect();
        let asked = QuoteRequest {
            order_id: order.id.clone(),
            kind: wish.kind.clone(),
            scenario: wish.scenario.clone(),
            reason: wish.reason.clone(),
            lines: lines.clone(),
            case_id: None,
        };
        let quote = self.quote(&asked, &others, at)?;
        let buyer = self.wanted.buyer;
        let about = order.lines.last().map(|line| line.product_id.as_str()).unwrap_or_default();
        let sent = self.snapshots(wish.photos, about, &buyer.id, at);
        let request = OpenCase {
            client_id: self.key(at),
            order_id: order.id.clone(),
            order_version: order.version,
            quote_id: quote.quote_id.clone(),
            kind: asked.kind,
            scenario: asked.scenario,
            reason: asked.reason,
            lines,
            amount: Money::cny(quote.maximum.amount * wish.percent / 100),
            explanation: Some(wish.words.to_owned()),
            evidence: sent.iter().map(|upload| upload.id.clone()).collect(),
            exchange: Vec::new(),
        };
        let new_id = format!("case-{}", uuid_at(at, &mut self.rng));
        let new_number = format!("S{}", number_at(at, self.world.policy, &mut self.rng));
        let context = Context {
            evidence: &sent,
            quote: Some(&quote),
            new_id: &new_id,
            new_number: &new_number,
            ..self.case_context(buyer, at)
        };
        let applied = after_sale::open(&request, &others, &context)?;
        let record = CaseRecord { case: applied.case.clone(), bank_answers_at: None };
        self.claims.push(Claim { record, attempts: Vec::new() });
        self.carry_out(self.claims.len() - 1, applied, at)
    }

    fn quote(&mut self, asked: &QuoteRequest, others: &[Case], at: Timestamp) -> Result<Quote, Refused> {
        let policy = &self.world.policy.after_sale;
        let (reserved, reserved_postage) = after_sale::reserved(others, None);
        let terms = Terms {
            quote_id: QuoteId(format!("q-{}", uuid_at(at, &mut self.rng))),
            expires_at: at.plus_ms(i64::from(policy.quote_valid_min) * MINUTE),
            now: at,
            received_at: received_at(&self.record.order),
            insured: false,
            reserved: &reserved,
            reserved_postage,
            language: self.lang(),
        };
        Ok(quote::quote(&self.record.order, asked, &terms, policy)?)
    }

    fn photos(&mut self, photos: &[Photo], case: &Case, owner: &UserId, at: Timestamp) -> Vec<Upload> {
        let of = |line: &kefu_contract::OrderLine| line.id == case.lines[0].line_id;
        let about = self.record.order.lines.iter().find(|line| of(line)).map(|line| line.product_id.clone());
        let about = about.map(|id| id.0).unwrap_or_default();
        self.snapshots(photos, &about, owner, at)
    }

    /// Pictures of a product, sent a moment before they are used.
    pub(super) fn snapshots(
        &mut self,
        photos: &[Photo],
        product: &str,
        owner: &UserId,
        at: Timestamp,
    ) -> Vec<Upload> {
        let Some(item) = products::all().find(|item| item.id == product) else { return Vec::new() };
        let mut uploads = Vec::new();
        for (number, photo) in (1..).zip(photos) {
            let content = photo::take(*photo, item, &mut self.rng);
            let upload = Upload {
                id: UploadId(format!("up-{}", uuid_at(at, &mut self.rng))),
                url: String::new(),
                thumbnail_url: None,
                name: format!("IMG_{:04}.png", at.unix_ms / 7_919 % 9_000 + number),
                media_type: "image/png".to_owned(),
                bytes: content.len() as u64,
                width: Some(photo::WIDTH),
                height: Some(photo::HEIGHT),
            };
            self.sent.push(Sent { upload: upload.clone(), owner: owner.clone(), content, at });
            uploads.push(upload);
        }
        uploads
    }

    /// Stores a case after a step, with what follows from it.
    fn carry_out(
        &mut self,
        place: usize,
        applied: after_sale::Applied,
        at: Timestamp,
    ) -> Result<(), Refused> {
        self.claims[place].record.case = applied.case;
        let mut follows = false;
        for fact in applied.facts {
            match fact {
                Fact::Pay(amount) if amount.amount == 0 => {
                    let settled = self.settle(place, Ok(()), at)?;
                    follows |= settled.facts.contains(&Fact::FollowOrder);
                    self.claims[place].record.case = settled.case;
                }
                Fact::Pay(amount) => {
                    let answers_at =
                        if self.wanted.slow_bank { at.plus_ms(SLOW) } else { DemoBank.answers_at(at) };
                    let claim = &mut self.claims[place];
                    claim.attempts.push(Attempted { amount, at, settled: None });
                    claim.record.bank_answers_at = Some(answers_at);
                }
                Fact::GiveReturnAddress => self.claims[place].record.case.return_address = Some(returns()),
                Fact::FollowOrder => follows = true,
                Fact::ReplacementShipped(_) | Fact::AskPlatform => {}
            }
        }
        if follows {
            self.follow(place, at)?;
        }
        Ok(())
    }

    /// The order follows its cases, and books what was just paid for one.
    fn follow(&mut self, place: usize, at: Timestamp) -> Result<(), Refused> {
        let cases: Vec<Case> = self.claims.iter().map(|claim| claim.record.case.clone()).collect();
        let case = &cases[place];
        self.record.order = after_sale::follow(&self.record.order, &cases, at);
        if case.state != CaseState::Refunded {
            return Ok(());
        }
        let (parts, postage) = after_sale::refund_parts(case)?;
        let platform = desk::orders::platform();
        let context = self.context(&platform, at);
        let applied = order::record_refund(&self.record.order, &parts, &postage, &context)?;
        self.take(applied, at, case.id.as_str());
        Ok(())
    }

    fn settle(
        &self,
        place: usize,
        answer: Result<(), &str>,
        at: Timestamp,
    ) -> Result<after_sale::Applied, Refused> {
        let platform = desk::orders::platform();
        after_sale::settle(&self.claims[place].record.case, answer, &self.case_context(&platform, at))
    }

    /// Lets happen what a case has coming.
    pub(super) fn pass(&mut self, id: &CaseId, passing: &Passing, at: Timestamp) -> Result<(), Refused> {
        let Some(place) = self.claims.iter().position(|claim| claim.record.case.id == *id) else {
            return Ok(());
        };
        let applied = match passing {
            Passing::Deadline(kind) => {
                let platform = desk::orders::platform();
                let context = self.case_context(&platform, at);
                after_sale::expire(&self.claims[place].record.case, kind, &context)?
            }
            Passing::BankAnswers => {
                let number = u32::try_from(self.claims[place].attempts.len()).unwrap_or(u32::MAX);
                let answer = DemoBank.answer(&self.record.order, Attempt { number });
                let claim = &mut self.claims[place];
                claim.record.bank_answers_at = None;
                if let Some(attempt) = claim.attempts.last_mut() {
                    attempt.settled = Some((answer.is_ok(), at));
                }
                self.settle(place, answer.as_ref().map(|()| ()).map_err(|why| why.zh.as_str()), at)?
            }
        };
        self.carry_out(place, applied, at)
    }
}

fn code(deed: &Deed) -> Code {
    match deed {
        Deed::Apply(_) | Deed::Revise(..) => Code::Revise,
        Deed::Withdraw => Code::Withdraw,
        Deed::AcceptOffer => Code::AcceptOffer,
        Deed::DeclineOffer(_) => Code::DeclineOffer,
        Deed::SendBack => Code::SendReturn,
        Deed::Confirm => Code::ConfirmReplacement,
        Deed::Convert(_) => Code::ConvertToRefund,
        Deed::AskPlatform(..) => Code::RequestIntervention,
        Deed::Tell(..) => Code::AddEvidence,
        Deed::Agree => Code::Agree,
        Deed::Refuse(..) => Code::Refuse,
        Deed::Offer(_) => Code::CounterOffer,
        Deed::Count(..) => Code::Inspect,
        Deed::PayBack(_) => Code::Refund,
        Deed::Retry => Code::RetryRefund,
        Deed::Dispute(..) => Code::DisputeCondition,
        Deed::Reship => Code::Reship,
        Deed::Classify(_) => Code::Classify,
    }
}

fn photos(deed: &Deed) -> &'static [Photo] {
    match deed {
        Deed::Refuse(_, photos)
        | Deed::AskPlatform(_, _, photos)
        | Deed::Tell(_, _, photos)
        | Deed::Dispute(_, photos) => photos,
        _ => &[],
    }
}

fn maximum(case: &Case) -> i64 {
    case.quote.as_ref().map_or(case.amount.amount, |quote| quote.maximum.amount)
}

fn offered(offer: &Offer, case: &Case) -> Option<Money> {
    offer.percent.map(|percent| Money::cny(maximum(case) * percent / 100))
}

/// Whether goods have to come back before anything else.
fn comes_back(case: &Case) -> bool {
    let kinds = [CaseKind::ReturnRefund, CaseKind::Exchange, CaseKind::Repair];
    kinds.contains(&case.kind) && case.inspection.is_none()
}

fn lines(what: What, order: &Order) -> Vec<LineQuantity> {
    let whole =
        |line: &kefu_contract::OrderLine| LineQuantity { line_id: line.id.clone(), quantity: line.quantity };
    let last = order.lines.last().into_iter().map(whole);
    match what {
        What::All => order.lines.iter().map(whole).collect(),
        What::Last => last.collect(),
        What::One => last.map(|line| LineQuantity { quantity: 1, ..line }).collect(),
    }
}
