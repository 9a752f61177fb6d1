//! What a decision on an order asks of the world around it, carried out in the change that stores the order.

use super::{courier, words};
use crate::{
    app::App,
    desk::{
        chat,
        contents::{self, address},
        reviews,
    },
    http::ApiError,
    store::{CartLine, Change, Entry, EntryKind, OrderRecord},
};
use kefu_contract::{
    Channel, Content, LineId, LineQuantity, Money, Order, OrderId, OrderLine, Person, Timestamp,
};
use kefu_rules::order::{Applied, Fact};

/// Who did something to an order, and what for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cause<'a> {
    /// Who did it; messages come from them.
    pub(crate) by: &'a Person,
    /// What the book notes: the code of the action or the deadline, or the id of a case.
    pub(crate) reference: &'a str,
    /// What was said with it.
    pub(crate) note: Option<&'a str>,
}

/// Stores an order after a decision, with the others it changed, and carries out what it asks for. Gives the order as it
/// is kept from now on.
pub(crate) async fn settle(
    app: &App,
    change: &mut Change,
    before: &OrderRecord,
    applied: Applied,
    cause: Cause<'_>,
) -> Result<OrderRecord, ApiError> {
    let changed = applied.order.version != before.order.version;
    // Whoever changes the address has not been asked about the new one.
    let address_asked = before.address_asked && applied.order.address == before.order.address;
    let mut record = OrderRecord { order: applied.order, address_asked, ..before.clone() };
    // One moment for the order and all that follows from the decision.
    let at = if changed { record.order.updated_at } else { app.clock.now() };
    let mut deed = Deed { app, change, cause, at };
    for fact in &applied.facts {
        deed.carry_out(&mut record, fact).await?;
    }
    courier::settle(&mut record);
    for other in applied.others {
        let other = match change.order(&other.id).await? {
            Some(merged) => {
                // Who asked about its goods asks about these now.
                record.asked_by.extend(merged.asked_by.iter().cloned());
                OrderRecord { order: other, ..merged }
            }
            // Split off: what is known of the buyer's order is known of its part.
            None => OrderRecord { order: other, ..before.clone() },
        };
        change.save_order(&other).await?;
    }
    if changed {
        change.save_order(&record).await?;
    }
    Ok(record)
}

/// Facts being carried out.
struct Deed<'a> {
    app: &'a App,
    change: &'a mut Change,
    cause: Cause<'a>,
    at: Timestamp,
}

impl Deed<'_> {
    async fn carry_out(&mut self, record: &mut OrderRecord, fact: &Fact) -> Result<(), ApiError> {
        let id = record.order.id.clone();
        match fact {
            Fact::Charge { amount, .. } => self.book(&id, EntryKind::Charge, amount).await,
            Fact::Refund(amount) => self.book(&id, EntryKind::Refund, amount).await,
            Fact::Release(amount) => self.book(&id, EntryKind::Release, amount).await,
            Fact::Compensate(amount) => self.book(&id, EntryKind::Compensate, amount).await,
            Fact::Carry { from, to, amount } => {
                self.book(from, EntryKind::CarryOut, amount).await?;
                self.book(to, EntryKind::CarryIn, amount).await
            }
            Fact::RemindBuyer(channel) => self.remind_buyer(record, channel).await,
            Fact::RemindShop => {
                self.say(
                    record,
                    contents::order::message(&record.order),
                    words::hurry(record.language).to_owned(),
                )
                .await
            }
            Fact::AskAddress(to) => {
                record.address_asked = true;
                let card = address::message(&record.order, to.clone());
                self.say(record, card, words::address(record.language).to_owned()).await
            }
            Fact::AddressConfirmed(address) => {
                record.address_asked = false;
                address::confirm(self.change, &id, address, record.order.updated_at).await
            }
            Fact::OutOfStock(lines) => self.out_of_stock(record, lines).await,
            Fact::Shipped(parcel) => {
                courier::depart(&self.app.policy.freight, record, parcel, self.at);
                Ok(())
            }
            Fact::ReleaseStock(pieces) => self.put_back(&record.order, pieces).await,
            Fact::FillCart => self.fill_cart(&record.order).await,
            Fact::DefaultReview => {
                record.reviewed = true;
                reviews::give_defaults(self.app, self.change, &record.order).await
            }
            // Stored with the order it was split off from, which tells of it.
            Fact::SplitOff(_) => Ok(()),
        }
    }

    async fn book(&mut self, order: &OrderId, kind: EntryKind, amount: &Money) -> Result<(), ApiError> {
        let entry = Entry { order, kind, amount, at: self.at, reference: self.cause.reference };
        Ok(self.change.book(&entry).await?)
    }

    /// Shows a card in the buyer's conversation and says something with it. Two messages: what is shown of a card is up
    /// to its reader, and the words are for everybody.
    async fn say(&mut self, record: &OrderRecord, card: Content, words: String) -> Result<(), ApiError> {
        for content in [card, Content::text(words)] {
            chat::say(self.change, &record.order.buyer.id, self.cause.by, content, self.at).await?;
        }
        Ok(())
    }

    /// Whatever the channel, the reminder counts and the history names it; the chat is the one this server speaks through.
    async fn remind_buyer(&mut self, record: &mut OrderRecord, channel: &Channel) -> Result<(), ApiError> {
        record.reminded_at.push(self.at);
        if let Some(entry) = record.order.history.last_mut() {
            entry.text = Some(channel.as_str().to_owned());
        }
        if *channel != Channel::Chat {
            return Ok(());
        }
        let offset = self.app.policy.business_hours.utc_offset_min;
        let text = words::unpaid(&self.app.catalogue, &record.order, offset);
        self.say(record, contents::order::message(&record.order), text.get(record.language).to_owned()).await
    }

    async fn out_of_stock(&mut self, record: &OrderRecord, lines: &[LineId]) -> Result<(), ApiError> {
        let (order, catalogue) = (&record.order, &self.app.catalogue);
        let text = words::out_of_stock(catalogue, order, lines, self.cause.note, record.language);
        self.say(record, contents::order::message(order), text).await
    }

    async fn put_back(&mut self, order: &Order, pieces: &[LineQuantity]) -> Result<(), ApiError> {
        for LineQuantity { line_id, quantity } in pieces {
            if let Some(line) = order.lines.iter().find(|line| line.id == *line_id) {
                self.change.move_stock(&line.product_id, i64::from(*quantity)).await?;
            }
        }
        Ok(())
    }

    /// What is no longer sold is left out.
    async fn fill_cart(&mut self, order: &Order) -> Result<(), ApiError> {
        let sold = |line: &&OrderLine| self.app.catalogue.find(&line.product_id).is_some();
        for line in order.lines.iter().filter(sold) {
            let (product, sku) = (line.product_id.clone(), line.sku_id.clone());
            let line = CartLine { product, sku, quantity: line.quantity };
            self.change.put_into_cart(&order.buyer.id, &line).await?;
        }
        Ok(())
    }
}
