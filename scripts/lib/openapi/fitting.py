"""Bodies whose parts have to fit each other: what is applied for or reviewed has to be a line of the order named."""

from random import Random
from typing import TYPE_CHECKING

from values import enabled_actions, number_of

if TYPE_CHECKING:
    from real import Known


def quote_request(known: "Known", body: dict) -> dict:
    """One of the kinds that the shop offers with an order, for one of its reasons and one piece."""
    dice = Random(number_of(body))
    order = order_for(known, "case.open", dice)
    options = known.get(f"/v1/orders/{order['id']}/case-options").get("options", []) if order else []
    enabled = [option for option in options if option["enabled"] and option.get("reasons")]
    if not enabled:
        return body
    option = dice.choice(enabled)
    return {
        "order_id": order["id"],
        "kind": option["kind"],
        "scenario": option["scenario"],
        "reason": dice.choice(option["reasons"])["reason"],
        "lines": [{"line_id": dice.choice(order["lines"])["id"], "quantity": 1}],
    }


def application(known: "Known", body: dict) -> dict:
    """Asks for as much as a quote allows."""
    request = quote_request(known, body)
    quote = known.post("/v1/quotes", json=request)
    if not quote:
        return body
    return {
        **body,
        **request,
        "order_version": quote["order_version"],
        "quote_id": quote["quote_id"],
        "amount": quote["maximum"],
        "exchange": request["lines"] if request["kind"] == "exchange" else [],
    }


def review(known: "Known", body: dict) -> dict:
    dice = Random(number_of(body))
    order = order_for(known, "review.write", dice)
    return {**body, "order_id": order["id"], "line_id": dice.choice(order["lines"])["id"]} if order else body


def order_for(known: "Known", action: str, dice: Random) -> dict | None:
    """An order of this user with which the action may be done."""
    orders = [order for order in known.items("order") if action in enabled_actions(order)]
    return dice.choice(orders) if orders else None


FITTING = {"/v1/quotes": quote_request, "/v1/cases": application, "/v1/reviews": review}
