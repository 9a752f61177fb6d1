//! Choosing who sits at the desk.

use crate::{
    api::{self, DemoUser},
    app::use_title,
    controls::{LocaleButton, ThemeButton},
    i18n::{Texts, tr},
    icons::{Glyph, Icon},
    notice::Failure,
    prefs::{use_prefs, use_texts},
    shop::Mark,
};
use kefu_contract::{Role, UserId};
use kefu_widgets::kit::Avatar;
use leptos::prelude::*;

/// A staff role in words; one this version does not know is shown as the server wrote it.
pub(super) fn role_words(role: &Role, texts: &Texts) -> String {
    match role {
        Role::Agent => texts.role_agent.to_owned(),
        Role::Supervisor => texts.role_supervisor.to_owned(),
        other => other.as_str().to_owned(),
    }
}

/// The sign-in page: one card per colleague.
#[component]
pub(super) fn SignIn(
    /// Called with the chosen colleague.
    #[prop(into)]
    on_choose: Callback<UserId>,
) -> impl IntoView {
    let (t, locale) = (use_texts(), use_prefs().locale);
    let users = LocalResource::new(move || api::users(locale.get()));
    use_title(move || format!("{} · {}", t.get().workbench, t.get().shop_name));
    view! {
        <div class="sign-in">
            <header class="sign-in-head">
                <a class="shop-name" href="/">
                    <Mark />
                    <span class="shop-name-text">{tr!(t.shop_name)}</span>
                </a>
                <LocaleButton />
                <ThemeButton />
            </header>
            <main class="sign-in-main">
                <p class="sign-in-place">{tr!(t.workbench)}</p>
                <h1>{tr!(t.sign_in_title)}</h1>
                <p class="quiet">{tr!(t.sign_in_text)}</p>
                {move || match users.get() {
                    None => view! { <CardsSkeleton /> }.into_any(),
                    Some(Err(error)) => view! { <Failure error retry=move |()| users.refetch() /> }.into_any(),
                    Some(Ok(users)) => view! { <Cards staff=users.staff on_choose /> }.into_any(),
                }}
            </main>
        </div>
    }
}

#[component]
fn Cards(staff: Vec<DemoUser>, on_choose: Callback<UserId>) -> impl IntoView {
    view! {
        <ul class="staff-list">
            {staff.into_iter().map(|user| view! { <li><Card user on_choose /></li> }).collect_view()}
        </ul>
    }
}

#[component]
fn Card(user: DemoUser, on_choose: Callback<UserId>) -> impl IntoView {
    let t = use_texts();
    let DemoUser { person, tagline } = user;
    let (id, role) = (person.id, person.role);
    // The backend's own introduction starts with the role.
    let line = move || {
        let own = tagline.clone().filter(|line| !line.is_empty());
        own.unwrap_or_else(|| role_words(&role, t.get()))
    };
    view! {
        <button type="button" class="staff-card" on:click=move |_| on_choose.run(id.clone())>
            <Avatar name=person.name.clone() url=person.avatar_url />
            <span class="staff-card-text">
                <span class="staff-card-name">{person.name}</span>
                " "
                <span class="staff-card-line">{line}</span>
            </span>
            <Icon glyph=Glyph::Next />
        </button>
    }
}

#[component]
fn CardsSkeleton() -> impl IntoView {
    let t = use_texts();
    view! {
        <p class="visually-hidden" role="status">
            {tr!(t.loading)}
        </p>
        <div class="staff-list" aria-hidden="true">
            {(0..4).map(|_| view! { <div class="bone bone-staff"></div> }).collect_view()}
        </div>
    }
}
