//! What customers ask about, and at which step of the reception.

open_enum! {
    /// Topics that recur (常见问题).
    pub enum Topic {
        /// Genuine, quality (质量/正品).
        Quality = "quality",
        /// Size (尺码).
        Size = "size",
        /// Colour difference (色差).
        Colour = "colour",
        /// Price, discount, gift (价格/优惠/赠品).
        Price = "price",
        /// Free postage (包邮).
        Postage = "postage",
        /// Which courier (快递).
        Courier = "courier",
        /// When it is shipped (发货时间).
        ShippingTime = "shipping_time",
        /// When it arrives (到货时间).
        Arrival = "arrival",
        /// Stock (库存).
        Stock = "stock",
        /// Specification (规格).
        Specification = "specification",
        /// Suitability (适用).
        Suitability = "suitability",
        /// How to use (使用方法).
        Usage = "usage",
        /// Invoice (发票).
        Invoice = "invoice",
        /// Cash on delivery (货到付款).
        CashOnDelivery = "cash_on_delivery",
        /// Returns policy (退换政策).
        ReturnsPolicy = "returns_policy",
        /// Sales record and reviews (销量/评价).
        Reputation = "reputation",
        /// New item (新品).
        NewItem = "new_item",
        /// Not shipped yet (未发货).
        NotShipped = "not_shipped",
        /// Where is it, no tracking information (物流查询).
        Tracking = "tracking",
        /// Wrong, missing or damaged item (错发/漏发/破损).
        WrongOrDamaged = "wrong_or_damaged",
        /// Change the address (改地址).
        ChangeAddress = "change_address",
        /// Ship later (延迟发货).
        DelayShipping = "delay_shipping",
        /// Hide the price slip (不放价格单).
        HidePrice = "hide_price",
        /// Urge the courier (催快递).
        UrgeCourier = "urge_courier",
        /// Cannot receive here (无法收货).
        CannotReceive = "cannot_receive",
        /// Return or exchange, and who pays postage (退换货运费).
        ReturnPostage = "return_postage",
        /// When the money comes (退款时效).
        RefundTime = "refund_time",
        /// Different from last time (与上次不同).
        BatchDifference = "batch_difference",
        /// The authenticity code fails (防伪码).
        Authenticity = "authenticity",
    }
}

open_enum! {
    /// The eight steps of a reception (接待流程), and what follows it.
    pub enum ReceptionStage {
        /// Greet (进门问好).
        Greet = "greet",
        /// Understand what is needed (接待咨询).
        Understand = "understand",
        /// Recommend (推荐产品).
        Recommend = "recommend",
        /// Handle objections (处理异议).
        Objections = "objections",
        /// Close the deal (促成交易).
        Close = "close",
        /// Confirm the order (确认订单).
        ConfirmOrder = "confirm_order",
        /// Say goodbye (礼貌告别).
        Goodbye = "goodbye",
        /// Hand to shipping (下单发货).
        HandToShipping = "hand_to_shipping",
        /// After the sale (售后).
        AfterSale = "after_sale",
    }
}
