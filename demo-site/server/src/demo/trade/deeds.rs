//! How each step is done.

use super::{
    journey::untold,
    placing::place,
    step::{By, Step},
    walk::Walk,
};
use crate::{
    demo::chance::uuid_at,
    desk::{self, orders::courier},
};
use kefu_contract::{
    ActOnOrder, ClientId, LineId, LineQuantity, Money, NewMemo, NewShipment, OrderActionCode as Code,
    OrderLine, PaymentMethod, PriceChange, Shipment, ShipmentState, Timestamp,
};
use kefu_rules::order::{self, Refused};
use rand::RngExt;

impl Walk<'_> {
    /// Does a step.
    pub(super) fn perform(&mut self, step: &Step, at: Timestamp) -> Result<(), Refused> {
        match step {
            Step::Pay => {
                let method = self.method();
                self.act(By::Buyer, at, Code::Pay, |request| request.payment_method = Some(method))
            }
            Step::PayOnDelivery => self.act(By::Buyer, at, Code::Pay, |request| {
                request.payment_method = Some(PaymentMethod::CashOnDelivery);
            }),
            Step::Remind(channel) => {
                let channel = Some(channel.clone());
                self.act(By::Agent, at, Code::RemindToPay, |request| request.channel = channel)
            }
            Step::CutPrice => {
                let prices = vec![self.cut()];
                self.act(By::Agent, at, Code::ChangePrice, |request| request.prices = prices)
            }
            Step::CutPostage => {
                let postage = Some(self.less_postage());
                self.act(By::Agent, at, Code::ChangePostage, |request| request.postage = postage)
            }
            Step::NewAddress(by) => {
                let address = Some(self.wanted.other_address.clone());
                self.act(*by, at, Code::ChangeAddress, |request| request.address = address)
            }
            Step::AskAddress => self.act(By::Agent, at, Code::ConfirmAddress, |_| {}),
            Step::Memo(flag, text) => {
                let memo = Some(NewMemo { flag: flag.clone(), text: (*text).to_owned() });
                self.act(By::Agent, at, Code::SetMemo, |request| request.memo = memo)
            }
            Step::Urge => self.act(By::Buyer, at, Code::RemindToShip, |_| {}),
            Step::Stage(stage) => {
                self.touch(at).fulfilment = Some(stage.clone());
                Ok(())
            }
            Step::RunOut => {
                let ids = vec![self.last_line()];
                self.act(By::Agent, at, Code::ReportOutOfStock, |request| request.line_ids = ids)
            }
            Step::Mark(mark) => {
                let mark = Some(mark.clone());
                self.act(By::Agent, at, Code::Mark, |request| request.mark = mark)
            }
            Step::Close(by, reason, note) => {
                let (reason, note) = (Some(reason.clone()), Some((*note).to_owned()));
                self.act(*by, at, Code::Close, |request| {
                    request.reason = reason;
                    request.note = note.filter(|note| !note.is_empty());
                })
            }
            Step::Claim(deed) => self.claim(deed, at),
            Step::Opine(line, say) => self.opine(*line, say, at),
            Step::Twin | Step::Merge | Step::Split => self.bundle(step, at),
            _ => self.send(step, at),
        }
    }

    /// Orders put together and taken apart.
    fn bundle(&mut self, step: &Step, at: Timestamp) -> Result<(), Refused> {
        match step {
            Step::Twin => {
                let twin = place(self.world, self.wanted, &self.wanted.twin, at, &mut self.rng)?;
                let client_id = ClientId(uuid_at(at, &mut self.rng).to_string());
                let mut request = ActOnOrder::new(client_id, twin.version, Code::Pay);
                request.payment_method = Some(self.method());
                let applied = order::act(&twin, &request, &self.context(self.wanted.buyer, at))?;
                self.take(applied, at, Code::Pay.as_str());
                Ok(())
            }
            Step::Merge => {
                let ids = self.others.iter().map(|order| order.id.clone()).collect();
                self.act(By::Agent, at, Code::Merge, |request| request.merge_with = ids)
            }
            _ => {
                let line_id = self.last_line();
                let quantity = self.record.order.lines.last().map_or(1, |line| line.quantity);
                let lines = vec![LineQuantity { line_id, quantity }];
                self.act(By::Agent, at, Code::Split, |request| request.lines = lines)
            }
        }
    }

    /// Parcels, and how the order ends.
    fn send(&mut self, step: &Step, at: Timestamp) -> Result<(), Refused> {
        match step {
            Step::Ship | Step::ShipPart => {
                let part = matches!(step, Step::ShipPart);
                let lines = if part { self.first_open_line() } else { Vec::new() };
                let parcel = Some(NewShipment { lines, ..self.journey.label(&mut self.rng) });
                self.act(By::Agent, at, Code::Ship, |request| request.shipment = parcel)
            }
            Step::Relabel => {
                let id = self.record.order.shipments.last().map(|parcel| parcel.id.clone());
                let parcel = Some(self.journey.label(&mut self.rng));
                self.act(By::Agent, at, Code::ChangeShipment, |request| {
                    request.shipment_id = id;
                    request.shipment = parcel;
                })
            }
            Step::News(state) => self.news(state, at),
            Step::Trouble(exception) => {
                let id = self.record.order.shipments.last().map(|parcel| parcel.id.clone());
                let exception = Some(exception.clone());
                self.act(By::Agent, at, Code::ReportException, |request| {
                    request.shipment_id = id;
                    request.exception = exception;
                })
            }
            Step::Extend(by, days) => {
                let days = Some(*days);
                self.act(*by, at, Code::ExtendReceipt, |request| request.extend_days = days)
            }
            _ => self.act(By::Buyer, at, Code::ConfirmReceipt, |_| {}),
        }
    }

    /// The courier tells of every parcel until it is there; what was left untold comes first.
    fn news(&mut self, wanted: &ShipmentState, at: Timestamp) -> Result<(), Refused> {
        let platform = desk::orders::platform();
        let open = |parcel: &&Shipment| parcel.state != ShipmentState::Delivered;
        let parcels: Vec<Shipment> = self.record.order.shipments.iter().filter(open).cloned().collect();
        for parcel in parcels {
            let last = parcel.events.first().map_or(parcel.shipped_at, |event| event.at);
            let untold = i64::try_from(untold(&parcel, wanted)).unwrap_or(0);
            for number in 1..=untold {
                let order = &self.record.order;
                let parcel = order.shipments.iter().find(|other| other.id == parcel.id).unwrap_or(&parcel);
                let then = last.plus_ms(at.since(last) * number / untold);
                let Some((state, news)) = courier::tells(parcel, order.address.as_ref(), then) else {
                    continue;
                };
                self.record.order =
                    order::track(order, &parcel.id, state, news, &self.context(&platform, then))?;
            }
        }
        Ok(())
    }

    fn method(&mut self) -> PaymentMethod {
        if let Some(method) = &self.wanted.method {
            return method.clone();
        }
        match self.rng.random_range(0..100) {
            0..45 => PaymentMethod::QuickPay,
            45..70 => PaymentMethod::Balance,
            70..85 => PaymentMethod::Credit,
            85..93 => PaymentMethod::OnlineBank,
            _ => PaymentMethod::PayForMe,
        }
    }

    /// Four percent or so off the dearest line, in whole yuan; an agent may do that alone.
    fn cut(&self) -> PriceChange {
        let lines = &self.record.order.lines;
        let dearest =
            lines.iter().enumerate().max_by_key(|(_, line)| line.total.amount).map_or(0, |(i, _)| i);
        let line = &lines[dearest];
        let cut = (line.total.amount / 2_500).max(1) * 100;
        PriceChange { line_id: line.id.clone(), discount: Money::cny(line.discount.amount + cut) }
    }

    /// A few yuan less, as far as an agent may go alone.
    fn less_postage(&self) -> Money {
        let order = &self.record.order;
        let cut = order.total.amount / 2_000 * 100;
        Money::cny((order.postage.amount - cut).max(0))
    }

    fn last_line(&self) -> LineId {
        let last = self.record.order.lines.last().map(|line| line.id.clone());
        last.unwrap_or_else(|| LineId(String::new()))
    }

    fn first_open_line(&self) -> Vec<LineQuantity> {
        let open = |line: &&OrderLine| order::totals::to_ship(line) > 0;
        let first = self.record.order.lines.iter().find(open);
        first
            .map(|line| LineQuantity { line_id: line.id.clone(), quantity: line.quantity })
            .into_iter()
            .collect()
    }
}
