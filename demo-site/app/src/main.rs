//! Demo site of Kefu: a storefront carrying the chat widget, and the workbench of the agents who answer.
#![expect(unreachable_pub, reason = "the component macro writes `pub` into this binary")]

mod api;
mod app;
mod controls;
mod format;
mod i18n;
mod icons;
mod notice;
mod prefs;
mod shop;
mod storage;
mod workbench;

fn main() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(app::App);
}
