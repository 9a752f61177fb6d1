//! The root: preferences, the cart, and which view stands at which path.

use crate::{
    prefs::Prefs,
    shop::{Basket, CartPage, HomePage, NotFoundPage, ProductPage, Shop},
    workbench::Workbench,
};
use leptos::prelude::*;
use leptos_router::{
    components::{ParentRoute, Route, Router, Routes},
    path,
};

/// The whole site.
#[component]
pub(crate) fn App() -> impl IntoView {
    Prefs::provide();
    // Above the routes, so that a look at the workbench does not empty the cart.
    provide_context(RwSignal::new(Basket::default()));
    view! {
        <Router>
            // Every path is caught below; this one is for the router's own satisfaction.
            <Routes fallback=|| ()>
                // Before the shop, whose last route takes whatever is left.
                <Route path=path!("workbench") view=Workbench />
                <ParentRoute path=path!("") view=Shop>
                    <Route path=path!("") view=HomePage />
                    <Route path=path!("p/:id") view=ProductPage />
                    <Route path=path!("cart") view=CartPage />
                    <Route path=path!("*rest") view=NotFoundPage />
                </ParentRoute>
            </Routes>
        </Router>
    }
}

/// Names the browser's tab after the view.
pub(crate) fn use_title(title: impl Fn() -> String + 'static) {
    Effect::new(move |_| document().set_title(&title()));
}
