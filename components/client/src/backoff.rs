//! Waiting between attempts: exponential with full jitter.

/// The first upper bound of a wait, in milliseconds.
const FIRST_MS: f64 = 1_000.0;
/// No wait is longer, unless the server asks for it.
pub const LONGEST_MS: u32 = 30_000;
/// No wait is shorter: a server that refuses at once must not be asked in a loop.
const FLOOR_MS: f64 = 250.0;

/// Milliseconds to wait before the next attempt.
///
/// `attempt` counts failures so far, from 1; `random` is uniform in `[0, 1)`; `retry_after_s` is what the
/// server asked for and is a lower bound.
pub fn delay_ms(attempt: u32, random: f64, retry_after_s: Option<u32>) -> u32 {
    let ceiling =
        (FIRST_MS * f64::from(1_u32 << attempt.clamp(1, 6).saturating_sub(1))).min(f64::from(LONGEST_MS));
    let jittered = (ceiling * random.clamp(0.0, 1.0)).max(FLOOR_MS) as u32;
    jittered.max(retry_after_s.unwrap_or(0).saturating_mul(1_000))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn stays_within_its_bounds(attempt in any::<u32>(), random in 0.0f64..1.0) {
            let delay = delay_ms(attempt, random, None);
            prop_assert!((250..=30_000).contains(&delay), "{}", delay);
        }

        #[test]
        fn honours_the_server(attempt in 0u32..10, random in 0.0f64..1.0, seconds in 0u32..4_000) {
            prop_assert!(delay_ms(attempt, random, Some(seconds)) >= seconds * 1_000);
        }
    }

    #[test]
    fn the_ceiling_doubles() {
        let ceilings: Vec<u32> = (1..=7).map(|n| delay_ms(n, 1.0, None)).collect();
        assert_eq!(ceilings, [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    }
}
