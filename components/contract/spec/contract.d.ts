// Every type of the Kefu contract v1. Written from schema.json by scripts/contract: change the Rust types instead.
//
// Enums are open: editors offer the values this version knows, and any other string is accepted as well.

/**
 * The client's own UUIDv7 for a write: idempotency key, echoed in the reply and the event.
 *
 * Same key and same body: same answer. Same key and another body: `422 idempotency_key_reused`.
 */
export type ClientId = string;

/**
 * Actions on cases. The comment names the fields of [`ActOnCase`] each one reads.
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `case.revise`: Buyer: change the application (`quote_id`, `amount`, `reason`, `text`, `evidence`).
 * - `case.withdraw`: Buyer: take it back.
 * - `case.accept_offer`: Buyer: take the counter-offer.
 * - `case.decline_offer`: Buyer: decline the counter-offer (`text`).
 * - `case.send_return`: Buyer: say how the goods were sent back (`shipment`).
 * - `case.confirm_replacement`: Buyer: confirm the replacement.
 * - `case.convert_to_refund`: Buyer or seller: turn the exchange into a refund.
 * - `case.request_intervention`: Buyer or seller: ask the platform to step in (`text`, `evidence`).
 * - `case.add_evidence`: Buyer or seller: tell the platform more (`text`, `evidence`).
 * - `case.agree`: Seller: agree (`return_address` when goods are to come back).
 * - `case.refuse`: Seller: refuse (`text`, `evidence`).
 * - `case.counter_offer`: Seller: offer something else (`kind`, `amount`, `payer`, `text`).
 * - `case.inspect`: Seller: count and inspect what came (`inspected`, `evidence`).
 * - `case.refund`: Seller: pay back (`amount` where less was agreed).
 * - `case.retry_refund`: Seller: try a failed refund again.
 * - `case.dispute_condition`: Seller: dispute the condition of what came (`text`, `evidence`).
 * - `case.reship`: Seller: send the replacement, the repaired or the missing goods (`shipment`).
 * - `case.classify`: Seller: file what the quarrel is about (`dispute`).
 * - `case.decide`: Platform: decide (`in_favour_of_buyer`, `amount`, `text`).
 */
export type CaseActionCode =
  | "case.revise"
  | "case.withdraw"
  | "case.accept_offer"
  | "case.decline_offer"
  | "case.send_return"
  | "case.confirm_replacement"
  | "case.convert_to_refund"
  | "case.request_intervention"
  | "case.add_evidence"
  | "case.agree"
  | "case.refuse"
  | "case.counter_offer"
  | "case.inspect"
  | "case.refund"
  | "case.retry_refund"
  | "case.dispute_condition"
  | "case.reship"
  | "case.classify"
  | "case.decide"
  | (string & {});

/**
 * What the buyer asks for.
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `refund_only_not_received`: Money back, goods not received (未收到货仅退款).
 * - `refund_only_received`: Money back, goods kept (已收到货仅退款).
 * - `return_refund`: Goods back, money back (退货退款).
 * - `exchange`: Another piece or variant (换货).
 * - `repair`: Repair (维修).
 * - `reship`: Send what is missing (补发).
 * - `compensation`: Part of the price back for a fault (折价补偿).
 */
export type CaseKind =
  | "refund_only_not_received"
  | "refund_only_received"
  | "return_refund"
  | "exchange"
  | "repair"
  | "reship"
  | "compensation"
  | (string & {});

/**
 * Why (退款原因).
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `never_shipped`: The seller never really shipped (虚假发货).
 * - `courier_problem`: Trouble with the courier (快递问题).
 * - `parcel_lost`: The parcel is lost (包裹丢失).
 * - `empty_parcel`: The parcel was empty (空包裹).
 * - `short_parcel`: Fewer pieces than bought (少件).
 * - `not_shipped_as_agreed`: Not shipped when or as agreed (未按约定时间发货).
 * - `wrong_item_sent`: Another item was sent (发错货).
 * - `ordered_too_many`: Ordered too many (多拍).
 * - `ordered_by_mistake`: Ordered by mistake (误拍).
 * - `no_longer_wanted`: No longer wanted (不想要了).
 * - `size_differs`: The size differs from the description (尺寸不符).
 * - `material_differs`: The material differs (材质不符).
 * - `workmanship`: Poor workmanship (做工瑕疵).
 * - `description_differs`: Colour, style or description differs (颜色/款式/描述不符).
 * - `shipping_problem`: Trouble with shipping or postage (发货问题).
 * - `service_attitude`: The service was bad (服务态度).
 * - `disliked`: Disliked, poor look (不喜欢/效果不好).
 * - `ordered_wrong`: Ordered the wrong variant (拍错).
 * - `suspected_counterfeit`: Suspected counterfeit (假冒品牌).
 * - `no_reason`: No reason needed within the window (七天无理由).
 * - `damaged_in_transit`: Damaged on the way (运输破损).
 * - `quality_defect`: A defect (质量问题).
 * - `missing_parts`: Parts are missing (缺少配件).
 */
export type CaseReason =
  | "never_shipped"
  | "courier_problem"
  | "parcel_lost"
  | "empty_parcel"
  | "short_parcel"
  | "not_shipped_as_agreed"
  | "wrong_item_sent"
  | "ordered_too_many"
  | "ordered_by_mistake"
  | "no_longer_wanted"
  | "size_differs"
  | "material_differs"
  | "workmanship"
  | "description_differs"
  | "shipping_problem"
  | "service_attitude"
  | "disliked"
  | "ordered_wrong"
  | "suspected_counterfeit"
  | "no_reason"
  | "damaged_in_transit"
  | "quality_defect"
  | "missing_parts"
  | (string & {});

/** A refund quote. */
export type QuoteId = string;

/** An uploaded file. */
export type UploadId = string;

/**
 * Who pays for sending goods back (退货运费).
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `buyer`: The buyer: no-reason or preference.
 * - `seller`: The seller: quality, wrong, missing or damaged goods.
 * - `insurance`: Freight insurance (运费险).
 */
export type Payer = "buyer" | "seller" | "insurance" | (string & {});

/** A line of an order. */
export type LineId = string;

/**
 * Condition of goods sent back.
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `intact`: Complete, with tags, fit to be sold again.
 * - `opened`: Packaging opened, goods unused.
 * - `used`: Used.
 * - `damaged`: Damaged.
 * - `incomplete`: Parts are missing.
 * - `wrong_item`: Not what was bought.
 */
export type Condition = "intact" | "opened" | "used" | "damaged" | "incomplete" | "wrong_item" | (string & {});

/**
 * What a quarrel is about (纠纷类型).
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `not_received`: Goods not received.
 * - `not_as_described`: Goods differ from the description.
 * - `counterfeit`: Counterfeit.
 * - `defect`: A defect.
 * - `broken_promise`: Attitude, or a promise broken.
 */
export type DisputeKind =
  "not_received" | "not_as_described" | "counterfeit" | "defect" | "broken_promise" | (string & {});

/**
 * Actions on conversations. The comment names the fields of [`ActOnConversation`] each one reads.
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `message.send`: Send a message; done with `POST …/messages`.
 * - `message.note`: Staff: write a note buyers never see (备注) (`text`).
 * - `conversation.transfer`: Staff: hand to a colleague (转接) (`to`, `reason`).
 * - `conversation.release`: Staff: give back to the queue.
 * - `conversation.snooze`: Staff: put aside; done with `PATCH`.
 * - `conversation.close`: Close; done with `PATCH`.
 * - `conversation.reopen`: Open again; done with `PATCH`.
 * - `conversation.ask_rating`: Staff: ask for a rating.
 * - `conversation.rate`: Buyer: rate the service (`score`, `reason`).
 * - `conversation.ask_human`: Buyer: ask for a human (转人工).
 */
export type ConversationActionCode =
  | "message.send"
  | "message.note"
  | "conversation.transfer"
  | "conversation.release"
  | "conversation.snooze"
  | "conversation.close"
  | "conversation.reopen"
  | "conversation.ask_rating"
  | "conversation.rate"
  | "conversation.ask_human"
  | (string & {});

/** A user of the shop's backend: buyer, agent, supervisor or bot. */
export type UserId = string;

/**
 * Actions on orders. The comment names the fields of [`ActOnOrder`] each one reads.
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `order.pay`: Buyer: pay (`payment_method`).
 * - `order.change_address`: Buyer or seller: change the address before shipment (`address`, `line_ids` for single lines).
 * - `order.confirm_address`: Seller: ask the buyer to confirm an address; buyer, when asked: confirm it, so that the order goes there (`address`, the order's own when missing).
 * - `order.remind_to_ship`: Buyer: ask to ship soon (催发货).
 * - `order.remind_to_pay`: Seller: remind to pay (催付) (`channel`).
 * - `order.change_price`: Seller: change prices before payment (`prices`).
 * - `order.change_postage`: Seller: change the postage before payment (`postage`).
 * - `order.merge`: Seller: merge orders to one address, postage once (`merge_with`).
 * - `order.split`: Seller: split lines off into a new order (`lines`).
 * - `order.set_memo`: Seller: write the memo (`memo`).
 * - `order.ship`: Seller: ship everything or some lines (`shipment`).
 * - `order.change_shipment`: Seller: correct courier or tracking number (`shipment_id`, `shipment`).
 * - `order.report_exception`: Seller: note what went wrong on the way (`shipment_id`, `exception`).
 * - `order.extend_receipt`: Buyer or seller: extend the time to confirm receipt (`extend_days`).
 * - `order.confirm_receipt`: Buyer: confirm receipt, which releases the money.
 * - `order.close`: Close (`reason`, `note`).
 * - `order.report_out_of_stock`: Seller: say that lines are out of stock (`line_ids`, `note`).
 * - `order.mark`: Seller: put on a special shelf, or take off it (`mark`, none to take off).
 * - `case.open`: Buyer: apply for after-sale; done with `POST /v1/cases`.
 * - `review.write`: Buyer: write a review; done with `POST /v1/reviews`.
 * - `order.buy_again`: Buyer: put the same goods into the cart again.
 */
export type OrderActionCode =
  | "order.pay"
  | "order.change_address"
  | "order.confirm_address"
  | "order.remind_to_ship"
  | "order.remind_to_pay"
  | "order.change_price"
  | "order.change_postage"
  | "order.merge"
  | "order.split"
  | "order.set_memo"
  | "order.ship"
  | "order.change_shipment"
  | "order.report_exception"
  | "order.extend_receipt"
  | "order.confirm_receipt"
  | "order.close"
  | "order.report_out_of_stock"
  | "order.mark"
  | "case.open"
  | "review.write"
  | "order.buy_again"
  | (string & {});

/**
 * Colour of a memo and what it tells colleagues (插旗).
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `red`: Special request or after-sale: who pays and how far it is.
 * - `yellow`: Hold, do not ship yet.
 * - `green`: Clear to ship.
 * - `blue`: Special after-sale, bad review or shortage.
 * - `purple`: The refund may be processed.
 * - `grey`: No flag.
 */
export type MemoFlag = "red" | "yellow" | "green" | "blue" | "purple" | "grey" | (string & {});

/** A parcel. */
export type ShipmentId = string;

/**
 * What went wrong on the way (物流异常).
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `no_movement`: No news for too long.
 * - `returned`: On its way back to the shop.
 * - `lost`: Lost.
 * - `signed_not_received`: Signed for, but the buyer has not got it.
 * - `refused`: Refused by the recipient.
 * - `bad_address`: The place is not served or not found.
 */
export type ShipmentException =
  "no_movement" | "returned" | "lost" | "signed_not_received" | "refused" | "bad_address" | (string & {});

/**
 * Why an order was closed (关闭理由).
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `unpaid`: Not paid in time.
 * - `refunded`: Everything paid back.
 * - `buyer_changed_mind`: The buyer no longer wants it (我不想买了).
 * - `duplicate`: Ordered twice (重复下单).
 * - `wrong_item`: Wrong item ordered (拍错了).
 * - `out_of_stock`: Out of stock (缺货).
 * - `cannot_contact`: The buyer cannot be reached (联系不上买家).
 * - `agreed`: Agreed between both (协商一致).
 * - `other`: Another reason.
 */
export type CloseReason =
  | "unpaid"
  | "refunded"
  | "buyer_changed_mind"
  | "duplicate"
  | "wrong_item"
  | "out_of_stock"
  | "cannot_contact"
  | "agreed"
  | "other"
  | (string & {});

/** An order of the shop. */
export type OrderId = string;

/**
 * Through what a buyer is reminded.
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `chat`: The chat.
 * - `sms`: Text message.
 * - `phone`: Telephone.
 * - `email`: E-mail.
 */
export type Channel = "chat" | "sms" | "phone" | "email" | (string & {});

/**
 * How an order is or was paid.
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `balance`: Account balance (余额).
 * - `online_bank`: Online bank (网银).
 * - `quick_pay`: Quick pay by card (快捷支付).
 * - `credit`: Credit or instalments (分期).
 * - `pay_for_me`: Paid by a friend (代付).
 * - `cash_on_delivery`: On delivery (货到付款).
 */
export type PaymentMethod =
  "balance" | "online_bank" | "quick_pay" | "credit" | "pay_for_me" | "cash_on_delivery" | (string & {});

