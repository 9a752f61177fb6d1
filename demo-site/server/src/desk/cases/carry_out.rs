//! What has to happen outside a case after a step.

use super::{context, platform};
use crate::{
    app::App,
    desk::orders::{self, Cause},
    http::ApiError,
    locale::Locale,
    payments::{self, DemoBank},
    store::{CaseFile, Change, OrderRecord},
};
use kefu_contract::{Case, CaseState, Timestamp};
use kefu_rules::{
    after_sale::{self, Fact},
    order::{self, Refused},
};

/// Stores a case after a step, with what follows from it: the payment service gets its order, and the order books the
/// refund and follows its cases.
pub(super) async fn carry_out(
    app: &App,
    change: &mut Change,
    mut file: CaseFile,
    facts: Vec<Fact>,
    now: Timestamp,
) -> Result<CaseFile, ApiError> {
    let mut follows = false;
    for fact in facts {
        match fact {
            Fact::Pay(amount) if amount.amount == 0 => follows |= pay_nothing(app, &mut file, now)?,
            Fact::Pay(amount) => {
                let case = &file.record.case.id;
                let answer = payments::order_refund(change, &DemoBank, case, &amount, now).await?;
                file.record.bank_answers_at = Some(answer);
            }
            Fact::GiveReturnAddress => {
                file.record.case.return_address =
                    app.store.shop().await?.and_then(|shop| shop.return_address);
            }
            Fact::FollowOrder => follows = true,
            // The parcel stands in the case, and the platform decides by the clock: see the time for evidence.
            Fact::ReplacementShipped(_) | Fact::AskPlatform => {}
        }
    }
    change.save_case(&file.record).await?;
    if follows {
        follow(app, change, &mut file, now).await?;
    }
    Ok(file)
}

/// Goods that cost nothing are paid back at once. Says whether the order has to follow.
fn pay_nothing(app: &App, file: &mut CaseFile, now: Timestamp) -> Result<bool, Refused> {
    let platform = platform();
    let context = after_sale::Context { now, ..context(app, &platform, Locale::ZhCn, &file.order) };
    let settled = after_sale::settle(&file.record.case, Ok(()), &context)?;
    file.record.case = settled.case;
    Ok(settled.facts.contains(&Fact::FollowOrder))
}

/// Stores the order as it stands beside its cases. A case that has just been paid is booked on it.
async fn follow(app: &App, change: &mut Change, file: &mut CaseFile, now: Timestamp) -> Result<(), ApiError> {
    let case = &file.record.case;
    let cases: Vec<Case> = change.cases_of(&case.order_id).await?;
    let order = after_sale::follow(&file.order.order, &cases, now);
    let record = OrderRecord { order, ..file.order.clone() };
    if case.state != CaseState::Refunded {
        change.save_order(&record).await?;
        file.order = record;
        return Ok(());
    }
    // Booked after the case has let go of its lines: what begins then, begins to run.
    let (parts, postage) = after_sale::refund_parts(case).map_err(Refused::from)?;
    let platform = platform();
    let context = order::Context::new(&platform, now, &app.policy);
    let applied = order::record_refund(&record.order, &parts, &postage, &context)?;
    let cause = Cause { by: &platform, reference: case.id.as_str(), note: None };
    file.order = orders::settle(app, change, &record, applied, cause).await?;
    Ok(())
}
