//! Watching sizes.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver};

/// Calls back after layout, before painting, whenever one of the elements has changed its size. Dropping it stops.
pub(super) struct Resize {
    observer: ResizeObserver,
    _act: Closure<dyn FnMut()>,
}

impl Resize {
    pub(super) fn watch(elements: &[&Element], act: impl FnMut() + 'static) -> Option<Self> {
        let act = Closure::<dyn FnMut()>::new(act);
        // Refused by browsers that do not have it only.
        let observer = ResizeObserver::new(act.as_ref().unchecked_ref()).ok()?;
        elements.iter().for_each(|element| observer.observe(element));
        Some(Self { observer, _act: act })
    }
}

impl Drop for Resize {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