/**
 * Special shelf of an order in the workbench.
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `void`: Not to be shipped (作废).
 * - `invalid`: Shipped to a bad address (无效).
 * - `lost`: Lost on the way (丢失).
 */
export type OrderMark = "void" | "invalid" | "lost" | (string & {});

/**
 * Actions on reviews. The comment names the fields of [`ActOnReview`] each one reads.
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `review.reply`: Seller: explain; done with `POST /v1/reviews/{id}/reply`.
 * - `review.change`: Buyer: change a neutral or bad review, once (`rating`, `text`, `images`).
 * - `review.remove`: Buyer: remove it, once.
 * - `review.follow_up`: Buyer: add a follow-up (`text`, `images`).
 * - `review.set_group`: Seller: note how far it is (`group`, `text`).
 * - `review.report`: Seller: report it as malicious (`text`, `images` as evidence).
 */
export type ReviewActionCode =
  | "review.reply"
  | "review.change"
  | "review.remove"
  | "review.follow_up"
  | "review.set_group"
  | "review.report"
  | (string & {});

/**
 * The buyer's verdict.
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `good`: Good (好评).
 * - `neutral`: Neutral (中评).
 * - `bad`: Bad (差评).
 */
export type Rating = "good" | "neutral" | "bad" | (string & {});

/**
 * How far the shop has come with the author of a neutral or bad review.
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `neutral`: Neutral, not worked on.
 * - `bad`: Bad, not worked on.
 * - `agreed_to_change`: The author agreed to change it.
 * - `changed`: Changed.
 * - `unreachable`: The author cannot be reached.
 * - `malicious`: Threat to extort; evidence is collected.
 */
export type ReviewGroup =
  "neutral" | "bad" | "agreed_to_change" | "changed" | "unreachable" | "malicious" | (string & {});

/** An instant, RFC 3339 with offset; Kefu writes UTC with milliseconds. */
export type Timestamp = string;

/**
 * What kind of value an action asks for; decides which control is shown.
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `text`: Text; its length is limited by `length`.
 * - `choice`: One of `options`.
 * - `choices`: Any number of `options`.
 * - `integer`: A whole number, at most `max`.
 * - `money`: An amount, at most `max_amount`.
 * - `boolean`: Yes or no.
 * - `time`: A time.
 * - `address`: An [`Address`](crate::Address).
 * - `lines`: Lines with quantities ([`LineQuantity`](crate::LineQuantity)).
 * - `shipment`: A courier and a tracking number ([`NewShipment`](crate::NewShipment)).
 * - `files`: Uploaded files, at most `max`.
 * - `person`: A person of the shop.
 * - `orders`: Other orders of the same buyer.
 */
export type InputKind =
  | "text"
  | "choice"
  | "choices"
  | "integer"
  | "money"
  | "boolean"
  | "time"
  | "address"
  | "lines"
  | "shipment"
  | "files"
  | "person"
  | "orders"
  | (string & {});

/**
 * How a text length is counted.
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `chars`: Unicode scalar values after NFC; a Chinese character is 1.
 * - `bytes_utf8`: Bytes in UTF-8; a Chinese character is usually 3.
 */
export type LengthUnit = "chars" | "bytes_utf8" | (string & {});

/**
 * Whose move it is.
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `buyer`: The buyer (买家).
 * - `seller`: The shop (卖家).
 * - `platform`: The marketplace (平台).
 */
export type Actor = "buyer" | "seller" | "platform" | (string & {});

/**
 * What somebody is to the shop. Decided by the server, never by the client.
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `buyer`: A customer (买家).
 * - `agent`: Customer service (客服).
 * - `supervisor`: Head of customer service (客服主管): sees everything, approves above limits.
 * - `bot`: An automatic answerer; always marked as such.
 * - `system`: The shop itself: notices, expiries.
 */
export type Role = "buyer" | "agent" | "supervisor" | "bot" | "system" | (string & {});

/**
 * Which figure.
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `first_response`: Mean seconds from a conversation's first buyer message to the first human reply (首次响应).
 * - `average_response`: Mean seconds of every buyer turn to the next human reply (平均响应).
 * - `reply_in_time`: Share of buyer turns answered within the limit; begun out of hours excluded (3 分钟回复率).
 * - `answer_ratio`: Staff messages per buyer message (问答比).
 * - `inquiry_conversion`: Buyers who ordered after asking, of those who asked (询单转化率).
 * - `average_order_value`: Sales per paying buyer (客单价).
 * - `satisfaction`: Satisfied ratings of all ratings (满意度).
 * - `rating_rate`: Ratings per rating asked for (评价率).
 * - `refund_rate`: Refunded orders of all paid (退款率).
 * - `dispute_rate`: Disputed orders of all paid (纠纷率).
 * - `bad_review_rate`: Bad reviews of all (差评率).
 * - `conversations`: Conversations.
 * - `handled`: Conversations handled (接待量).
 * - `waiting`: Conversations waiting now, whatever the span.
 * - `transferred`: Conversations transferred (转接).
 * - `sales`: Sales (销售额).
 * - `self_service`: Conversations the bot finished alone, of all it began (自助率).
 * - `hand_over`: Conversations the bot handed over, of all it began (转人工率).
 */
export type FigureCode =
  | "first_response"
  | "average_response"
  | "reply_in_time"
  | "answer_ratio"
  | "inquiry_conversion"
  | "average_order_value"
  | "satisfaction"
  | "rating_rate"
  | "refund_rate"
  | "dispute_rate"
  | "bad_review_rate"
  | "conversations"
  | "handled"
  | "waiting"
  | "transferred"
  | "sales"
  | "self_service"
  | "hand_over"
  | (string & {});

/**
 * What a value counts.
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `count`: Things.
 * - `seconds`: Seconds.
 * - `ratio`: A quotient: 1 with its scale is the whole.
 * - `money`: Money in `currency`.
 */
export type FigureUnit = "count" | "seconds" | "ratio" | "money" | (string & {});

/**
 * What a row of a derivation stands for.
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `goods`: Price times quantity.
 * - `line_discount`: Discount on the line itself.
 * - `order_discount`: This line's share of a discount on the whole order.
 * - `coupon`: A coupon.
 * - `price_change`: Changed by the seller before payment.
 * - `postage`: Postage.
 * - `tax`: Tax.
 * - `kept`: Share of the pieces that are not part of the application.
 * - `already_refunded`: Paid back before.
 * - `reserved`: In another open case.
 * - `return_postage`: Postage of sending goods back.
 * - `price_difference`: Dearer or cheaper replacement (多退少补).
 * - `compensation`: Compensation without return (折价补偿).
 */
export type AmountCode =
  | "goods"
  | "line_discount"
  | "order_discount"
  | "coupon"
  | "price_change"
  | "postage"
  | "tax"
  | "kept"
  | "already_refunded"
  | "reserved"
  | "return_postage"
  | "price_difference"
  | "compensation"
  | (string & {});

/**
 * Something this session may do at all; single objects say more in their `actions`.
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `conversation.open`: Open a conversation with the shop.
 * - `message.send`: Send messages.
 * - `conversation.read_all`: See every conversation of the shop, not only one's own.
 * - `message.note`: Write notes that buyers never see.
 * - `conversation.transfer`: Hand conversations to colleagues.
 * - `order.read_all`: See every order of the shop, not only one's own.
 * - `order.handle`: Work on the shop's orders.
 * - `case.open`: Apply for after-sale.
 * - `case.read_all`: See every case of the shop, not only one's own.
 * - `case.handle`: Answer applications.
 * - `case.approve_above_limit`: Approve refunds and concessions above an agent's limit.
 * - `case.decide`: Decide interventions for the platform.
 * - `review.write`: Write reviews.
 * - `review.reply`: Explain below reviews.
 * - `customer.read`: See customers.
 * - `customer.edit`: Change what is filed about customers.
 * - `quick_reply.edit_own`: Keep one's own quick replies.
 * - `quick_reply.edit_team`: Keep the team's quick replies.
 * - `knowledge.edit`: Keep the knowledge base.
 * - `offer.send`: Send offers.
 * - `metrics.read_own`: See one's own figures.
 * - `metrics.read_all`: See everybody's figures.
 */
export type Capability =
  | "conversation.open"
  | "message.send"
  | "conversation.read_all"
  | "message.note"
  | "conversation.transfer"
  | "order.read_all"
  | "order.handle"
  | "case.open"
  | "case.read_all"
  | "case.handle"
  | "case.approve_above_limit"
  | "case.decide"
  | "review.write"
  | "review.reply"
  | "customer.read"
  | "customer.edit"
  | "quick_reply.edit_own"
  | "quick_reply.edit_team"
  | "knowledge.edit"
  | "offer.send"
  | "metrics.read_own"
  | "metrics.read_all"
  | (string & {});

/** An after-sale case. */
export type CaseId = string;

/** A conversation between one buyer and the shop. */
export type ConversationId = string;

/**
 * Where the goods are; decides which reasons fit.
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `not_received`: Not received (未收到货).
 * - `received_keep`: Received and kept (已收到货，不退货).
 * - `received_return`: Received and sent back (已收到货，退货).
 */
export type Scenario = "not_received" | "received_keep" | "received_return" | (string & {});

/**
 * Where a case stands, whatever the backend calls it (`native_state`).
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `draft`: Not handed in yet.
 * - `awaiting_seller`: The seller must answer; Taobao `WAIT_SELLER_AGREE`.
 * - `countered`: The seller made another offer; the buyer must answer.
 * - `awaiting_return`: The buyer must send the goods; Taobao `WAIT_BUYER_RETURN_GOODS`.
 * - `awaiting_inspection`: The seller must count and inspect; Taobao `WAIT_SELLER_CONFIRM_GOODS`.
 * - `refunding`: The money is on its way back.
 * - `refunded`: The money is back; Taobao `SUCCESS`.
 * - `refused`: The seller refused; the buyer may revise; Taobao `SELLER_REFUSE_BUYER`.
 * - `closed`: Ended without refund or exchange; Taobao `CLOSED`.
 * - `refund_failed`: The payment service refused; may be tried again.
 * - `awaiting_reship`: The seller must send the replacement, the repaired or the missing goods.
 * - `awaiting_buyer_receipt`: The buyer must confirm what was sent.
 * - `exchanged`: The buyer has it.
 */
export type CaseState =
  | "draft"
  | "awaiting_seller"
  | "countered"
  | "awaiting_return"
  | "awaiting_inspection"
  | "refunding"
  | "refunded"
  | "refused"
  | "closed"
  | "refund_failed"
  | "awaiting_reship"
  | "awaiting_buyer_receipt"
  | "exchanged"
  | (string & {});

/**
 * Where a parcel is.
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `announced`: Announced to the courier, not yet picked up.
 * - `picked_up`: Picked up (已揽收).
 * - `in_transit`: On its way (运输中).
 * - `out_for_delivery`: On the courier's last round (派送中).
 * - `delivered`: Signed for (已签收).
 * - `exception`: Something is wrong; see `exception`.
 */
export type ShipmentState =
  "announced" | "picked_up" | "in_transit" | "out_for_delivery" | "delivered" | "exception" | (string & {});

/**
 * How far the money is.
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `pending`: With the payment service.
 * - `succeeded`: Paid back.
 * - `failed`: Refused by the payment service; see `failure`.
 */
export type RefundState = "pending" | "succeeded" | "failed" | (string & {});

/** A variant of a product. */
export type SkuId = string;

/**
 * How far the platform's intervention is. While it is open, ordinary actions and deadlines pause.
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `none`: Not possible.
 * - `eligible`: May be asked for.
 * - `requested`: Asked for.
 * - `evidence`: Both sides hand in evidence.
 * - `decided_buyer`: Decided for the buyer.
 * - `decided_seller`: Decided for the seller.
 */
export type InterventionState =
  "none" | "eligible" | "requested" | "evidence" | "decided_buyer" | "decided_seller" | (string & {});

/**
 * What must happen before the deadline. The lengths are the backend's policy.
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `pay`: The buyer pays the order (付款).
 * - `ship`: The seller ships the paid order (发货).
 * - `confirm_receipt`: The buyer confirms receipt (确认收货).
 * - `open_case`: An after-sale application may still be opened (售后期).
 * - `answer_case`: The seller answers an application (处理申请).
 * - `revise_case`: The buyer revises a refused application or answers a counter-offer (修改申请).
 * - `return_goods`: The buyer sends the goods back and gives a tracking number (寄回商品).
 * - `inspect_return`: The seller confirms the goods sent back (确认退货).
 * - `ship_replacement`: The seller sends the replacement (换货发货).
 * - `confirm_replacement`: The buyer confirms the replacement (确认换货).
 * - `give_evidence`: A party hands in evidence to the platform (举证).
 * - `write_review`: The buyer writes a review (评价).
 * - `change_review`: The buyer changes or removes a neutral or bad review (修改评价).
 * - `explain_review`: The shop explains itself below a review (解释).
 */
export type DeadlineKind =
  | "pay"
  | "ship"
  | "confirm_receipt"
  | "open_case"
  | "answer_case"
  | "revise_case"
  | "return_goods"
  | "inspect_return"
  | "ship_replacement"
  | "confirm_replacement"
  | "give_evidence"
  | "write_review"
  | "change_review"
  | "explain_review"
  | (string & {});

