//! Means and shares as pairs of whole numbers: exact, and rounded only when shown.

use kefu_contract::Money;

/// `part` of `whole`. A share where the part belongs to the whole, otherwise a ratio (messages to messages).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ratio {
    /// How many fulfil the condition.
    pub part: u64,
    /// How many there are.
    pub whole: u64,
}

impl Ratio {
    /// The ratio times `scale`, rounded half up; nothing where there is nothing to divide by. A scale of 100
    /// gives per cent, 10,000 basis points.
    ///
    /// ```
    /// # use kefu_rules::figures::Ratio;
    /// assert_eq!(Ratio { part: 2, whole: 3 }.scaled(10_000), Some(6_667));
    /// assert_eq!(Ratio::default().scaled(100), None);
    /// ```
    pub fn scaled(self, scale: u32) -> Option<u64> {
        if self.whole == 0 {
            return None;
        }
        let (part, whole) = (u128::from(self.part), u128::from(self.whole));
        u64::try_from((part * u128::from(scale) * 2 + whole) / (whole * 2)).ok()
    }

    pub(super) fn count(&mut self, fulfilled: bool) {
        self.whole += 1;
        self.part += u64::from(fulfilled);
    }
}

/// A mean duration.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Mean {
    /// Milliseconds in all.
    pub total_ms: u64,
    /// How many durations.
    pub count: u64,
}

impl Mean {
    /// The mean in milliseconds, rounded half up; nothing without durations.
    pub fn ms(self) -> Option<u64> {
        (self.count > 0).then(|| self.total_ms.saturating_add(self.count / 2) / self.count)
    }

    pub(super) fn add(&mut self, ms: i64) {
        self.total_ms = self.total_ms.saturating_add(u64::try_from(ms).unwrap_or(0));
        self.count += 1;
    }
}

/// Sales and who paid (客单价).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sales {
    /// What was paid; nothing without payments.
    pub total: Option<Money>,
    /// How many buyers paid.
    pub buyers: u64,
}

impl Sales {
    /// Sales per paying buyer in minor units, rounded half up.
    pub fn average(&self) -> Option<Money> {
        let total = self.total.as_ref()?;
        let buyers = i128::from(self.buyers).max(1);
        let amount = (i128::from(total.amount) * 2 + buyers).div_euclid(buyers * 2);
        Some(Money { amount: i64::try_from(amount).ok()?, ..total.clone() })
    }
}
