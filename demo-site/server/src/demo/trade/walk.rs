//! An order walked through its life: everything is done by the rules, by somebody, at a time.

use super::{
    basket::Choice,
    claims::{Claim, Passing, Sent},
    journey::Journey,
    placing::place,
    step::{By, Step, Timed},
};
use crate::{
    demo::{
        chance::{number_at, uuid_at},
        people::{Cast, writes_english},
    },
    desk,
    store::OrderRecord,
};
use kefu_contract::{
    ActOnOrder, Address, ClientId, DeadlineKind, DeliveryClass, Order, OrderActionCode as Code, OrderId,
    Person, Timestamp,
};
use kefu_rules::{
    order::{self, Applied, Context, Fact, Refused},
    policy::Policy,
};
use rand_chacha::ChaCha8Rng;

/// What everybody who walks needs.
#[derive(Debug, Clone, Copy)]
pub(super) struct World<'a> {
    pub(super) now: Timestamp,
    pub(super) policy: &'a Policy,
    pub(super) cast: &'a Cast,
}

/// What is ordered, by whom and where it goes.
#[derive(Debug)]
pub(super) struct Wanted<'a> {
    pub(super) buyer: &'a Person,
    pub(super) address: Address,
    /// Where it would rather go, later.
    pub(super) other_address: Address,
    pub(super) choices: Vec<Choice>,
    /// What an order of the same day would hold.
    pub(super) twin: Vec<Choice>,
    pub(super) coupon: i64,
    pub(super) delivery: DeliveryClass,
    pub(super) message: Option<&'static str>,
    pub(super) made_to_order: bool,
    /// How it is paid, where that matters.
    pub(super) method: Option<PaymentMethod>,
    pub(super) slow_bank: bool,
}

/// An order on its way through time.
#[derive(Debug)]
pub(super) struct Walk<'a> {
    pub(super) world: World<'a>,
    pub(super) wanted: &'a Wanted<'a>,
    pub(super) rng: ChaCha8Rng,
    pub(super) journey: Journey,
    pub(super) record: OrderRecord,
    /// What was merged into it or split off.
    pub(super) others: Vec<Order>,
    pub(super) claims: Vec<Claim>,
    /// Files people sent.
    pub(super) sent: Vec<Sent>,
    /// What the rules did not allow; nothing, under the default policy.
    refused: Vec<(Step, Refused)>,
}

/// What happens by itself next.
#[derive(Debug)]
enum Due {
    Order(OrderId, DeadlineKind),
    Case(CaseId, Passing),
}

/// The end of a walk.
#[derive(Debug)]
pub(super) struct Walked {
    /// The order, and what was merged into it or split off.
    pub(super) records: Vec<OrderRecord>,
    pub(super) claims: Vec<Claim>,
    pub(super) sent: Vec<Sent>,
    /// What the rules did not allow.
    pub(super) refused: Vec<(Step, Refused)>,
}

impl<'a> Walk<'a> {
    /// The order is placed.
    ///
    /// # Errors
    /// [`Refused`] where this shop's policy sends nothing.
    pub(super) fn begin(
        world: World<'a>,
        wanted: &'a Wanted<'a>,
        at: Timestamp,
        mut rng: ChaCha8Rng,
    ) -> Result<Self, Refused> {
        let order = place(world, wanted, &wanted.choices, at, &mut rng)?;
        let journey = Journey::new(world.policy, &order, &mut rng);
        Ok(Self {
            world,
            wanted,
            rng,
            journey,
            record: OrderRecord::new(order),
            others: Vec::new(),
            claims: Vec::new(),
            sent: Vec::new(),
            refused: Vec::new(),
        })
    }

    /// Everything that happened until now.
    pub(super) fn through(mut self, steps: Vec<Timed>) -> Walked {
        for (at, step) in steps {
            if at > self.world.now {
                break;
            }
            self.wait(at);
            if let Err(refused) = self.perform(&step, at) {
                self.refused.push((step, refused));
            }
        }
        self.wait(self.world.now);
        let mut records = vec![self.record];
        records.extend(self.others.into_iter().map(OrderRecord::new));
        Walked { records, claims: self.claims, sent: self.sent, refused: self.refused }
    }