/**
 * What the server does when a deadline passes.
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `close_order`: The order closes as unpaid.
 * - `compensate_delay`: The buyer is compensated for the late shipment; the order goes on.
 * - `release_money`: Receipt counts as confirmed and the money is released.
 * - `agree_case`: The application counts as agreed.
 * - `close_case`: The application closes.
 * - `refund`: The money is paid back.
 * - `complete_exchange`: The replacement counts as received.
 * - `decide`: The platform decides on what it has.
 * - `default_review`: The review becomes the default one, good.
 * - `window_closes`: It can no longer be done; nothing else happens.
 */
export type ExpiryOutcome =
  | "close_order"
  | "compensate_delay"
  | "release_money"
  | "agree_case"
  | "close_case"
  | "refund"
  | "complete_exchange"
  | "decide"
  | "default_review"
  | "window_closes"
  | (string & {});

/**
 * What to beware of.
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `lookalike_account`: The account that asks is not the one that ordered, but its nickname looks like it.
 * - `implausible_address`: Recipient, phone or address is not plausible.
 * - `suspected_fraud`: Somebody asked to pay outside, or sent a link that resembles the platform.
 * - `review_extortion`: The customer has threatened with bad reviews.
 * - `do_not_contact`: The customer asked not to be contacted.
 * - `many_refunds`: Unusually many refunds.
 * - `out_of_stock`: A line is out of stock.
 */
export type WarningCode =
  | "lookalike_account"
  | "implausible_address"
  | "suspected_fraud"
  | "review_extortion"
  | "do_not_contact"
  | "many_refunds"
  | "out_of_stock"
  | (string & {});

/** A place in a list, made by the server and meaningful to it alone. Pass it back unchanged. */
export type Cursor = string;

/**
 * What a message contains; decides which optional field of [`Content`] is filled.
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `text`: Plain text in `text`.
 * - `product`: A product in `product`.
 * - `image`: Pictures in `files`.
 * - `file`: Other files in `files`.
 * - `order`: An order in `order`.
 * - `refund`: The progress of an after-sale case in `refund`.
 * - `offer`: An offer in `offer`.
 * - `address_confirm`: An address to be confirmed in `address`.
 * - `rating_request`: A rating asked for, and given, in `rating`.
 * - `notice`: A line written by the system, in `text`.
 */
export type ContentType =
  | "text"
  | "product"
  | "image"
  | "file"
  | "order"
  | "refund"
  | "offer"
  | "address_confirm"
  | "rating_request"
  | "notice"
  | (string & {});

/** A product of the shop. */
export type ProductId = string;

/**
 * Where an order stands, whatever the backend calls it (`native_state`).
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `awaiting_payment`: Placed, not paid (待付款); Taobao `WAIT_BUYER_PAY`.
 * - `awaiting_shipment`: Paid, nothing shipped (待发货); Taobao `WAIT_SELLER_SEND_GOODS`.
 * - `part_shipped`: Some lines shipped (部分发货); Taobao `SELLER_CONSIGNED_PART`.
 * - `awaiting_receipt`: Everything shipped, receipt not confirmed (待收货); Taobao `WAIT_BUYER_CONFIRM_GOODS`.
 * - `completed`: Received and money released (交易成功); Taobao `TRADE_FINISHED`.
 * - `closed`: Ended without success (交易关闭); see `close_reason`. Never ship.
 */
export type OrderState =
  | "awaiting_payment"
  | "awaiting_shipment"
  | "part_shipped"
  | "awaiting_receipt"
  | "completed"
  | "closed"
  | (string & {});

/** An offer. */
export type OfferId = string;

/**
 * What kind of offer.
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `spend_and_save`: Spend and save (满减/满就送).
 * - `coupon`: Coupon (优惠券).
 * - `item_discount`: Discount on single items (单品宝).
 * - `bundle`: Bundle (搭配套餐).
 * - `gift`: Gift (赠品).
 * - `free_postage`: Free postage over an amount (满包邮).
 * - `flash_sale`: Flash sale (限时抢购).
 * - `member_price`: Member price (会员价).
 * - `presale_deposit`: Pre-sale deposit (预售定金).
 */
export type OfferKind =
  | "spend_and_save"
  | "coupon"
  | "item_discount"
  | "bundle"
  | "gift"
  | "free_postage"
  | "flash_sale"
  | "member_price"
  | "presale_deposit"
  | (string & {});

/**
 * Where a conversation stands.
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `open`: Being worked on.
 * - `snoozed`: Put aside until later.
 * - `closed`: Finished; a new message of the buyer reopens it.
 */
export type ConversationStatus = "open" | "snoozed" | "closed" | (string & {});

/** A message, given by the server. */
export type MessageId = string;

/**
 * Who may see a message.
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `everyone`: Both sides.
 * - `staff`: Staff only: an internal note (备注).
 */
export type Visibility = "everyone" | "staff" | (string & {});

/**
 * Member tier (会员等级).
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `regular`: Regular (普通会员).
 * - `senior`: Senior (高级会员).
 * - `vip`: VIP (VIP 会员).
 * - `supreme_vip`: Supreme VIP (至尊 VIP).
 */
export type Tier = "regular" | "senior" | "vip" | "supreme_vip" | (string & {});

/**
 * How far somebody is on the way to a loyal customer.
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `potential`: Could become one (潜在客户).
 * - `target`: Fits and has shown interest (目标客户).
 * - `about_to_buy`: About to buy (准客户).
 * - `bought`: Has bought (成交客户).
 * - `loyal`: Comes back (忠诚客户).
 */
export type JourneyStage = "potential" | "target" | "about_to_buy" | "bought" | "loyal" | (string & {});

/**
 * What the three scores together say.
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `champion`: Recent, frequent, high value (重要价值).
 * - `at_risk`: High value, not lately (重要保持).
 * - `promising`: Recent and high value, seldom (重要发展).
 * - `cannot_lose`: High value, seldom and not lately (重要挽留).
 * - `regular`: Recent and frequent, low value (一般价值).
 * - `new`: Recent, seldom, low value (一般发展).
 * - `fading`: Frequent, low value, not lately (一般保持).
 * - `dormant`: None of it (一般挽留).
 */
export type RfmSegment =
  "champion" | "at_risk" | "promising" | "cannot_lose" | "regular" | "new" | "fading" | "dormant" | (string & {});

/**
 * How somebody wants to be served (客户类型), as filed by staff.
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `perfectionist`: Dwells on details (完美主义型).
 * - `hot_tempered`: Wants speed (暴躁型).
 * - `refuser`: Distrusts recommendations (拒绝型).
 * - `bargainer`: Wants a lower price (杀价型).
 * - `pleads_poverty`: Cannot afford it (哭穷型).
 * - `talkative`: Drifts off topic (唠叨型).
 * - `easy_going`: Agrees but hesitates (和气型).
 * - `proud`: Knows better (傲娇型).
 * - `difficult`: Contradicts (刁钻型).
 * - `silent`: Says little (沉默型).
 */
export type Temperament =
  | "perfectionist"
  | "hot_tempered"
  | "refuser"
  | "bargainer"
  | "pleads_poverty"
  | "talkative"
  | "easy_going"
  | "proud"
  | "difficult"
  | "silent"
  | (string & {});

/**
 * How the goods reach the buyer; decides how long receipt may stay unconfirmed.
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `digital_auto`: Digital goods sent by the machine (自动发货).
 * - `virtual`: Virtual goods sent by hand (虚拟物品).
 * - `courier`: Courier (快递).
 * - `surface`: Surface mail (平邮).
 */
export type DeliveryClass = "digital_auto" | "virtual" | "courier" | "surface" | (string & {});

/**
 * Where the money is (担保交易).
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `none`: Nothing has been paid.
 * - `held`: Held until receipt.
 * - `partly_released`: Partly with the seller.
 * - `released`: With the seller.
 * - `refunded`: Back with the buyer.
 */
export type Escrow = "none" | "held" | "partly_released" | "released" | "refunded" | (string & {});

/**
 * What happened. Unknown types are skipped, but their `seq` counts.
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `message.created`: A message was added: `message`, and the `conversation` it changed.
 * - `message.changed`: A message shows something new, such as an answer in a card: `message` as it is now.
 * - `conversation.changed`: A conversation began or changed: `conversation`.
 * - `order.changed`: An order was placed or changed: `order`.
 * - `case.changed`: An after-sale case was opened or changed: `case`.
 * - `review.changed`: A review was written or changed: `review`; without it one was removed, and lists are asked for again.
 * - `customer.changed`: A customer was filed or changed: `customer`; staff only.
 * - `typing`: Somebody is writing, or has stopped: `typing`. Has no `seq` and is never replayed.
 */
export type EventType =
  | "message.created"
  | "message.changed"
  | "conversation.changed"
  | "order.changed"
  | "case.changed"
  | "review.changed"
  | "customer.changed"
  | "typing"
  | (string & {});

/**
 * Why the 7-day no-reason return does not apply to a line (不支持七天无理由).
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `made_to_order`: Made to the buyer's order (定作).
 * - `perishable`: Fresh or perishable (鲜活易腐).
 * - `opened_media`: Audio-visual goods or software, once opened (拆封音像软件).
 * - `digital`: Digital goods, once downloaded (数字化商品).
 * - `periodical`: Newspapers and periodicals (报纸期刊).
 * - `confirmed_at_purchase`: The buyer confirmed the exclusion when buying.
 */
export type NoReasonExclusion =
  "made_to_order" | "perishable" | "opened_media" | "digital" | "periodical" | "confirmed_at_purchase" | (string & {});

/**
 * Where a paid order is inside the shop, where the backend reports it.
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `review`: Order review (审单).
 * - `payment_check`: Payment check (财务).
 * - `printing`: Printing of slips (制单).
 * - `picking`: Picking (配货).
 * - `inspection`: Inspection (检验).
 * - `packing`: Packing (打包).
 * - `weighing`: Weighing (称重).
 * - `handed_over`: Handed to the courier (交接).
 */
export type FulfilmentStage =
  | "review"
  | "payment_check"
  | "printing"
  | "picking"
  | "inspection"
  | "packing"
  | "weighing"
  | "handed_over"
  | (string & {});

/** A review. */
export type ReviewId = string;

/**
 * Whether a public text may be seen yet (审核).
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `pending`: Being checked; only its author sees it.
 * - `published`: Public.
 * - `rejected`: Refused; see the reason.
 */
export type ModerationState = "pending" | "published" | "rejected" | (string & {});

/**
 * When and how the shop should approach the author (评价处理).
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `contact_now`: New and short: contact at once.
 * - `contact_later`: Long and angry: contact after about a day.
 * - `apologise_next_order`: Older than a month: apologise and offer something on the next order.
 * - `future_orders_only`: Older than half a year: look after future orders only.
 * - `thank`: Good: thank specifically.
 */
export type TriageClass =
  "contact_now" | "contact_later" | "apologise_next_order" | "future_orders_only" | "thank" | (string & {});

/**
 * An optional part of the contract that this backend serves.
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `typing`: `POST …/typing` and typing events.
 * - `read_markers`: `POST …/read` and read positions.
 * - `uploads`: Uploads.
 * - `conversation_actions`: Changes and actions on conversations: status, assignee, tags, transfer, rating.
 * - `orders`: Orders.
 * - `cases`: After-sale cases and quotes.
 * - `reviews`: Reviews.
 * - `customers`: Customers.
 * - `quick_replies`: Quick replies.
 * - `knowledge`: The knowledge base.
 * - `offers`: Offers.
 * - `metrics`: Figures.
 */
export type Feature =
  | "typing"
  | "read_markers"
  | "uploads"
  | "conversation_actions"
  | "orders"
  | "cases"
  | "reviews"
  | "customers"
  | "quick_replies"
  | "knowledge"
  | "offers"
  | "metrics"
  | (string & {});

/**
 * How wide the steps of a trend are, in the shop's time zone.
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `hour`: An hour.
 * - `day`: A day.
 * - `week`: A week, from Monday.
 * - `month`: A month.
 */
export type Grain = "hour" | "day" | "week" | "month" | (string & {});

/** An entry of the knowledge base. */
export type KnowledgeId = string;

/**
 * Topics that recur (常见问题).
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `quality`: Genuine, quality (质量/正品).
 * - `size`: Size (尺码).
 * - `colour`: Colour difference (色差).
 * - `price`: Price, discount, gift (价格/优惠/赠品).
 * - `postage`: Free postage (包邮).
 * - `courier`: Which courier (快递).
 * - `shipping_time`: When it is shipped (发货时间).
 * - `arrival`: When it arrives (到货时间).
 * - `stock`: Stock (库存).
 * - `specification`: Specification (规格).
 * - `suitability`: Suitability (适用).
 * - `usage`: How to use (使用方法).
 * - `invoice`: Invoice (发票).
 * - `cash_on_delivery`: Cash on delivery (货到付款).
 * - `returns_policy`: Returns policy (退换政策).
 * - `reputation`: Sales record and reviews (销量/评价).
 * - `new_item`: New item (新品).
 * - `not_shipped`: Not shipped yet (未发货).
 * - `tracking`: Where is it, no tracking information (物流查询).
 * - `wrong_or_damaged`: Wrong, missing or damaged item (错发/漏发/破损).
 * - `change_address`: Change the address (改地址).
 * - `delay_shipping`: Ship later (延迟发货).
 * - `hide_price`: Hide the price slip (不放价格单).
 * - `urge_courier`: Urge the courier (催快递).
 * - `cannot_receive`: Cannot receive here (无法收货).
 * - `return_postage`: Return or exchange, and who pays postage (退换货运费).
 * - `refund_time`: When the money comes (退款时效).
 * - `batch_difference`: Different from last time (与上次不同).
 * - `authenticity`: The authenticity code fails (防伪码).
 */
