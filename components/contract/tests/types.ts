// What the generated types must accept and must refuse. Checked by tsc alone, together with every fixture.
import type { ActOnOrder, CaseState, ClientId, Conversation, ConversationStatus, Message, Money, Problem, Session } from "../spec/contract.d.ts";

/** The values an editor offers for an open enum: all but "any string". */
type Known<T extends string> = T extends T ? (string extends T ? never : T) : never;

const known: Known<ConversationStatus>[] = ["open", "snoozed", "closed"];
// @ts-expect-error: not among the values known.
known.push("paused");

// A newer backend's value is kept, and no cast is needed to compare with it.
const state: CaseState = "awaiting_customs" as string;
export const strange: boolean = state === "awaiting_customs" || state === "refunded";

export const price: Money = { amount: 5900, currency: "CNY", exponent: 2 };
// @ts-expect-error: amounts are integers in minor units, not decimal text.
export const text: Money = { amount: "59.00", currency: "CNY", exponent: 2 };
// @ts-expect-error: an amount without currency says nothing.
export const bare: Money = { amount: 5900, exponent: 2 };

declare const key: ClientId;
export const act: ActOnOrder = { client_id: key, version: 3, code: "order.confirm_receipt" };
// @ts-expect-error: requests have no field that the contract does not know.
export const unknown: ActOnOrder = { client_id: key, version: 3, code: "order.confirm_receipt", force: true };
// @ts-expect-error: every write to an object says which version it is about.
export const blind: ActOnOrder = { client_id: key, code: "order.confirm_receipt" };

// Responses have fields of later versions, which readers ignore.
declare const later: Session & { brand_new: unknown };
export const session: Session = later;
// @ts-expect-error: one type of object is not another.
export const mixed: Message = later;

// What may be missing has to be looked at first.
export const rebase = (problem: Problem): Conversation | null => problem.current_conversation ?? null;
// @ts-expect-error: most problems carry no conversation.
export const careless = (problem: Problem): Conversation => problem.current_conversation;
