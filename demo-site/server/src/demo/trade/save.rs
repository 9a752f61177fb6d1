//! What happened, stored.

use super::Trade;
use crate::{
    desk,
    store::{Attempt, CaseRecord, Change, Entry, NewUpload, ReviewFile, StoreError},
};
use kefu_contract::{ClientId, Timestamp};
use kefu_rules::{policy::Policy, review::Fact};

impl Trade {
    /// Stores orders, and what the book says of them. Customers' files are brought up to date once, at the end.
    pub(in crate::demo) async fn save_orders(&self, change: &mut Change) -> Result<(), StoreError> {
        for record in &self.orders {
            change.store_order(record).await?;
        }
        for booked in &self.booked {
            let entry = Entry {
                order: &booked.order,
                kind: booked.kind,
                amount: &booked.amount,
                at: booked.at,
                reference: &booked.reference,
            };
            change.book(&entry).await?;
        }
        Ok(())
    }

    /// Stores cases and reviews; cases belong to the conversations their buyers have by then.
    pub(in crate::demo) async fn save_the_rest(
        &self,
        change: &mut Change,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        for sent in &self.sent {
            let client_id = ClientId(sent.upload.id.0.trim_start_matches("up-").to_owned());
            let new = NewUpload {
                upload: &sent.upload,
                owner: &sent.owner,
                client_id: &client_id,
                content: &sent.content,
                at: sent.at,
            };
            change.add_upload(new).await?;
            change.use_upload(&sent.upload.id).await?;
        }
        self.save_cases(change).await?;
        self.save_reviews(change, policy, now).await
    }

    async fn save_cases(&self, change: &mut Change) -> Result<(), StoreError> {
        for claim in &self.claims {
            let mut case = claim.record.case.clone();
            case.conversation_id = change.latest_conversation_of(&case.buyer.id).await?;
            change.save_case(&CaseRecord { case: case.clone(), ..claim.record.clone() }).await?;
            for (number, attempt) in (1..).zip(&claim.attempts) {
                change.add_attempt(&case.id, &attempt.amount, attempt.at).await?;
                if let Some((paid, at)) = attempt.settled {
                    change.settle_attempt(&case.id, Attempt { number }, paid, at).await?;
                }
            }
        }
        Ok(())
    }

    async fn save_reviews(
        &self,
        change: &mut Change,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        for opined in &self.opinions {
            let record = &opined.record;
            change.store_review(record, &desk::reviews::dues(policy, record, now)).await?;
            for (review, author, fact) in &opined.filed {
                let file = match fact {
                    Fact::Note(text) => ReviewFile::Note { text },
                    Fact::Report { text, evidence } => ReviewFile::Report { text, evidence, review },
                };
                change.file_review(review, author, file).await?;
            }
        }
        Ok(())
    }
}