export type Topic =
  | "quality"
  | "size"
  | "colour"
  | "price"
  | "postage"
  | "courier"
  | "shipping_time"
  | "arrival"
  | "stock"
  | "specification"
  | "suitability"
  | "usage"
  | "invoice"
  | "cash_on_delivery"
  | "returns_policy"
  | "reputation"
  | "new_item"
  | "not_shipped"
  | "tracking"
  | "wrong_or_damaged"
  | "change_address"
  | "delay_shipping"
  | "hide_price"
  | "urge_courier"
  | "cannot_receive"
  | "return_postage"
  | "refund_time"
  | "batch_difference"
  | "authenticity"
  | (string & {});

/**
 * A text with a limit of its own.
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `case_explanation`: The buyer's words in an application.
 * - `review_text`: Text of a review or a follow-up.
 * - `review_reply`: The shop's explanation below a review.
 * - `memo`: A memo on an order.
 * - `note`: A note about a customer or in a conversation.
 * - `quick_reply`: Text of a quick reply.
 * - `knowledge_answer`: Answer of a knowledge entry.
 */
export type TextField =
  | "case_explanation"
  | "review_text"
  | "review_reply"
  | "memo"
  | "note"
  | "quick_reply"
  | "knowledge_answer"
  | (string & {});

/**
 * In which order a list of orders comes.
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `newest`: Newest first; the default.
 * - `oldest`: Oldest first.
 * - `deadline`: Next deadline first.
 * - `amount`: Largest total first.
 */
export type OrderSort = "newest" | "oldest" | "deadline" | "amount" | (string & {});

/**
 * Whether somebody is there to answer.
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `online`: Answering (在线).
 * - `busy`: Answering, but slowly (忙碌).
 * - `away`: Nobody at the desk right now (离开).
 * - `suspended`: Existing customers get through, new ones are not assigned (挂起).
 */
export type Presence = "online" | "busy" | "away" | "suspended" | (string & {});

/**
 * Machine-readable reason. The HTTP status each comes with is in [`ProblemCode::status`].
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `invalid_body`: Body is not JSON, or not of the declared shape.
 * - `unknown_field`: Body has a field the contract does not know.
 * - `invalid_value`: A field has a value that is not allowed; see `errors`.
 * - `text_too_long`: A text is longer than the session's limit.
 * - `body_too_large`: The request body is larger than the session's limit.
 * - `unsupported_media_type`: The content type is not `application/json`.
 * - `invalid_query`: A query parameter, header or cursor cannot be read.
 * - `invalid_cursor`: The cursor was not made by this server for this list.
 * - `unauthenticated`: No credentials, or not readable ones.
 * - `token_expired`: The credentials were good once.
 * - `forbidden`: Known, but not allowed to do this.
 * - `not_found`: Does not exist, or is not yours: the two cannot be told apart.
 * - `method_not_allowed`: The path exists, the method does not.
 * - `idempotency_key_reused`: The idempotency key was used before with another body.
 * - `in_progress`: The same write is being carried out right now.
 * - `version_conflict`: The object changed meanwhile.
 * - `action_not_allowed`: The action is denied now; the object's `actions` say why.
 * - `quote_expired`: The quote is too old, or the order changed since; ask for another.
 * - `window_closed`: The time in which this could be done is over.
 * - `amount_above_maximum`: More money than allowed; `max_amount` has the maximum.
 * - `amount_not_positive`: An amount that must be above zero is not.
 * - `wrong_currency`: Not the currency, or not the exponent, of the order.
 * - `quantity_above_bought`: More pieces than bought and not yet refunded or shipped; `max` has the maximum.
 * - `unknown_line`: A line that the order does not have.
 * - `reason_not_allowed`: The reason does not fit the kind and scenario.
 * - `unsupported_evidence`: The file's content is of a type not accepted.
 * - `file_too_large`: The file is larger than the session's limit.
 * - `too_many_items`: More items than allowed; `max` has the maximum.
 * - `unknown_upload`: An upload that does not exist, is not yours, or was forgotten.
 * - `masked_value`: A masked address was sent back.
 * - `private_data_in_text`: A public text shows a name, phone, address or order number.
 * - `abusive_text`: A public text insults or blames.
 * - `reward_for_review`: Money or gifts are offered for a review.
 * - `unresolved_variable`: A text still has a variable in braces.
 * - `account_mismatch`: The asking account is not the one that ordered.
 * - `rate_limited`: Too many requests; see `retry_after`.
 * - `unavailable`: The server cannot answer now.
 * - `internal`: A fault of the server.
 */
export type ProblemCode =
  | "invalid_body"
  | "unknown_field"
  | "invalid_value"
  | "text_too_long"
  | "body_too_large"
  | "unsupported_media_type"
  | "invalid_query"
  | "invalid_cursor"
  | "unauthenticated"
  | "token_expired"
  | "forbidden"
  | "not_found"
  | "method_not_allowed"
  | "idempotency_key_reused"
  | "in_progress"
  | "version_conflict"
  | "action_not_allowed"
  | "quote_expired"
  | "window_closed"
  | "amount_above_maximum"
  | "amount_not_positive"
  | "wrong_currency"
  | "quantity_above_bought"
  | "unknown_line"
  | "reason_not_allowed"
  | "unsupported_evidence"
  | "file_too_large"
  | "too_many_items"
  | "unknown_upload"
  | "masked_value"
  | "private_data_in_text"
  | "abusive_text"
  | "reward_for_review"
  | "unresolved_variable"
  | "account_mismatch"
  | "rate_limited"
  | "unavailable"
  | "internal"
  | (string & {});

/** A quick reply. */
export type QuickReplyId = string;

/**
 * Whose quick reply it is.
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `personal`: The agent's own.
 * - `team`: The whole team's.
 */
export type QuickReplyScope = "personal" | "team" | (string & {});

/**
 * The eight steps of a reception (接待流程), and what follows it.
 *
 * Open enum: other values may appear and are shown neutrally.
 *
 * - `greet`: Greet (进门问好).
 * - `understand`: Understand what is needed (接待咨询).
 * - `recommend`: Recommend (推荐产品).
 * - `objections`: Handle objections (处理异议).
 * - `close`: Close the deal (促成交易).
 * - `confirm_order`: Confirm the order (确认订单).
 * - `goodbye`: Say goodbye (礼貌告别).
 * - `hand_to_shipping`: Hand to shipping (下单发货).
 * - `after_sale`: After the sale (售后).
 */
export type ReceptionStage =
  | "greet"
  | "understand"
  | "recommend"
  | "objections"
  | "close"
  | "confirm_order"
  | "goodbye"
  | "hand_to_shipping"
  | "after_sale"
  | (string & {});

/** A shop (店铺). */
export type ShopId = string;

/**
 * Body of `POST /v1/cases/{id}/actions`.
 *
 * Only the fields the action names in its `input` may be filled; others are refused as `invalid_value`.
 */
export interface ActOnCase {
  /** Idempotency key. */
  client_id: ClientId;
  /**
   * Version of the case the action was chosen on; stale ones get `409 version_conflict` with `current_case`.
   */
  version: number;
  /** What to do. */
  code: CaseActionCode;
  /** Another kind. */
  kind?: CaseKind | null;
  /** Another reason. */
  reason?: CaseReason | null;
  /** An amount. */
  amount?: Money | null;
  /** A newer quote. */
  quote_id?: QuoteId | null;
  /** In words. */
  text?: string | null;
  /** Uploaded files. */
  evidence?: UploadId[];
  /** Where to send goods back. */
  return_address?: Address | null;
  /** Who pays for sending them back. */
  payer?: Payer | null;
  /** A parcel. */
  shipment?: NewShipment | null;
  /** What came. */
  inspected?: InspectedQuantity[];
  /** What the quarrel is about. */
  dispute?: DisputeKind | null;
  /** The platform's decision. */
  in_favour_of_buyer?: boolean | null;
}

/**
 * An amount of money in minor units.
 *
 * `{"amount": 12900, "currency": "CNY", "exponent": 2}` is ¥129.00. The exponent travels with the amount so
 * that a reader needs no currency table (JPY has 0, KWD has 3).
 */
export interface Money {
  /** Minor units (fen, cents); negative for amounts owed the other way. */
  amount: number;
  /** ISO 4217 code, upper case. */
  currency: string;
  /** Decimal digits of the minor unit. */
  exponent: number;
}

/**
 * Where a parcel goes (收货地址).
 *
 * A session that may not see private data gets masked texts (`138****5678`) and `masked: true`; such an
 * address is for showing only and is refused when sent back.
 */
export interface Address {
  /** Who receives it (收件人). */
  recipient: string;
  /** Telephone number, as dialled. */
  phone: string;
  /** ISO 3166-1 alpha-2 code of the country, e.g. `CN`. */
  country: string;
  /** Province or state (省). */
  region?: string | null;
  /** City (市). */
  city: string;
  /** District (区/县). */
  district?: string | null;
  /** Street, house and door (详细地址). */
  street: string;
  /** Postal code. */
  postal_code?: string | null;
  /** Whether parts are hidden. */
  masked?: boolean;
}

/** A parcel to be announced: by the shop that ships, or by a buyer who sends goods back. */
export interface NewShipment {
  /** Name of the courier. */
  courier: string;
  /** Tracking number; may be missing for goods that need none. */
  tracking_no?: string | null;
  /** What is inside; everything still to be shipped when empty. */
  lines?: LineQuantity[];
}

/** How many pieces of an order line. */
export interface LineQuantity {
  /** The line. */
  line_id: LineId;
  /** Pieces, at least 1. */
  quantity: number;
}

/** One line counted on arrival. */
export interface InspectedQuantity {
  /** The order line. */
  line_id: LineId;
  /** Pieces that came; 0 when none did. */
  counted: number;
  /** In what condition. */
  condition: Condition;
  /** In words. */
  note?: string | null;
}

/**
 * Body of `POST /v1/conversations/{id}/actions`.
 *
 * Only the fields the action names in its `input` may be filled; others are refused as `invalid_value`.
 */
export interface ActOnConversation {
  /** Idempotency key. */
  client_id: ClientId;
  /** Version of the conversation the action was chosen on. */
  version: number;
  /** What to do. */
  code: ConversationActionCode;
  /** A text. */
  text?: string | null;
  /** The colleague. */
  to?: UserId | null;
  /** Why, in words. */
  reason?: string | null;
  /** A score from 1 to 5. */
  score?: number | null;
}

/**
 * Body of `POST /v1/orders/{id}/actions`.
 *
 * Only the fields the action names in its `input` may be filled; others are refused as `invalid_value`.
 */
export interface ActOnOrder {
  /** Idempotency key. */
  client_id: ClientId;
  /**
   * Version of the order the action was chosen on; stale ones get `409 version_conflict` with `current_order`.
   */
  version: number;
  /** What to do. */
  code: OrderActionCode;
  /** New address. */
  address?: Address | null;
  /** Only these lines; all when empty. */
  line_ids?: LineId[];
  /** Lines with quantities, e.g. to split off. */
  lines?: LineQuantity[];
  /** New prices. */
  prices?: PriceChange[];
  /** New postage. */
  postage?: Money | null;
  /** New memo. */
  memo?: NewMemo | null;
  /** Parcel to be shipped. */
  shipment?: NewShipment | null;
  /** The parcel meant. */
  shipment_id?: ShipmentId | null;
  /** What went wrong on the way. */
  exception?: ShipmentException | null;
  /** Days to extend receipt by; the action's `input` lists the choices. */
  extend_days?: number | null;
  /** Why it is closed. */
  reason?: CloseReason | null;
  /** Anything to add, in words. */
  note?: string | null;
  /** Orders of the same buyer to merge into this one. */
  merge_with?: OrderId[];
  /** Through what to remind. */
  channel?: Channel | null;
  /** How to pay. */
  payment_method?: PaymentMethod | null;
  /** Special shelf. */
  mark?: OrderMark | null;
}

/** A new price for a line (改价). */
export interface PriceChange {
  /** The line. */
  line_id: LineId;
  /** Discount on the line from now on; 0 or more. */
  discount: Money;
}

/** A memo to be written; author and time come from the server. */
export interface NewMemo {
  /** Its colour. */
  flag: MemoFlag;
  /** What to know; within the limit `memo`. */
  text: string;
}

/**
 * Body of `POST /v1/reviews/{id}/actions`.
 *
 * Only the fields the action names in its `input` may be filled; others are refused as `invalid_value`.
 */
export interface ActOnReview {
  /** Idempotency key. */
  client_id: ClientId;
  /** Version of the review the action was chosen on. */
  version: number;
  /** What to do. */
  code: ReviewActionCode;
  /** Another verdict. */
  rating?: Rating | null;
  /** A text. */
  text?: string | null;
  /** Uploaded pictures. */
  images?: UploadId[];
  /** How far the shop has come. */
  group?: ReviewGroup | null;
}

