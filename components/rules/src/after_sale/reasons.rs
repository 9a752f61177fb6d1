//! Which reasons and kinds fit, who pays for sending goods back, and what no-reason return excludes.

use super::DAY_MS;
use super::words::Denial;
use crate::language::Language;
use crate::policy::AfterSalePolicy;
use kefu_contract::{CaseKind, CaseReason, OrderLine, Payer, Scenario, Timestamp};

/// Reasons that fit a scenario, in the order to show them; none for unknown scenarios.
pub const fn reasons(scenario: &Scenario) -> &'static [CaseReason] {
    use CaseReason::*;
    const NOT_RECEIVED: &[CaseReason] = &[
        NeverShipped,
        CourierProblem,
        ParcelLost,
        EmptyParcel,
        ShortParcel,
        NotShippedAsAgreed,
        WrongItemSent,
        OrderedTooMany,
        OrderedByMistake,
        NoLongerWanted,
    ];
    const KEEP: &[CaseReason] = &[
        SizeDiffers,
        MaterialDiffers,
        Workmanship,
        DescriptionDiffers,
        ShippingProblem,
        ServiceAttitude,
        Disliked,
        OrderedWrong,
        SuspectedCounterfeit,
    ];
    const RETURN: &[CaseReason] = &[
        NoReason,
        DamagedInTransit,
        QualityDefect,
        MissingParts,
        SizeDiffers,
        MaterialDiffers,
        Workmanship,
        DescriptionDiffers,
        ShippingProblem,
        ServiceAttitude,
        Disliked,
        OrderedWrong,
        SuspectedCounterfeit,
    ];
    match scenario {
        Scenario::NotReceived => NOT_RECEIVED,
        Scenario::ReceivedKeep => KEEP,
        Scenario::ReceivedReturn => RETURN,
        Scenario::Other(_) => &[],
    }
}

/// Kinds that fit a scenario, in the order to show them; none for unknown scenarios.
pub const fn kinds(scenario: &Scenario) -> &'static [CaseKind] {
    const NOT_RECEIVED: &[CaseKind] = &[CaseKind::RefundOnlyNotReceived, CaseKind::Reship];
    const KEEP: &[CaseKind] = &[CaseKind::RefundOnlyReceived, CaseKind::Compensation, CaseKind::Reship];
    const RETURN: &[CaseKind] = &[CaseKind::ReturnRefund, CaseKind::Exchange, CaseKind::Repair];
    match scenario {
        Scenario::NotReceived => NOT_RECEIVED,
        Scenario::ReceivedKeep => KEEP,
        Scenario::ReceivedReturn => RETURN,
        Scenario::Other(_) => &[],
    }
}

/// Whether the seller is at fault: quality, wrong, missing or damaged goods, or a promise not kept.
///
/// A shade on the screen or a size badly chosen is no fault; those come as `disliked` and `ordered_wrong`.
pub const fn sellers_fault(reason: &CaseReason) -> bool {
    use CaseReason::*;
    match reason {
        NeverShipped | CourierProblem | ParcelLost | EmptyParcel | ShortParcel | NotShippedAsAgreed
        | WrongItemSent | SizeDiffers | MaterialDiffers | Workmanship | DescriptionDiffers
        | ShippingProblem | ServiceAttitude | SuspectedCounterfeit | DamagedInTransit | QualityDefect
        | MissingParts => true,
        OrderedTooMany | OrderedByMistake | NoLongerWanted | Disliked | OrderedWrong | NoReason
        | Other(_) => false,
    }
}

/// Whether pictures are asked for: what can be seen on the goods or the parcel.
pub const fn needs_evidence(reason: &CaseReason) -> bool {
    use CaseReason::*;
    matches!(
        reason,
        EmptyParcel
            | ShortParcel
            | WrongItemSent
            | SizeDiffers
            | MaterialDiffers
            | Workmanship
            | DescriptionDiffers
            | SuspectedCounterfeit
            | DamagedInTransit
            | QualityDefect
            | MissingParts
    )
}

/// Who pays for sending goods back (退货运费); nobody where nothing is sent back. Freight insurance (运费险)
/// steps in for the buyer.
pub fn return_postage_payer(scenario: &Scenario, reason: &CaseReason, insured: bool) -> Option<Payer> {
    (*scenario == Scenario::ReceivedReturn).then(|| match (sellers_fault(reason), insured) {
        (true, _) => Payer::Seller,
        (false, true) => Payer::Insurance,
        (false, false) => Payer::Buyer,
    })
}

/// Why they pay, in words; nothing for payers this version does not know.
pub fn payer_words(payer: &Payer, language: Language) -> Option<&'static str> {
    match payer {
        Payer::Seller => Some(
            language
                .pick("卖家责任，退货运费由卖家承担", "The seller is at fault and pays the return postage"),
        ),
        Payer::Buyer => Some(language.pick(
            "非质量问题，退货运费由买家承担",
            "No fault of the goods: the buyer pays the return postage",
        )),
        Payer::Insurance => {
            Some(language.pick("退货运费由运费险承担", "Freight insurance covers the return postage"))
        }
        Payer::Other(_) => None,
    }
}

/// Until when a line received at `received_at` may go back without a reason (七天无理由).
///
/// # Errors
/// The exclusion, or that the days are over.
pub fn no_reason_until(
    line: &OrderLine,
    received_at: Timestamp,
    now: Timestamp,
    policy: &AfterSalePolicy,
) -> Result<Timestamp, Denial> {
    if let Some(why) = &line.no_reason_exclusion {
        return Err(Denial::Excluded(why.clone()));
    }
    let until = received_at.plus_ms(i64::from(policy.no_reason_d) * DAY_MS);
    if now > until { Err(Denial::NoReasonOver) } else { Ok(until) }
}
