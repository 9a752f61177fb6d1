//! One figure as whole numbers: what was counted, and the quotient as the contract writes it.

use kefu_contract::{FigureUnit, Money};
use kefu_rules::figures::{Mean, Ratio, Sales};

/// Decimal digits of times and shares.
const SECONDS_SCALE: u8 = 1;
const RATIO_SCALE: u8 = 4;

/// Decimal digits of an amount while none is known.
const USUAL_EXPONENT: u8 = 2;

/// What a figure is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Measure {
    Seconds(Mean),
    Ratio(Ratio),
    Count(u64),
    /// Sales, as they are.
    Sales(Sales),
    /// Sales per paying buyer.
    PerBuyer(Sales),
}

impl Measure {
    pub(super) fn unit(&self) -> FigureUnit {
        match self {
            Self::Seconds(_) => FigureUnit::Seconds,
            Self::Ratio(_) => FigureUnit::Ratio,
            Self::Count(_) => FigureUnit::Count,
            Self::Sales(_) | Self::PerBuyer(_) => FigureUnit::Money,
        }
    }

    /// Decimal digits of the value.
    pub(super) fn scale(&self) -> u8 {
        match self {
            Self::Seconds(_) => SECONDS_SCALE,
            Self::Ratio(_) => RATIO_SCALE,
            Self::Count(_) => 0,
            Self::Sales(sales) | Self::PerBuyer(sales) => {
                sales.total.as_ref().map_or(USUAL_EXPONENT, |total| total.exponent)
            }
        }
    }

    /// The value with its decimal digits; nothing where there is nothing to divide by.
    pub(super) fn value(&self) -> Option<i64> {
        match self {
            Self::Seconds(mean) => {
                let tenths = Ratio { part: mean.total_ms, whole: mean.count.saturating_mul(1_000) };
                tenths.scaled(10_u32.pow(SECONDS_SCALE.into())).map(whole)
            }
            Self::Ratio(ratio) => ratio.scaled(10_u32.pow(RATIO_SCALE.into())).map(whole),
            Self::Count(count) => Some(whole(*count)),
            Self::Sales(sales) => Some(minor_units(sales)),
            Self::PerBuyer(sales) => sales.average().map(|average| average.amount),
        }
    }

    /// What is above and below the line, where there is a line.
    pub(super) fn fraction(&self) -> Option<(i64, i64)> {
        match self {
            Self::Seconds(mean) => {
                Some((whole(mean.total_ms.saturating_add(500) / 1_000), whole(mean.count)))
            }
            Self::Ratio(ratio) => Some((whole(ratio.part), whole(ratio.whole))),
            Self::PerBuyer(sales) => Some((minor_units(sales), whole(sales.buyers))),
            Self::Count(_) | Self::Sales(_) => None,
        }
    }
}

fn minor_units(sales: &Sales) -> i64 {
    sales.total.as_ref().map_or(0, |total: &Money| total.amount)
}

fn whole(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_rounded_once_and_from_what_was_counted() {
        let seconds = Measure::Seconds(Mean { total_ms: 100_100, count: 3 });
        // 33.3666… seconds.
        assert_eq!((seconds.value(), seconds.fraction()), (Some(334), Some((100, 3))));
        let ratio = Measure::Ratio(Ratio { part: 2, whole: 3 });
        assert_eq!((ratio.value(), ratio.fraction()), (Some(6_667), Some((2, 3))));
        let sales = Sales { total: Some(Money::cny(1_001)), buyers: 2 };
        assert_eq!(Measure::PerBuyer(sales.clone()).value(), Some(501));
        assert_eq!(Measure::PerBuyer(sales).fraction(), Some((1_001, 2)));
    }

    #[test]
    fn where_nothing_happened_there_is_no_mean_but_a_count() {
        for nothing in [
            Measure::Seconds(Mean::default()),
            Measure::Ratio(Ratio::default()),
            Measure::PerBuyer(Sales::default()),
        ] {
            assert_eq!((nothing.value(), nothing.fraction()), (None, Some((0, 0))), "{nothing:?}");
        }
        assert_eq!(Measure::Count(0).value(), Some(0));
        assert_eq!(Measure::Sales(Sales::default()).value(), Some(0));
    }
}