/** An action on an object, allowed or denied. The interface shows what stands here and infers nothing. */
export interface Action {
  /** Stable code, e.g. `message.send`. */
  code: string;
  /** What to call it, in the session's language; shown for codes the page does not know. */
  label?: string | null;
  /** Whether it may be done now. */
  enabled: boolean;
  /** Why not, in the session's language; present exactly when `enabled` is false. */
  reason?: string | null;
  /** When it will become possible, if that is known. */
  opens_at?: Timestamp | null;
  /** What it needs to be told; missing when nothing. */
  input?: ActionInput | null;
}

/** What an action needs to be told. */
export interface ActionInput {
  /** The values, in the order to ask for them. */
  fields: InputField[];
}

/** One value an action asks for. */
export interface InputField {
  /** Name of the field in the request body, e.g. `extend_days` of `ActOnOrder`. */
  name: string;
  /** What kind of value it is. */
  kind: InputKind;
  /** What to show beside it, in the session's language. */
  label?: string | null;
  /** Whether the action is refused without it. */
  required?: boolean;
  /** Values to choose from. */
  options?: InputOption[];
  /** Largest number, or most items. */
  max?: number | null;
  /** Longest text. */
  length?: LengthLimit | null;
  /** Largest amount. */
  max_amount?: Money | null;
}

/** A value to choose. */
export interface InputOption {
  /** What is sent. */
  value: string;
  /** What is shown, in the session's language. */
  label: string;
}

/** A maximum text length. */
export interface LengthLimit {
  /** The longest text accepted. */
  max: number;
  /** What `max` counts. */
  unit: LengthUnit;
}

/** An address the buyer is asked to confirm. */
export interface AddressCard {
  /** The order it belongs to. */
  order_id: OrderId;
  /** The address. */
  address: Address;
  /** When the buyer confirmed it; missing while they have not. */
  confirmed_at?: Timestamp | null;
}

/** The figures of one agent. */
export interface AgentFigures {
  /** Who. */
  agent: Person;
  /** Their figures. */
  figures: Figure[];
}

/** A person or automaton as others may see them. */
export interface Person {
  /** Identifier. */
  id: UserId;
  /** Display name or nickname, as plain text. */
  name: string;
  /** Role towards the shop. */
  role: Role;
  /** Picture, relative to the endpoint's origin or absolute; initials are drawn when missing. */
  avatar_url?: string | null;
}

/** One figure. Integers only: `value: 9231, scale: 4, unit: ratio` is 92.31 %. */
export interface Figure {
  /** Which. */
  code: FigureCode;
  /** What to call it, in the session's language; for codes the page does not know. */
  label?: string | null;
  /** The value times 10 to the power of `scale`; missing where nothing happened (a zero denominator). */
  value?: number | null;
  /** Decimal digits of `value`. */
  scale: number;
  /** What it counts. */
  unit: FigureUnit;
  /** ISO 4217 code, for money. */
  currency?: string | null;
  /** Above the line, for quotients and means; unscaled. */
  numerator?: number | null;
  /** Below the line; unscaled. */
  denominator?: number | null;
  /** The value of the span just before, in the same scale. */
  previous?: number | null;
  /** What the shop aims at, in the same scale. */
  target?: number | null;
  /** The way there. */
  trend?: TrendPoint[];
}

/** A point of a trend. */
export interface TrendPoint {
  /** Beginning of the step. */
  at: Timestamp;
  /** Value in the figure's unit and scale; missing where nothing happened. */
  value?: number | null;
}

/** One row: what, and how much. The rows of a derivation add up exactly to its total. */
export interface AmountRow {
  /** What the row stands for. */
  code: AmountCode;
  /** What to call it, in the session's language; for codes the page does not know. */
  label?: string | null;
  /** How much; negative rows are taken off. */
  amount: Money;
}

/** A case, as the session may see it. */
export interface Case {
  /** Identifier, in paths. */
  id: CaseId;
  /** Grows with every change; the higher one wins. Send it back with every action. */
  version: number;
  /** Number as people say it. */
  number: string;
  /** The order it belongs to. */
  order_id: OrderId;
  /** That order's number. */
  order_number: string;
  /** The conversation about it. */
  conversation_id?: ConversationId | null;
  /** Who applied. */
  buyer: Person;
  /** What is asked for. */
  kind: CaseKind;
  /** Where the goods are. */
  scenario: Scenario;
  /** Why. */
  reason: CaseReason;
  /** Where it stands. */
  state: CaseState;
  /** What the backend itself calls the state, verbatim. */
  native_state?: string | null;
  /** What to call an unknown state, in the session's language. */
  state_label?: string | null;
  /** What the quarrel is about, as filed by staff. */
  dispute?: DisputeKind | null;
  /** Lines and quantities. */
  lines: CaseLine[];
  /** Postage asked for. */
  postage?: Money | null;
  /** Amount asked for; never more than the quote's maximum. */
  amount: Money;
  /** Amount agreed. */
  agreed_amount?: Money | null;
  /** The quote it was opened with. */
  quote?: Quote | null;
  /** The buyer's words. */
  explanation?: string | null;
  /** The buyer's pictures. */
  evidence?: Upload[];
  /** What the seller offers instead. */
  counter_offer?: CounterOffer | null;
  /** Why the seller refused. */
  refusal?: Refusal | null;
  /** Who pays for sending goods back. */
  return_postage_payer?: Payer | null;
  /** Where to send them. */
  return_address?: Address | null;
  /** The parcel sent back. */
  return_shipment?: Shipment | null;
  /** What was in it. */
  inspection?: Inspection | null;
  /** The money. */
  refund?: Refund | null;
  /** The replacement. */
  exchange?: Exchange | null;
  /** The platform's part. */
  intervention: Intervention;
  /** Running deadlines, the next one first. */
  deadlines?: Deadline[];
  /** What to beware of; staff only. */
  warnings?: Warning[];
  /** What happened, oldest first. */
  history?: HistoryEntry[];
  /** When it was opened. */
  created_at: Timestamp;
  /** Last change. */
  updated_at: Timestamp;
  /** When it ended. */
  closed_at?: Timestamp | null;
  /** What may be done, allowed and denied. */
  actions?: Action[];
}

/** A line of an order inside a case. */
export interface CaseLine {
  /** The order line. */
  line_id: LineId;
  /** Title as bought. */
  title: string;
  /** The variant in words. */
  sku?: string | null;
  /** Picture. */
  image_url?: string | null;
  /** Pieces. */
  quantity: number;
  /** This line's share of the amount asked for; the shares and `postage` add up to `amount`. */
  amount: Money;
}

/**
 * A refund quote.
 *
 * The maxima of `lines` and the amount of `postage` add up exactly to `maximum`.
 */
export interface Quote {
  /** Pass it when the case is opened. */
  quote_id: QuoteId;
  /** The order. */
  order_id: OrderId;
  /** Version of the order this was computed on. */
  order_version: number;
  /** The lines. */
  lines: QuoteLine[];
  /** Postage paid back, a row of its own. */
  postage?: AmountRow | null;
  /** Most that can be asked for. */
  maximum: Money;
  /** Who pays for sending goods back; missing when nothing is sent back. */
  return_postage_payer?: Payer | null;
  /** Why they do, in the session's language. */
  payer_reason?: string | null;
  /** After this the quote is refused as `quote_expired`. */
  expires_at: Timestamp;
}

/** The quote of one line. */
export interface QuoteLine {
  /** The line. */
  line_id: LineId;
  /** Pieces. */
  quantity: number;
  /** How `maximum` comes about; the rows add up to it. */
  rows: AmountRow[];
  /** Most that can be paid back for this line. */
  maximum: Money;
}

/** An uploaded file. The server judges the type by the content, not by the name. */
export interface Upload {
  /** Pass this wherever a file is asked for. Unused uploads are forgotten after a while. */
  id: UploadId;
  /** Where to get it, relative to the endpoint's origin or absolute. */
  url: string;
  /** Smaller picture for lists. */
  thumbnail_url?: string | null;
  /** File name as plain text, without folders. */
  name: string;
  /** Media type found in the content, e.g. `image/webp`. */
  media_type: string;
  /** Size in bytes. */
  bytes: number;
  /** Width of a picture, in pixels. */
  width?: number | null;
  /** Height of a picture, in pixels. */
  height?: number | null;
}

/** What the seller offers instead (协商). */
export interface CounterOffer {
  /** Another kind. */
  kind?: CaseKind | null;
  /** Another amount. */
  amount?: Money | null;
  /** Who would pay for sending goods back. */
  return_postage_payer?: Payer | null;
  /** In words. */
  text?: string | null;
  /** Who offered it. */
  by: Person;
  /** When. */
  at: Timestamp;
}

/** Why the seller refused (拒绝退款). */
export interface Refusal {
  /** In words. */
  text: string;
  /** Proof. */
  evidence?: Upload[];
  /** Who refused. */
  by: Person;
  /** When. */
  at: Timestamp;
}

/** A parcel (包裹). */
export interface Shipment {
  /** Identifier. */
  id: ShipmentId;
  /** Name of the courier, in the session's language. */
  courier: string;
  /** Tracking number; missing for goods that need none. */
  tracking_no?: string | null;
  /** The courier's own page about it. */
  tracking_url?: string | null;
  /** What is inside; everything when empty. */
  lines?: LineQuantity[];
  /** Where it is. */
  state: ShipmentState;
  /** What went wrong. */
  exception?: ShipmentException | null;
  /** When it was handed over. */
  shipped_at: Timestamp;
  /** When it is promised to arrive. */
  expected_at?: Timestamp | null;
  /** When it was signed for. */
  delivered_at?: Timestamp | null;
  /** Its way so far, newest first. */
  events?: TrackingEvent[];
}

/** One line of a parcel's history. */
export interface TrackingEvent {
  /** When. */
  at: Timestamp;
  /** What happened, in the courier's words. */
  text: string;
  /** Where. */
  place?: string | null;
}

/** What was found in the parcel sent back (验货). */
export interface Inspection {
  /** Line by line. */
  lines: InspectedLine[];
  /** Pictures. */
  evidence?: Upload[];
  /** Who counted; staff only. */
  by?: Person | null;
  /** When. */
  at: Timestamp;
}

/** One line counted on arrival. */
export interface InspectedLine {
  /** The order line. */
  line_id: LineId;
  /** Pieces that should have come. */
  expected: number;
  /** Pieces that came. */
  counted: number;
  /** In what condition. */
  condition: Condition;
  /** In words. */
  note?: string | null;
}

/** Money on its way back. */
export interface Refund {
  /** How far it is. */
  state: RefundState;
  /** How much. */
  amount: Money;
  /** Where to, in words that hide account numbers, e.g. `原路退回`. */
  destination?: string | null;
  /** Why it failed. */
  failure?: string | null;
  /** When it was ordered. */
  requested_at: Timestamp;
  /** When it arrived. */
  completed_at?: Timestamp | null;
}

/** The exchange, repair or reshipment of a case. */
export interface Exchange {
  /** What is sent. */
  lines: ExchangeLine[];
  /** What the buyer tops up, or gets back when negative (多退少补). */
  difference: Money;
  /** The parcel. */
  shipment?: Shipment | null;
  /** Whether it became a refund in the end. */
  converted_to_refund?: boolean;
}

/** What the buyer gets instead of a line. */
export interface ExchangeLine {
  /** The order line sent back. */
  line_id: LineId;
  /** Pieces. */
  quantity: number;
  /** The variant to send; the same one when missing. */
  sku_id?: SkuId | null;
  /** The variant in words. */
  sku?: string | null;
}

/** The platform's intervention, beside the state of the case. */
export interface Intervention {
  /** How far it is. */
  state: InterventionState;
  /** When it can be asked for, while it cannot yet. */
  opens_at?: Timestamp | null;
  /** Who asked for it. */
  requested_by?: Actor | null;
  /** When it was asked for. */
  requested_at?: Timestamp | null;
  /** What both sides told the platform. */
  statements?: Statement[];
  /** The decision in words. */
  decision?: string | null;
  /** The amount awarded to the buyer. */
  awarded?: Money | null;
  /** When it was decided. */
  decided_at?: Timestamp | null;
}

/** What one side told the platform. */
export interface Statement {
  /** Which side. */
  actor: Actor;
  /** What it says. */
  text: string;
  /** Pictures and files. */
  evidence?: Upload[];
  /** When. */
  at: Timestamp;
}

/** A deadline of an order, a case or a review (倒计时). */
export interface Deadline {
  /** What must happen. */
  kind: DeadlineKind;
  /** Until when. While paused: when it would end if it resumed now. */
  at: Timestamp;
  /** From when to show it as a warning, e.g. 24 hours before. */
  warn_at?: Timestamp | null;
  /** Whose move it is. */
  actor: Actor;
  /** What the server does when it passes. */
  on_expiry: ExpiryOutcome;
  /** Whether the clock stands still, e.g. during a platform intervention; show no countdown then. */
  paused?: boolean;
}

/** A warning, for staff only. */
export interface Warning {
  /** What to beware of. */
  code: WarningCode;
  /** The same in words, in the session's language. */
  text: string;
}