    /// Lets time pass: what falls due until then happens when it is due.
    fn wait(&mut self, until: Timestamp) {
        while let Some((due, at)) = self.next_due().filter(|(_, at)| *at <= until) {
            // What is due can be carried out; if not, nothing after it can be either.
            let done = match due {
                Due::Order(id, kind) => self.expire(&id, &kind, at),
                Due::Case(id, passing) => self.pass(&id, &passing, at),
            };
            if done.is_err() {
                return;
            }
        }
    }

    fn expire(&mut self, id: &OrderId, kind: &DeadlineKind, at: Timestamp) -> Result<(), Refused> {
        let platform = desk::orders::platform();
        let Some(order) = self.orders().find(|order| order.id == *id) else { return Ok(()) };
        let applied = order::expire(order, kind, &self.context(&platform, at))?;
        self.take(applied, at);
        Ok(())
    }

    fn orders(&self) -> impl Iterator<Item = &Order> {
        std::iter::once(&self.record.order).chain(&self.others)
    }

    fn next_due(&self) -> Option<(Due, Timestamp)> {
        let orders = self.orders().flat_map(|order| {
            let running = order.deadlines.iter().filter(|deadline| !deadline.paused);
            running.map(|deadline| (Due::Order(order.id.clone(), deadline.kind.clone()), deadline.at))
        });
        let cases = self.claims.iter().filter_map(|claim| {
            let (passing, at) = claim.next()?;
            Some((Due::Case(claim.record.case.id.clone(), passing), at))
        });
        orders.chain(cases).min_by_key(|(_, at)| *at)
    }

    pub(super) fn context<'c>(&'c self, viewer: &'c Person, at: Timestamp) -> Context<'c> {
        Context {
            reminded_at: &self.record.reminded_at,
            reviewed: self.record.reviewed,
            ..Context::new(viewer, at, self.world.policy)
        }
    }

    /// What an action or a deadline has changed.
    pub(super) fn take(&mut self, applied: Applied, at: Timestamp) {
        if applied.facts.iter().any(|fact| matches!(fact, Fact::RemindBuyer(_))) {
            self.record.reminded_at.push(at);
        }
        for order in std::iter::once(applied.order).chain(applied.others) {
            if order.id == self.record.order.id {
                self.record.order = order;
            } else if let Some(known) = self.others.iter_mut().find(|known| known.id == order.id) {
                *known = order;
            } else {
                self.others.push(order);
            }
        }
    }

    pub(super) fn act(
        &mut self,
        by: By,
        at: Timestamp,
        code: Code,
        fill: impl FnOnce(&mut ActOnOrder),
    ) -> Result<(), Refused> {
        let order = &self.record.order;
        let client_id = ClientId(uuid_at(at, &mut self.rng).to_string());
        let mut request = ActOnOrder::new(client_id, order.version, code);
        fill(&mut request);
        let viewer = self.person(by, &request.code);
        let new_id = format!("o-{}", uuid_at(at, &mut self.rng));
        let new_number = number_at(at, self.world.policy, &mut self.rng);
        let context = Context {
            related: &self.others,
            new_id: &new_id,
            new_number: &new_number,
            ..self.context(&viewer, at)
        };
        let applied = order::act(&self.record.order, &request, &context)?;
        self.take(applied, at);
        Ok(())
    }

    /// The courier or the stockroom has changed something.
    pub(super) fn touch(&mut self, at: Timestamp) -> &mut Order {
        let order = &mut self.record.order;
        order.version += 1;
        order.updated_at = at;
        order
    }

    /// Who of the shop does such things.
    fn person(&self, by: By, code: &Code) -> Person {
        let staff = &self.world.cast.staff;
        let place = match (by, code) {
            (By::Buyer, _) => return self.wanted.buyer.clone(),
            (By::Supervisor, _) => 3,
            _ if writes_english(&self.wanted.buyer.name) => 2,
            (_, Code::ReportException | Code::ExtendReceipt) => 1,
            _ => 0,
        };
        staff[place].clone()
    }
}
