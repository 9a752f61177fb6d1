//! The vocabulary of after-sale service (售后).

open_enum! {
    /// What the buyer asks for.
    pub enum CaseKind {
        /// Money back, goods not received (未收到货仅退款).
        RefundOnlyNotReceived = "refund_only_not_received",
        /// Money back, goods kept (已收到货仅退款).
        RefundOnlyReceived = "refund_only_received",
        /// Goods back, money back (退货退款).
        ReturnRefund = "return_refund",
        /// Another piece or variant (换货).
        Exchange = "exchange",
        /// Repair (维修).
        Repair = "repair",
        /// Send what is missing (补发).
        Reship = "reship",
        /// Part of the price back for a fault (折价补偿).
        Compensation = "compensation",
    }
}

open_enum! {
    /// Where the goods are; decides which reasons fit.
    pub enum Scenario {
        /// Not received (未收到货).
        NotReceived = "not_received",
        /// Received and kept (已收到货，不退货).
        ReceivedKeep = "received_keep",
        /// Received and sent back (已收到货，退货).
        ReceivedReturn = "received_return",
    }
}

open_enum! {
    /// Why (退款原因).
    pub enum CaseReason {
        /// The seller never really shipped (虚假发货).
        NeverShipped = "never_shipped",
        /// Trouble with the courier (快递问题).
        CourierProblem = "courier_problem",
        /// The parcel is lost (包裹丢失).
        ParcelLost = "parcel_lost",
        /// The parcel was empty (空包裹).
        EmptyParcel = "empty_parcel",
        /// Fewer pieces than bought (少件).
        ShortParcel = "short_parcel",
        /// Not shipped when or as agreed (未按约定时间发货).
        NotShippedAsAgreed = "not_shipped_as_agreed",
        /// Another item was sent (发错货).
        WrongItemSent = "wrong_item_sent",
        /// Ordered too many (多拍).
        OrderedTooMany = "ordered_too_many",
        /// Ordered by mistake (误拍).
        OrderedByMistake = "ordered_by_mistake",
        /// No longer wanted (不想要了).
        NoLongerWanted = "no_longer_wanted",
        /// The size differs from the description (尺寸不符).
        SizeDiffers = "size_differs",
        /// The material differs (材质不符).
        MaterialDiffers = "material_differs",
        /// Poor workmanship (做工瑕疵).
        Workmanship = "workmanship",
        /// Colour, style or description differs (颜色/款式/描述不符).
        DescriptionDiffers = "description_differs",
        /// Trouble with shipping or postage (发货问题).
        ShippingProblem = "shipping_problem",
        /// The service was bad (服务态度).
        ServiceAttitude = "service_attitude",
        /// Disliked, poor look (不喜欢/效果不好).
        Disliked = "disliked",
        /// Ordered the wrong variant (拍错).
        OrderedWrong = "ordered_wrong",
        /// Suspected counterfeit (假冒品牌).
        SuspectedCounterfeit = "suspected_counterfeit",
        /// No reason needed within the window (七天无理由).
        NoReason = "no_reason",
        /// Damaged on the way (运输破损).
        DamagedInTransit = "damaged_in_transit",
        /// A defect (质量问题).
        QualityDefect = "quality_defect",
        /// Parts are missing (缺少配件).
        MissingParts = "missing_parts",
    }
}

open_enum! {
    /// Where a case stands, whatever the backend calls it (`native_state`).
    pub enum CaseState {
        /// Not handed in yet.
        Draft = "draft",
        /// The seller must answer; Taobao `WAIT_SELLER_AGREE`.
        AwaitingSeller = "awaiting_seller",
        /// The seller made another offer; the buyer must answer.
        Countered = "countered",
        /// The buyer must send the goods; Taobao `WAIT_BUYER_RETURN_GOODS`.
        AwaitingReturn = "awaiting_return",
        /// The seller must count and inspect; Taobao `WAIT_SELLER_CONFIRM_GOODS`.
        AwaitingInspection = "awaiting_inspection",
        /// The money is on its way back.
        Refunding = "refunding",
        /// The money is back; Taobao `SUCCESS`.
        Refunded = "refunded",
        /// The seller refused; the buyer may revise; Taobao `SELLER_REFUSE_BUYER`.
        Refused = "refused",
        /// Ended without refund or exchange; Taobao `CLOSED`.
        Closed = "closed",
        /// The payment service refused; may be tried again.
        RefundFailed = "refund_failed",
        /// The seller must send the replacement, the repaired or the missing goods.
        AwaitingReship = "awaiting_reship",
        /// The buyer must confirm what was sent.
        AwaitingBuyerReceipt = "awaiting_buyer_receipt",
        /// The buyer has it.
        Exchanged = "exchanged",
    }
}

open_enum! {
    /// Who pays for sending goods back (退货运费).
    pub enum Payer {
        /// The buyer: no-reason or preference.
        Buyer = "buyer",
        /// The seller: quality, wrong, missing or damaged goods.
        Seller = "seller",
        /// Freight insurance (运费险).
        Insurance = "insurance",
    }
}

open_enum! {
    /// What a quarrel is about (纠纷类型).
    pub enum DisputeKind {
        /// Goods not received.
        NotReceived = "not_received",
        /// Goods differ from the description.
        NotAsDescribed = "not_as_described",
        /// Counterfeit.
        Counterfeit = "counterfeit",
        /// A defect.
        Defect = "defect",
        /// Attitude, or a promise broken.
        BrokenPromise = "broken_promise",
    }
}

open_enum! {
    /// Condition of goods sent back.
    pub enum Condition {
        /// Complete, with tags, fit to be sold again.
        Intact = "intact",
        /// Packaging opened, goods unused.
        Opened = "opened",
        /// Used.
        Used = "used",
        /// Damaged.
        Damaged = "damaged",
        /// Parts are missing.
        Incomplete = "incomplete",
        /// Not what was bought.
        WrongItem = "wrong_item",
    }
}