/** One step in the history of an order, a case or a review (协商历史). */
export interface HistoryEntry {
  /** When. */
  at: Timestamp;
  /** Which side did it. */
  actor: Actor;
  /** Who did it; missing for the machine and where the session may not know. */
  person?: Person | null;
  /** Code of the action or expiry, e.g. `case.refuse` or `deadline.answer_case`. */
  code: string;
  /** State before, where it changed. */
  from?: string | null;
  /** State after, where it changed. */
  to?: string | null;
  /** What was said with it. */
  text?: string | null;
  /** The amount it is about. */
  amount?: Money | null;
}

/** A kind of application in a scenario, allowed or denied. */
export interface CaseOption {
  /** What may be asked for. */
  kind: CaseKind;
  /** Where the goods are. */
  scenario: Scenario;
  /** Whether it may be asked for now. */
  enabled: boolean;
  /** Why not, in the session's language; present exactly when `enabled` is false. */
  denied_reason?: string | null;
  /** When it can no longer be asked for. */
  until?: Timestamp | null;
  /** Reasons that fit. */
  reasons?: ReasonOption[];
}

/** A reason that fits. */
export interface ReasonOption {
  /** The reason. */
  reason: CaseReason;
  /** What to call it, in the session's language. */
  label: string;
  /** Who would pay for sending goods back. */
  return_postage_payer?: Payer | null;
  /** Whether pictures are asked for. */
  evidence_required?: boolean;
}

/** Answer of `GET /v1/orders/{id}/case-options`: what a refund wizard may offer. */
export interface CaseOptions {
  /** The order. */
  order_id: OrderId;
  /** Version of the order this was computed on. */
  order_version: number;
  /** Kinds and scenarios, allowed and denied. */
  options: CaseOption[];
}

/**
 * One page of a list.
 *
 * Messages come oldest first; conversations in the order the server ranks them. A missing cursor means that
 * there is nothing further on that side.
 */
export interface CasePage {
  /** The items of this page. */
  items: Case[];
  /** Pass as `before` to get the page before this one. */
  before?: Cursor | null;
  /** Pass as `after` to get the page after this one. */
  after?: Cursor | null;
}

/** Query of `GET /v1/cases`; the next deadline comes first. Buyers see their own cases only. */
export interface CaseQuery {
  /** Only this state. */
  state?: CaseState | null;
  /** Only this kind. */
  kind?: CaseKind | null;
  /** Only cases of this order. */
  order_id?: OrderId | null;
  /** Only cases of this buyer. */
  buyer_id?: UserId | null;
  /** Only cases that have ended (`false`: only open ones). */
  ended?: boolean | null;
  /** Only cases with a deadline in its warning time. */
  warned?: boolean | null;
  /** Number of case or order, or title. */
  search?: string | null;
  /** Cursor of a page: items after it. */
  after?: Cursor | null;
  /** Most items; capped by the session's `limits.page_size`. */
  limit?: number | null;
}

/**
 * Content of a message: a type and the field belonging to it.
 *
 * Optional fields rather than a tagged enum: a type unknown to this version still parses, shows its `text`
 * as fallback, and costs no code in the browser.
 */
export interface Content {
  /** Which kind of content this is. */
  type: ContentType;
  /** The text; for other types what to show where the type is unknown. */
  text?: string | null;
  /** The product of a `product` message. */
  product?: ProductCard | null;
  /** The files of an `image` or `file` message. */
  files?: Upload[];
  /**
   * What the buyer may want to say next, most likely first; choosing one sends it as a `text` message of theirs. A
   * reader that does not offer them loses nothing.
   */
  suggestions?: string[];
  /** The order of an `order` message. */
  order?: OrderCard | null;
  /** The after-sale case of a `refund` message. */
  refund?: RefundCard | null;
  /** The offer of an `offer` message. */
  offer?: OfferCard | null;
  /** The address of an `address_confirm` message. */
  address?: AddressCard | null;
  /** The rating asked for by a `rating_request` message. */
  rating?: RatingCard | null;
}

/** A product as shown in a conversation. */
export interface ProductCard {
  /** Identifier. */
  id: ProductId;
  /** Title in the shop's language. */
  title: string;
  /** Current price. */
  price: Money;
  /** Picture. */
  image_url?: string | null;
  /** Product page. */
  url?: string | null;
}

/** An order as shown in a conversation. */
export interface OrderCard {
  /** Identifier. */
  id: OrderId;
  /** Number as people say it. */
  number: string;
  /** Where it stands. */
  state: OrderState;
  /** What to call an unknown state. */
  state_label?: string | null;
  /** Title of the first line. */
  title: string;
  /** Picture of the first line. */
  image_url?: string | null;
  /** Number of lines. */
  line_count: number;
  /** What the buyer pays. */
  total: Money;
}

/** The progress of an after-sale case as shown in a conversation. */
export interface RefundCard {
  /** Identifier. */
  id: CaseId;
  /** The order it belongs to. */
  order_id: OrderId;
  /** What is asked for. */
  kind: CaseKind;
  /** Where it stands. */
  state: CaseState;
  /** What to call an unknown state. */
  state_label?: string | null;
  /** Amount asked for, or agreed. */
  amount: Money;
  /** Last change. */
  updated_at: Timestamp;
}

/** An offer as shown in a conversation. */
export interface OfferCard {
  /** Identifier. */
  id: OfferId;
  /** What kind. */
  kind: OfferKind;
  /** Name. */
  title: string;
  /** What it takes off. */
  saving?: Money | null;
  /** Spend at least this. */
  threshold?: Money | null;
  /** Until when. */
  ends_at?: Timestamp | null;
}

/** The buyer is asked how the service was. */
export interface RatingCard {
  /** Their score from 1 to 5; missing while they have given none. */
  score?: number | null;
  /** Their reason. */
  reason?: string | null;
  /** When they answered. */
  rated_at?: Timestamp | null;
}

/** A conversation (会话), as the session may see it. */
export interface Conversation {
  /** Identifier. */
  id: ConversationId;
  /** Grows with every change; the higher one wins. */
  version: number;
  /** The customer. */
  buyer: Person;
  /** Who of the staff looks after it. */
  assignee?: Person | null;
  /** Where it stands. */
  status: ConversationStatus;
  /** What it is about. */
  context?: ConversationContext;
  /** The newest message the session may see. */
  last_message?: Message | null;
  /** Messages of the other side not yet read by the session's side. */
  unread: number;
  /** How far each side has read. */
  read?: ReadState;
  /** Time of the buyer's first message still without a human answer. */
  waiting_since?: Timestamp | null;
  /** Labels given by the staff; empty for buyers. */
  tags?: string[];
  /** When it began. */
  created_at: Timestamp;
  /** Last change. */
  updated_at: Timestamp;
  /** What may be done, allowed and denied. */
  actions?: Action[];
}

/** What a conversation is about, filled in by the server. */
export interface ConversationContext {
  /** The product page it was opened on. */
  product?: ProductCard | null;
  /** The order it is about. */
  order_id?: OrderId | null;
}

/** A message, as stored by the server. */
export interface Message {
  /** Identifier. */
  id: MessageId;
  /** The sender's own key, echoed so that an optimistic bubble finds its message. */
  client_id?: ClientId | null;
  /** The conversation it belongs to. */
  conversation_id: ConversationId;
  /**
   * Place in the conversation, from 1 upwards; the one order both sides see. Positions a session may not
   * see are left out.
   */
  position: number;
  /** Who wrote it. */
  sender: Person;
  /** What it says. */
  content: Content;
  /** Who may see it. */
  visibility: Visibility;
  /** When the server took it. */
  sent_at: Timestamp;
}

/** How far each side has read, as message positions; 0 means nothing yet. */
export interface ReadState {
  /** Last position the buyer has seen. */
  buyer: number;
  /** Last position any of the staff has seen. */
  staff: number;
}

/**
 * One page of a list.
 *
 * Messages come oldest first; conversations in the order the server ranks them. A missing cursor means that
 * there is nothing further on that side.
 */
export interface ConversationPage {
  /** The items of this page. */
  items: Conversation[];
  /** Pass as `before` to get the page before this one. */
  before?: Cursor | null;
  /** Pass as `after` to get the page after this one. */
  after?: Cursor | null;
}

/** A customer, for staff. */
export interface Customer {
  /** The user this is about. */
  person: Person;
  /** Grows with every change; the higher one wins. Send it back with every update. */
  version: number;
  /** Member tier. */
  tier: Tier;
  /** How far on the way to a loyal customer. */
  journey: JourneyStage;
  /** Scores; missing before the first order. */
  rfm?: Rfm | null;
  /** How they want to be served. */
  temperament?: Temperament | null;
  /** Labels. */
  tags?: string[];
  /** Group they are filed under. */
  group?: string | null;
  /** Notes, newest first. */
  notes?: CustomerNote[];
  /** BCP 47 tag of the language they write. */
  locale?: string | null;
  /** What to beware of. */
  warnings?: Warning[];
  /** They asked not to be contacted; warn before writing first. */
  do_not_contact?: boolean;
  /** Orders paid. */
  orders: number;
  /** Spent in all, refunds taken off. */
  spent: Money;
  /** Open after-sale cases. */
  open_cases?: CaseId[];
  /** Reviews given. */
  ratings?: RatingCount[];
  /** First seen. */
  created_at: Timestamp;
  /** Last change. */
  updated_at: Timestamp;
  /** What may be done, allowed and denied. */
  actions?: Action[];
}

/** Recency, frequency, monetary value, each scored from 1 (low) to 5 (high). */
export interface Rfm {
  /** How lately they bought. */
  recency: number;
  /** How often. */
  frequency: number;
  /** How much. */
  monetary: number;
  /** What that says. */
  segment: RfmSegment;
  /** When they last bought. */
  last_order_at?: Timestamp | null;
}

/** A note about a customer, for staff only. */
export interface CustomerNote {
  /** The text. */
  text: string;
  /** Who wrote it. */
  author: Person;
  /** When. */
  at: Timestamp;
}

/** How many reviews of each verdict somebody has given. */
export interface RatingCount {
  /** The verdict. */
  rating: Rating;
  /** How many. */
  count: number;
}

/**
 * One page of a list.
 *
 * Messages come oldest first; conversations in the order the server ranks them. A missing cursor means that
 * there is nothing further on that side.
 */
export interface CustomerPage {
  /** The items of this page. */
  items: Customer[];
  /** Pass as `before` to get the page before this one. */
  before?: Cursor | null;
  /** Pass as `after` to get the page after this one. */
  after?: Cursor | null;
}

/** Query of `GET /v1/customers`, last seen first. */
export interface CustomerQuery {
  /** Name, phone or order number. */
  search?: string | null;
  /** Only this tier. */
  tier?: Tier | null;
  /** Only this segment. */
  segment?: RfmSegment | null;
  /** Only with this label. */
  tag?: string | null;
  /** Only this group. */
  group?: string | null;
  /** Only this user. */
  buyer_id?: UserId | null;
  /** Cursor of a page: items after it. */
  after?: Cursor | null;
  /** Most items; capped by the session's `limits.page_size`. */
  limit?: number | null;
}

/**
 * One event of `GET /v1/events`.
 *
 * Sequence numbers of one audience are dense: a gap means that an event was lost and must be asked for again.
 */
export interface Event {
  /** Place in the audience's order, from 1 upwards; missing for fleeting events. */
  seq?: number | null;
  /** What happened. */
  type: EventType;
  /** When. */
  at: Timestamp;
  /** The conversation after the change. */
  conversation?: Conversation | null;
  /** The message added. */
  message?: Message | null;
  /** The order after the change. */
  order?: Order | null;
  /** The case after the change. */
  case?: Case | null;
  /** The review after the change. */
  review?: Review | null;
  /** The customer after the change. */
  customer?: Customer | null;
  /** Who is writing. */
  typing?: Typing | null;
}

/** An order, as the session may see it. */
export interface Order {
  /** Identifier, in paths. */
  id: OrderId;
  /** Grows with every change; the higher one wins. Send it back with every action. */
  version: number;
  /** Number as people say it (订单号). */
  number: string;
  /** Who ordered. */
  buyer: Person;
  /** Where it stands. */
  state: OrderState;
  /** What the backend itself calls the state, verbatim. */
  native_state?: string | null;
  /** What to call an unknown state, in the session's language. */
  state_label?: string | null;
  /** Why it was closed. */
  close_reason?: CloseReason | null;
  /** Where the money is. */
  escrow: Escrow;
  /** Special shelves it stands on; staff only. */
  marks?: OrderMark[];
  /** What was bought. */
  lines: OrderLine[];
  /** Sum of price times quantity. */
  goods_total: Money;
  /** Everything taken off; 0 or more. */
  discount: Money;
  /** Postage (运费). */
  postage: Money;
  /** What the buyer pays: `goods_total - discount + postage`. */
  total: Money;
  /** How `total` comes about; the rows add up to it. */
  amounts?: AmountRow[];
  /** What has been paid. */
  paid?: Money | null;
  /** How it was or will be paid. */
  payment_method?: PaymentMethod | null;
  /** What has been paid back; never more than `paid`. */
  refunded: Money;
  /** Where it goes. */
  address?: Address | null;
  /** What the buyer wrote when ordering (买家留言). */
  buyer_message?: string | null;
  /** The shop's memo; staff only. */
  memo?: Memo | null;
  /** Where it is inside the shop. */
  fulfilment?: FulfilmentStage | null;
  /** How it is delivered. */
  delivery: DeliveryClass;
  /** Ways to ship it, for staff while it can be shipped. */
  shipping_options?: ShippingOption[];
  /** Parcels sent. */
  shipments?: Shipment[];
  /** Running deadlines, the next one first. */
  deadlines?: Deadline[];
  /** After-sale cases, newest first. */
  cases?: CaseId[];
  /** What to beware of; staff only. */
  warnings?: Warning[];
  /** What happened to it, oldest first; only when a single order is asked for. */
  history?: HistoryEntry[];
  /** When it was placed. */
  created_at: Timestamp;
  /** When it was paid. */
  paid_at?: Timestamp | null;
  /** When the last parcel was handed over. */
  shipped_at?: Timestamp | null;
  /** When it was completed. */
  completed_at?: Timestamp | null;
  /** When it was closed. */
  closed_at?: Timestamp | null;
  /** Last change. */
  updated_at: Timestamp;
  /** What may be done, allowed and denied. */
  actions?: Action[];
}

