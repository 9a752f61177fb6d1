//! A sound for a buyer's message, in one tab however many are open, unless it has been switched off.

use crate::prefs::use_prefs;
use kefu_client::{Change, Subscription};
use kefu_widgets::Runtime;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::{AudioContext, OscillatorType};

/// Two short notes, in hertz, each after so many seconds.
const NOTES: [(f32, f64); 2] = [(880.0, 0.0), (1_174.7, 0.12)];
/// How loud, out of one, and how long each note lasts, in seconds.
const VOLUME: f32 = 0.08;
const LASTS: f64 = 0.18;

/// Rings for every message the client says is worth it, as long as the current owner lives.
pub(super) fn ring_for(runtime: Runtime) {
    let sound = use_prefs().sound;
    let context = StoredValue::new_local(None::<AudioContext>);
    let ring = move || {
        let ready = context.with_value(Clone::clone).or_else(|| AudioContext::new().ok());
        if let Some(ready) = ready {
            // A browser that wants a click first stays silent, and says so only to developers.
            let _ = play(&ready);
            context.set_value(Some(ready));
        }
    };
    let subscription = runtime.subscribe(move |change| {
        if matches!(change, Change::Arrived(_)) && sound.get_untracked() {
            ring();
        }
    });
    let subscription = StoredValue::new_local(subscription);
    on_cleanup(move || {
        subscription.try_update_value(Option::<Subscription>::take);
    });
}

fn play(context: &AudioContext) -> Result<(), JsValue> {
    let _ = context.resume()?;
    for (pitch, after) in NOTES {
        let (tone, volume) = (context.create_oscillator()?, context.create_gain()?);
        let begin = context.current_time() + after;
        tone.set_type(OscillatorType::Sine);
        tone.frequency().set_value(pitch);
        volume.gain().set_value_at_time(VOLUME, begin)?;
        volume.gain().exponential_ramp_to_value_at_time(0.001, begin + LASTS)?;
        tone.connect_with_audio_node(&volume)?.connect_with_audio_node(&context.destination())?;
        tone.start_with_when(begin)?;
        tone.stop_with_when(begin + LASTS)?;
    }
    Ok(())
}
