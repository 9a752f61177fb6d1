//! An order walked through its life: everything is done by the rules, by somebody, at a time.

use super::{
    basket::Choice,
    claims::{Claim, Sent},
    journey::Journey,
    opinions::{Opined, Opinion},
    passing::Booked,
    placing::place,
    step::{By, Step, Timed},
};
use crate::{
    demo::{
        chance::{number_at, uuid_at},
        people::{Cast, writes_english},
    },
    locale::Locale,
    store::OrderRecord,
};
use kefu_contract::{
    ActOnOrder, Address, ClientId, DeliveryClass, Order, OrderActionCode as Code, PaymentMethod, Person,
    Timestamp,
};
use kefu_rules::{
    order::{self, Context, Refused},
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
    /// What the buyer is going to say of it.
    pub(super) opinions: Vec<Opinion>,
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
    pub(super) opinions: Vec<Opined>,
    /// Files people sent.
    pub(super) sent: Vec<Sent>,
    /// What the shop's book says.
    pub(super) booked: Vec<Booked>,
    /// What the rules did not allow; nothing, under the default policy.
    refused: Vec<(Step, Refused)>,
}

/// The end of a walk.
#[derive(Debug)]
pub(super) struct Walked {
    /// The order, and what was merged into it or split off.
    pub(super) records: Vec<OrderRecord>,
    pub(super) claims: Vec<Claim>,
    pub(super) opinions: Vec<Opined>,
    pub(super) sent: Vec<Sent>,
    pub(super) booked: Vec<Booked>,
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
            record: OrderRecord { language: locale(wanted.buyer), ..OrderRecord::new(order) },
            others: Vec::new(),
            claims: Vec::new(),
            opinions: Vec::new(),
            sent: Vec::new(),
            booked: Vec::new(),
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
        let now = self.world.now;
        self.wait(now);
        self.send_on(now);
        let language = self.record.language;
        let mut records = vec![self.record];
        records
            .extend(self.others.into_iter().map(|order| OrderRecord { language, ..OrderRecord::new(order) }));
        Walked {
            records,
            claims: self.claims,
            opinions: self.opinions,
            sent: self.sent,
            booked: self.booked,
            refused: self.refused,
        }
    }

    pub(super) fn context<'c>(&'c self, viewer: &'c Person, at: Timestamp) -> Context<'c> {
        Context {
            reminded_at: &self.record.reminded_at,
            reviewed: self.record.reviewed,
            ..Context::new(viewer, at, self.world.policy)
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
        self.take(applied, at, request.code.as_str());
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

/// The language somebody orders in.
fn locale(buyer: &Person) -> Locale {
    if writes_english(&buyer.name) { Locale::En } else { Locale::ZhCn }
}