/** One line of an order. Product and price are as bought, not as they are today. */
export interface OrderLine {
  /** Identifier. */
  id: LineId;
  /** The product. */
  product_id: ProductId;
  /** Title as bought. */
  title: string;
  /** Picture. */
  image_url?: string | null;
  /** Product page. */
  url?: string | null;
  /** The variant. */
  sku_id?: SkuId | null;
  /** The variant in words, e.g. `颜色：素白；容量：350 ml`. */
  sku?: string | null;
  /** Pieces bought. */
  quantity: number;
  /** Price of one piece. */
  unit_price: Money;
  /** Taken off this line, shares of order discounts included; 0 or more. */
  discount: Money;
  /** What the buyer pays for this line, without postage. */
  total: Money;
  /** Pieces handed to a courier. */
  shipped?: number;
  /** Pieces refunded. */
  refunded?: number;
  /** Amount refunded. */
  refunded_amount?: Money | null;
  /** The open after-sale case, where there is one. */
  case_id?: CaseId | null;
  /** Why no-reason return does not apply; missing when it does. */
  no_reason_exclusion?: NoReasonExclusion | null;
}

/** A memo (备注), seen by staff only. */
export interface Memo {
  /** Its colour. */
  flag: MemoFlag;
  /** What to know. */
  text: string;
  /** Who wrote it. */
  author: Person;
  /** When. */
  at: Timestamp;
}

/** A way to ship an order, for the agent to choose by cost and days. */
export interface ShippingOption {
  /** Name of the courier. */
  courier: string;
  /** What it costs the shop. */
  cost: Money;
  /** Fewest days promised. */
  days_min: number;
  /** Most days promised. */
  days_max: number;
  /** Whether the courier serves the address. */
  serves: boolean;
}

/** A review, as the session may see it. */
export interface Review {
  /** Identifier, in paths. */
  id: ReviewId;
  /** Grows with every change; the higher one wins. Send it back with every action. */
  version: number;
  /** The product reviewed. */
  product: ProductCard;
  /** The order; not for strangers. */
  order_id?: OrderId | null;
  /** The order line; not for strangers. */
  line_id?: LineId | null;
  /** Who wrote it; an anonymous author has a hidden name and no picture. */
  buyer: Person;
  /** Whether the author is hidden from the public. */
  anonymous?: boolean;
  /** The verdict. */
  rating: Rating;
  /** The scores. */
  scores?: Scores | null;
  /** The text. */
  text?: string | null;
  /** Pictures. */
  images?: Upload[];
  /** Whether it was given by the machine because the buyer wrote none in time. */
  by_default?: boolean;
  /** When it was changed by its author; at most once. */
  changed_at?: Timestamp | null;
  /** What the buyer added later. */
  follow_up?: FollowUp | null;
  /** The shop's public words. */
  explanation?: Explanation | null;
  /** How to approach the author; staff only. */
  triage?: TriageClass | null;
  /** When to contact the author; staff only. */
  contact_at?: Timestamp | null;
  /** How far the shop has come; staff only. */
  group?: ReviewGroup | null;
  /** Running windows, the next one first. */
  deadlines?: Deadline[];
  /** What to beware of; staff only. */
  warnings?: Warning[];
  /** When it was written. */
  created_at: Timestamp;
  /** Last change. */
  updated_at: Timestamp;
  /** What may be done, allowed and denied. */
  actions?: Action[];
}

/** Three scores from 1 to 5; unlike the rating they can never be changed (店铺评分). */
export interface Scores {
  /** As described (描述相符). */
  as_described: number;
  /** Service (服务态度). */
  service: number;
  /** Speed of shipping (发货速度). */
  shipping: number;
}

/** What the buyer added later (追评). */
export interface FollowUp {
  /** The text. */
  text: string;
  /** Pictures. */
  images?: Upload[];
  /** When. */
  at: Timestamp;
}

/** The shop's public words below a review (解释). */
export interface Explanation {
  /** The text. */
  text: string;
  /** Who wrote it; staff only. */
  author?: Person | null;
  /** When. */
  at: Timestamp;
  /** Whether it is public yet. */
  moderation: ModerationState;
  /** Why it was refused, in the session's language. */
  rejected_reason?: string | null;
}

/** Somebody is writing. */
export interface Typing {
  /** Where. */
  conversation_id: ConversationId;
  /** Who. */
  person: Person;
  /** Whether they are writing right now. */
  typing: boolean;
}

/**
 * Answer of the long-poll twin `GET /v1/events?after=&wait=`.
 *
 * On the stream the same two facts are an SSE `id` and an SSE event named `reset`.
 */
export interface EventBatch {
  /** Events after the asked-for number, in order. May hold fleeting ones without `seq`. */
  events: Event[];
  /** Pass as the next `after`. */
  seq: number;
  /** True when `after` is too old or unknown: fetch state anew, then listen after `seq`. */
  reset?: boolean;
}

/** The variant a buyer wants instead. */
export interface ExchangeWish {
  /** The order line. */
  line_id: LineId;
  /** Pieces. */
  quantity: number;
  /** The variant; the same one when missing. */
  sku_id?: SkuId | null;
}

/** A question and its answer. */
export interface KnowledgeEntry {
  /** Identifier. */
  id: KnowledgeId;
  /** Grows with every change; the higher one wins. */
  version: number;
  /** The question. */
  question: string;
  /** Other ways to ask it. */
  variants?: string[];
  /** The answer; may hold variables like a quick reply. */
  answer: string;
  /** What it is about. */
  topic?: Topic | null;
  /** Products it is about; all when empty. */
  products?: ProductId[];
  /** Whether the bot may answer with it. */
  for_bot?: boolean;
  /** Put away: kept for old references, offered no longer. */
  archived?: boolean;
  /** Last change. */
  updated_at: Timestamp;
  /** What may be done, allowed and denied. */
  actions?: Action[];
}

/**
 * One page of a list.
 *
 * Messages come oldest first; conversations in the order the server ranks them. A missing cursor means that
 * there is nothing further on that side.
 */
export interface KnowledgeEntryPage {
  /** The items of this page. */
  items: KnowledgeEntry[];
  /** Pass as `before` to get the page before this one. */
  before?: Cursor | null;
  /** Pass as `after` to get the page after this one. */
  after?: Cursor | null;
}

/** Query of `GET /v1/knowledge`; the best match first when `search` is given, else what changed last. */
export interface KnowledgeQuery {
  /** What the customer asks. */
  search?: string | null;
  /** Only about this topic. */
  topic?: Topic | null;
  /** Only what fits this product. */
  product_id?: ProductId | null;
  /** What was put away, instead of what is offered. */
  archived?: boolean | null;
  /** Cursor of a page: items after it. */
  after?: Cursor | null;
  /** Most items; capped by the session's `limits.page_size`. */
  limit?: number | null;
}

/** Every limit of the session. */
export interface Limits {
  /** Text of one message. */
  message_text: LengthLimit;
  /** Largest JSON request body, in bytes. */
  body_bytes: number;
  /** Most items of one page. */
  page_size: number;
  /** Uploads; missing where the backend takes none. */
  upload?: UploadLimits | null;
  /** Evidence in an application; missing where the backend takes none. */
  evidence?: UploadLimits | null;
  /** Other texts; one that is missing is limited by `body_bytes` alone. */
  texts?: TextLimit[];
}

/** What may be uploaded. */
export interface UploadLimits {
  /** Largest file, in bytes. */
  max_bytes: number;
  /** Accepted media types, judged by content and not by name. */
  types: string[];
  /** Most files in one message or application. */
  max_per_message: number;
}

/** The limit of one text. */
export interface TextLimit {
  /** Which text. */
  field: TextField;
  /** Its limit. */
  limit: LengthLimit;
}

/** Body of `POST /v1/conversations/{id}/read`. Positions never move backwards. */
export interface MarkRead {
  /** Idempotency key. */
  client_id: ClientId;
  /** Last message position seen. */
  up_to: number;
}

/**
 * One page of a list.
 *
 * Messages come oldest first; conversations in the order the server ranks them. A missing cursor means that
 * there is nothing further on that side.
 */
export interface MessagePage {
  /** The items of this page. */
  items: Message[];
  /** Pass as `before` to get the page before this one. */
  before?: Cursor | null;
  /** Pass as `after` to get the page after this one. */
  after?: Cursor | null;
}

/** Answer of `GET /v1/metrics`. */
export interface Metrics {
  /** From when. */
  from: Timestamp;
  /** Until before when. */
  to: Timestamp;
  /** Figures of the shop, or of the agent asked for. */
  figures: Figure[];
  /** Figures agent by agent, for those who may see them; without trends. */
  agents?: AgentFigures[];
  /** When they were computed. */
  computed_at: Timestamp;
}

/** Query of `GET /v1/metrics`. */
export interface MetricsQuery {
  /** From when. */
  from: Timestamp;
  /** Until before when. */
  to: Timestamp;
  /** Only this agent. */
  agent_id?: UserId | null;
  /** With a trend in such steps. */
  grain?: Grain | null;
}

/** Content as a client sends it: references where [`Content`] has what the server knows about them. */
export interface NewContent {
  /** Which kind of content this is. */
  type: ContentType;
  /** The text of a `text` message. */
  text?: string | null;
  /** The product of a `product` message. */
  product_id?: ProductId | null;
  /** Uploaded files of an `image` or `file` message; within the limits `upload`. */
  upload_ids?: UploadId[];
  /** The order of an `order` or `address_confirm` message. */
  order_id?: OrderId | null;
  /** The case of a `refund` message. */
  case_id?: CaseId | null;
  /** The offer of an `offer` message. */
  offer_id?: OfferId | null;
  /** The address of an `address_confirm` message; the order's own when missing. */
  address?: Address | null;
}

/** An offer. */
export interface Offer {
  /** Identifier. */
  id: OfferId;
  /** Grows with every change; the higher one wins. */
  version: number;
  /** What kind. */
  kind: OfferKind;
  /** Name, in the session's language. */
  title: string;
  /** The small print. */
  terms?: string | null;
  /** Spend at least this. */
  threshold?: Money | null;
  /** What it takes off. */
  saving?: Money | null;
  /** What it takes off, in hundredths of a percent: 1500 is 15 %. */
  saving_basis_points?: number | null;
  /** What the item or the bundle costs with it. */
  price?: Money | null;
  /** What is paid in advance. */
  deposit?: Money | null;
  /** What it is for; everything when empty. */
  products?: ProductCard[];
  /** What comes with it for free. */
  gifts?: ProductCard[];
  /** From when. */
  starts_at?: Timestamp | null;
  /** Until when. */
  ends_at?: Timestamp | null;
  /** How many are left. */
  remaining?: number | null;
  /** Whether the buyer asked about may use it. */
  eligible: boolean;
  /** Why not, in the session's language; present exactly when `eligible` is false. */
  ineligible_reason?: string | null;
}

/**
 * One page of a list.
 *
 * Messages come oldest first; conversations in the order the server ranks them. A missing cursor means that
 * there is nothing further on that side.
 */
export interface OfferPage {
  /** The items of this page. */
  items: Offer[];
  /** Pass as `before` to get the page before this one. */
  before?: Cursor | null;
  /** Pass as `after` to get the page after this one. */
  after?: Cursor | null;
}

/** Query of `GET /v1/offers`: what fits, those that may be used first, then by what they save. */
export interface OfferQuery {
  /**
   * For this buyer; the order's, else the session's user when missing. Buyers name nobody but themselves.
   */
  buyer_id?: UserId | null;
  /** For this product. */
  product_id?: ProductId | null;
  /** For this order. */
  order_id?: OrderId | null;
  /** Only this kind. */
  kind?: OfferKind | null;
  /** Cursor of a page: items after it. */
  after?: Cursor | null;
  /** Most items; capped by the session's `limits.page_size`. */
  limit?: number | null;
}

/** Body of `POST /v1/cases`: hand in an application. */
export interface OpenCase {
  /** Idempotency key. A refund is never retried blindly: the same key gives the same case. */
  client_id: ClientId;
  /** The order. */
  order_id: OrderId;
  /** Version of the order the quote was computed on. */
  order_version: number;
  /** The quote; expired ones get `409 quote_expired`. */
  quote_id: QuoteId;
  /** What is asked for. */
  kind: CaseKind;
  /** Where the goods are. */
  scenario: Scenario;
  /** Why. */
  reason: CaseReason;
  /** Lines and quantities, as quoted. */
  lines: LineQuantity[];
  /** Amount asked for; above the quote's maximum it is `422 amount_above_maximum` with that maximum. */
  amount: Money;
  /** The buyer's words; within the limit `case_explanation`. */
  explanation?: string | null;
  /** Uploaded pictures; within the limits `evidence`. */
  evidence?: UploadId[];
  /** What is wanted instead, for exchanges. */
  exchange?: ExchangeWish[];
}

