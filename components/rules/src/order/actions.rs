//! What a viewer may do with an order: every action of the role, allowed or denied with the reason.

use super::{Context, guard, input};
use kefu_contract::{Action, Order};

/// Every action the viewer's role knows, in the order to show them. Denied ones say why, in the viewer's
/// language, and from when on they are possible where that is known.
pub fn actions(order: &Order, ctx: &Context) -> Vec<Action> {
    let codes = guard::codes_for(&ctx.viewer.role).iter();
    codes
        .map(|code| match guard::check(code, order, ctx) {
            Ok(()) => Action { input: input::describe(code, order, ctx), ..Action::allowed(code.as_str()) },
            Err(denial) => Action {
                opens_at: denial.opens_at,
                ..Action::denied(code.as_str(), denial.reason.text(ctx.lang))
            },
        })
        .collect()
}
