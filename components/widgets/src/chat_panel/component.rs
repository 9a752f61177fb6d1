//! The panel as a Leptos component.

use super::{Panel, Perspective, Wishes};
use crate::{ClientHandle, Locale};
use kefu_contract::{ConversationId, OpenContext, ProductCard};
use leptos::html::Section;
use leptos::prelude::*;
use std::rc::Rc;

/// One conversation: header, messages, composer.
///
/// ```no_run
/// use kefu_widgets::{Locale, Runtime, chat_panel::{ChatPanel, Perspective}};
/// use leptos::prelude::*;
/// # #[component]
/// # fn Desk(runtime: Runtime) -> impl IntoView {
/// let chosen = RwSignal::new(None);
/// view! { <ChatPanel client=runtime conversation=chosen perspective=Perspective::Agent locale=Locale::En /> }
/// # }
/// ```
///
/// ## States
/// The root carries `data-kefu-chat` and `data-connection="connecting|live|catching_up|offline|signed_out"`;
/// each bubble `data-message`, `data-own` and, for one's own, `data-state="queued|sending|sent|read|failed"`.
///
/// ## Styling
/// Link `kit/tokens.css`, `kit/kit.css` and `chat_panel/style.css`, or adopt the constants of the same content.
/// The panel fills its container.
///
/// ## Inside
/// The component is a thin shell: properties are signals, the lifetime is the owner's. What it shows is built and
/// changed directly in the document (`panel.rs`, `paint.rs`), because a framework view of every row and text
/// costs more bytes than a chat may weigh and more time than ten thousand messages allow.
///
/// ## Accessibility
/// The messages are a `log` that is not live. A hidden polite region (`data-announcer`) tells what others have
/// just written, what could not be sent, and when a draft has become too long: never history or redraws.
#[component]
pub fn ChatPanel(
    /// The connection: a [`crate::Runtime`] or a [`kefu_client::Client`].
    #[prop(into)]
    client: ClientHandle,
    /// Which conversation. A buyer's panel may leave it `None`: their own is found or opened.
    #[prop(optional, into)]
    conversation: Signal<Option<ConversationId>>,
    /// From which side.
    perspective: Perspective,
    /// Language of the interface.
    #[prop(into)]
    locale: Signal<Locale>,
    /// What a buyer's next message is about.
    #[prop(optional, into)]
    context: Signal<OpenContext>,
    /// The product page the panel was opened on, shown above the composer.
    #[prop(optional, into)]
    subject: Signal<Option<ProductCard>>,
    /// Whether the panel is on screen; only then are messages marked as read.
    #[prop(default = Signal::stored(true), into)]
    active: Signal<bool>,
    /// Called when the user closes the panel; without it there is no close button.
    #[prop(optional, into)]
    on_close: Option<Callback<()>>,
) -> impl IntoView {
    let root: NodeRef<Section> = NodeRef::new();
    let mounted: StoredValue<Option<Rc<Panel>>, LocalStorage> = StoredValue::new_local(None);
    Effect::new(move |_| {
        let Some(root) = root.get() else { return };
        let wishes = Wishes {
            conversation: conversation.get(),
            locale: locale.get(),
            context: context.get(),
            subject: subject.get(),
            active: active.get(),
        };
        let panel = mounted.try_update_value(|mounted| {
            let panel = mounted.get_or_insert_with(|| {
                let close = on_close.map(|close| Box::new(move || close.run(())) as Box<dyn Fn()>);
                Panel::mount(root.into(), client.get(), perspective, close)
            });
            Rc::clone(panel)
        });
        if let Some(panel) = panel
            && panel.wish(wishes)
            && perspective == Perspective::Buyer
        {
            panel.focus();
        }
    });
    on_cleanup(move || {
        mounted.try_update_value(Option::take);
    });
    view! { <section node_ref=root></section> }
}