/** What a new conversation is about: references only, the server looks them up. */
export interface OpenContext {
  /** Product page the chat was opened on. */
  product_id?: ProductId | null;
  /** Order the question is about. */
  order_id?: OrderId | null;
}

/** Body of `POST /v1/conversations`: open the buyer's conversation, or take up the one already open. */
export interface OpenConversation {
  /** Idempotency key. */
  client_id: ClientId;
  /** What it is about; replaces the former context when given. */
  context?: OpenContext;
}

/**
 * One page of a list.
 *
 * Messages come oldest first; conversations in the order the server ranks them. A missing cursor means that
 * there is nothing further on that side.
 */
export interface OrderPage {
  /** The items of this page. */
  items: Order[];
  /** Pass as `before` to get the page before this one. */
  before?: Cursor | null;
  /** Pass as `after` to get the page after this one. */
  after?: Cursor | null;
}

/** Query of `GET /v1/orders`. Buyers see their own orders only. */
export interface OrderQuery {
  /** Only this state. */
  state?: OrderState | null;
  /** Only this shelf; staff only. */
  mark?: OrderMark | null;
  /** Only this memo flag; staff only. */
  flag?: MemoFlag | null;
  /** Only orders of this buyer. */
  buyer_id?: UserId | null;
  /** Number, recipient, phone, tracking number or title. */
  search?: string | null;
  /** Only orders with a deadline in its warning time. */
  warned?: boolean | null;
  /** Placed at or after. */
  from?: Timestamp | null;
  /** Placed before. */
  to?: Timestamp | null;
  /** In which order. */
  sort?: OrderSort | null;
  /** Cursor of a page: items after it. */
  after?: Cursor | null;
  /** Most items; capped by the session's `limits.page_size`. */
  limit?: number | null;
}

/** Body of every error answer, `application/problem+json`. */
export interface Problem {
  /** URI of the problem type, `about:blank` unless the backend documents its own. */
  type?: string;
  /** Short name of the problem. */
  title: string;
  /** HTTP status, repeated. */
  status: number;
  /** What was wrong, with which value, and what to do. */
  detail?: string | null;
  /** Machine-readable reason. */
  code: ProblemCode;
  /** Single faults, for showing beside the field. */
  errors?: ProblemField[];
  /** Whether the same request may succeed later. */
  retryable?: boolean;
  /** Seconds to wait before trying again. */
  retry_after?: number | null;
  /** The conversation as it is now, so that a stale write can be rebased at once. */
  current_conversation?: Conversation | null;
  /** The order as it is now, so that a stale write can be rebased at once. */
  current_order?: Order | null;
  /** The case as it is now, so that a stale write can be rebased at once. */
  current_case?: Case | null;
  /** The review as it is now, so that a stale write can be rebased at once. */
  current_review?: Review | null;
  /** The customer as it is now, so that a stale write can be rebased at once. */
  current_customer?: Customer | null;
}

/** One thing wrong with a request. */
export interface ProblemField {
  /** JSON Pointer (RFC 6901) into the body, e.g. `/content/text`. */
  pointer: string;
  /** What is wrong there. */
  code: ProblemCode;
  /** The same in words. */
  detail?: string | null;
  /** The largest value or length that would have been accepted. */
  max?: number | null;
  /** The largest amount that would have been accepted. */
  max_amount?: Money | null;
}

/**
 * A text to send with two keys.
 *
 * Variables stand in braces, e.g. `{buyer.name}` or `{order.tracking_no}`. A text is not sent while one of them
 * is unresolved; the server refuses it as `unresolved_variable`. Braces that are meant as such are doubled.
 */
export interface QuickReply {
  /** Identifier. */
  id: QuickReplyId;
  /** Grows with every change; the higher one wins. */
  version: number;
  /** Whose it is. */
  scope: QuickReplyScope;
  /** Step of the reception it fits. */
  stage?: ReceptionStage | null;
  /** Topic it fits. */
  topic?: Topic | null;
  /** Name in lists. */
  title: string;
  /** What to type after `/`. */
  shortcut?: string | null;
  /** The text. */
  text: string;
  /** Names of the variables in the text, without braces. */
  variables?: string[];
  /** How often it was sent; counting does not change `version`. */
  used?: number;
  /** Put away: kept for old references, offered no longer. */
  archived?: boolean;
  /** Last change. */
  updated_at: Timestamp;
  /** What may be done, allowed and denied. */
  actions?: Action[];
}

/**
 * One page of a list.
 *
 * Messages come oldest first; conversations in the order the server ranks them. A missing cursor means that
 * there is nothing further on that side.
 */
export interface QuickReplyPage {
  /** The items of this page. */
  items: QuickReply[];
  /** Pass as `before` to get the page before this one. */
  before?: Cursor | null;
  /** Pass as `after` to get the page after this one. */
  after?: Cursor | null;
}

/** Query of `GET /v1/quick-replies`, most used first. */
export interface QuickReplyQuery {
  /** Only of this scope. */
  scope?: QuickReplyScope | null;
  /** Only for this step. */
  stage?: ReceptionStage | null;
  /** Only about this topic. */
  topic?: Topic | null;
  /** Words of title, shortcut or text; all of them have to be there. */
  search?: string | null;
  /** What was put away, instead of what is offered. */
  archived?: boolean | null;
  /** Cursor of a page: items after it. */
  after?: Cursor | null;
  /** Most items; capped by the session's `limits.page_size`. */
  limit?: number | null;
}

/** Body of `POST /v1/quotes`. Changes nothing, so it carries no idempotency key and may be repeated. */
export interface QuoteRequest {
  /** The order. */
  order_id: OrderId;
  /** What is asked for. */
  kind: CaseKind;
  /** Where the goods are. */
  scenario: Scenario;
  /** Why; it decides who pays postage. */
  reason: CaseReason;
  /** Lines and quantities. */
  lines: LineQuantity[];
  /** The case this is to revise; what it lays claim to itself does not count. */
  case_id?: CaseId | null;
}

/**
 * Body of `POST /v1/reviews/{id}/reply`: the shop's explanation.
 *
 * Private data, insults and rewards for reviews are refused as `private_data_in_text`, `abusive_text` and
 * `reward_for_review`.
 */
export interface ReplyToReview {
  /** Idempotency key. */
  client_id: ClientId;
  /** Version of the review; stale ones get `409 version_conflict` with `current_review`. */
  version: number;
  /** The text; within the limit `review_reply`. */
  text: string;
}

/**
 * One page of a list.
 *
 * Messages come oldest first; conversations in the order the server ranks them. A missing cursor means that
 * there is nothing further on that side.
 */
export interface ReviewPage {
  /** The items of this page. */
  items: Review[];
  /** Pass as `before` to get the page before this one. */
  before?: Cursor | null;
  /** Pass as `after` to get the page after this one. */
  after?: Cursor | null;
}

/** Query of `GET /v1/reviews`, newest first. */
export interface ReviewQuery {
  /** Only this verdict. */
  rating?: Rating | null;
  /** Only reviews of this product. */
  product_id?: ProductId | null;
  /** Only reviews of this buyer. */
  buyer_id?: UserId | null;
  /** Only this group. */
  group?: ReviewGroup | null;
  /** Only this class of urgency. */
  triage?: TriageClass | null;
  /** Only those with (`true`) or without (`false`) an explanation. */
  explained?: boolean | null;
  /** Words of the text. */
  search?: string | null;
  /** Cursor of a page: items after it. */
  after?: Cursor | null;
  /** Most items; capped by the session's `limits.page_size`. */
  limit?: number | null;
}

/** Body of `POST /v1/knowledge` (a new entry) and `PUT /v1/knowledge/{id}` (all of an old one). */
export interface SaveKnowledgeEntry {
  /** Idempotency key. */
  client_id: ClientId;
  /** Version to replace; missing for a new one. */
  version?: number | null;
  /** The question. */
  question: string;
  /** Other ways to ask it. */
  variants?: string[];
  /** The answer; within the limit `knowledge_answer`. */
  answer: string;
  /** What it is about. */
  topic?: Topic | null;
  /** Products it is about. */
  products?: ProductId[];
  /** Whether the bot may answer with it. */
  for_bot?: boolean;
  /** Put away. */
  archived?: boolean;
}

/** Body of `POST /v1/quick-replies` (a new one) and `PUT /v1/quick-replies/{id}` (all of an old one). */
export interface SaveQuickReply {
  /** Idempotency key. */
  client_id: ClientId;
  /** Version to replace; missing for a new one. */
  version?: number | null;
  /** Whose it is. */
  scope: QuickReplyScope;
  /** Step of the reception it fits. */
  stage?: ReceptionStage | null;
  /** Topic it fits. */
  topic?: Topic | null;
  /** Name in lists. */
  title: string;
  /** What to type after `/`; no other of the same scope that is offered has it. */
  shortcut?: string | null;
  /** The text; within the limit `quick_reply`. */
  text: string;
  /** Put away. */
  archived?: boolean;
}

/** Body of `POST /v1/conversations/{id}/messages`. */
export interface SendMessage {
  /** Idempotency key. */
  client_id: ClientId;
  /** What to say. */
  content: NewContent;
  /** Who may see it; everyone when missing. Only staff may write notes. */
  visibility?: Visibility | null;
}

/** Answer of `GET /v1/session`. */
export interface Session {
  /** The shop talked to. */
  shop: Shop;
  /** Who the server says is asking. */
  user: Person;
  /** What this session may do at all. */
  capabilities: Capability[];
  /** The server's clock; count deadlines and waiting times from it. */
  server_time: Timestamp;
  /** BCP 47 tag of texts made by the server. */
  locale: string;
  /** ISO 4217 code of the shop's prices. */
  currency: string;
  /** Limits on texts, bodies and uploads. */
  limits: Limits;
  /** Waiting policy, for staff sessions. */
  wait_policy?: WaitPolicy | null;
  /** Optional parts this backend serves. */
  features: Feature[];
  /** Where the event stream stands. */
  stream: StreamInfo;
}

/** The shop as shown in headers. */
export interface Shop {
  /** Identifier. */
  id: ShopId;
  /** Name, in the session's language. */
  name: string;
  /** IANA time zone of the shop's business hours, e.g. `Asia/Shanghai`. */
  time_zone: string;
  /** Whether somebody is there to answer. */
  presence: Presence;
  /** Typical time until a human answers, in seconds, where the backend can tell. */
  expected_wait_s?: number | null;
}

/** When a waiting buyer becomes urgent (等待计时). */
export interface WaitPolicy {
  /** Seconds after which a waiting conversation is marked as a warning. */
  warn_s: number;
  /** Seconds after which the answer is late. */
  breach_s: number;
}

/** Where the event stream stands. */
export interface StreamInfo {
  /** Last sequence number of this session's audience. Read state first, then listen `after` this number. */
  seq: number;
  /** Longest silence on an open stream, in seconds; a client reconnects after two of them. */
  heartbeat_s: number;
}

/** Body of `POST /v1/conversations/{id}/typing`. Not stored; forgotten after a few seconds. */
export interface SetTyping {
  /** Whether the sender is writing right now. */
  typing: boolean;
}

/** Body of `PATCH /v1/conversations/{id}`: what is missing stays as it is. */
export interface UpdateConversation {
  /** Idempotency key. */
  client_id: ClientId;
  /** Version of the conversation; stale ones get `409 version_conflict` with `current_conversation`. */
  version: number;
  /** Where it stands from now on. */
  status?: ConversationStatus | null;
  /** When a snoozed conversation comes back. */
  snooze_until?: Timestamp | null;
  /** Who looks after it from now on. */
  assignee_id?: UserId | null;
  /** All labels from now on. */
  tags?: string[] | null;
}

/** Body of `PATCH /v1/customers/{id}`: what is missing stays as it is. */
export interface UpdateCustomer {
  /** Idempotency key. */
  client_id: ClientId;
  /** Version of the customer; stale ones get `409 version_conflict` with `current_customer`. */
  version: number;
  /** All labels from now on. */
  tags?: string[] | null;
  /** Group from now on; none when empty. */
  group?: string | null;
  /** How they want to be served; unfiled when empty. */
  temperament?: Temperament | null;
  /** How far they are, whatever their orders say; when empty, what their orders say. */
  journey?: JourneyStage | null;
  /** Whether to leave them alone. */
  do_not_contact?: boolean | null;
  /** A note to add; within the limit `note`. */
  add_note?: string | null;
}

/** Body of `POST /v1/reviews`: a buyer reviews a line of a completed order. */
export interface WriteReview {
  /** Idempotency key. */
  client_id: ClientId;
  /** The order. */
  order_id: OrderId;
  /** The line. */
  line_id: LineId;
  /** The verdict. */
  rating: Rating;
  /** The scores. */
  scores: Scores;
  /** The text; within the limit `review_text`. */
  text?: string | null;
  /** Uploaded pictures. */
  images?: UploadId[];
  /** Hide the author from the public. */
  anonymous?: boolean;
}
