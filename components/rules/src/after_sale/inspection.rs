//! Counting what came back (验货).

use crate::money::{self, MoneyError};
use kefu_contract::{CaseLine, InspectedLine, InspectedQuantity, Money, ProblemCode, ProblemField};

fn fault(pointer: String, code: ProblemCode) -> Box<ProblemField> {
    Box::new(ProblemField::new(pointer, code))
}

/// Matches a count with the lines of the case: every line once, never more pieces than should have come.
///
/// # Errors
/// A fault at its place in the body (`/inspected/…`).
pub fn check(
    lines: &[CaseLine],
    counted: &[InspectedQuantity],
) -> Result<Vec<InspectedLine>, Box<ProblemField>> {
    let mut found = Vec::with_capacity(counted.len());
    for (i, count) in counted.iter().enumerate() {
        let at = |field: &str| format!("/inspected/{i}/{field}");
        let line = lines.iter().find(|line| line.line_id == count.line_id);
        let line = line.ok_or_else(|| fault(at("line_id"), ProblemCode::UnknownLine))?;
        if counted[..i].iter().any(|before| before.line_id == count.line_id) {
            return Err(fault(at("line_id"), ProblemCode::InvalidValue));
        }
        if count.counted > line.quantity {
            let max = Some(u64::from(line.quantity));
            return Err(Box::new(ProblemField {
                max,
                ..*fault(at("counted"), ProblemCode::QuantityAboveBought)
            }));
        }
        found.push(InspectedLine {
            line_id: count.line_id.clone(),
            expected: line.quantity,
            counted: count.counted,
            condition: count.condition.clone(),
            note: count.note.clone(),
        });
    }
    if found.len() < lines.len() {
        return Err(fault("/inspected".to_owned(), ProblemCode::InvalidValue));
    }
    Ok(found)
}

/// Pieces that should have come and did not.
pub fn missing(lines: &[InspectedLine]) -> u32 {
    lines.iter().map(|line| line.expected.saturating_sub(line.counted)).fold(0, u32::saturating_add)
}

/// Pieces of a line that came; never more than should have.
pub fn counted(line: &CaseLine, found: &[InspectedLine]) -> u32 {
    found.iter().find(|f| f.line_id == line.line_id).map_or(0, |f| f.counted).min(line.quantity)
}

/// The share of a line's `amount` that the counted pieces bear out.
///
/// # Errors
/// [`MoneyError::Overflow`]
pub fn borne_out(line: &CaseLine, amount: &Money, found: &[InspectedLine]) -> Result<Money, MoneyError> {
    let counted = counted(line, found);
    let weights = [u64::from(counted), u64::from(line.quantity - counted)];
    let shares = money::allocate(amount, &weights)?;
    // Two weights give two shares.
    Ok(shares.into_iter().next().unwrap_or_else(|| Money { amount: 0, ..amount.clone() }))
}

/// The share of the amount asked for that the counted pieces bear out, postage apart.
///
/// # Errors
/// [`MoneyError`] when the amounts of the lines do not mix.
pub fn amount_for_counted(lines: &[CaseLine], found: &[InspectedLine]) -> Result<Option<Money>, MoneyError> {
    let shares: Result<Vec<Money>, MoneyError> =
        lines.iter().map(|line| borne_out(line, &line.amount, found)).collect();
    money::sum(&shares?)
}
