import type { KefuChat } from "./index.js";

const MUTED = "kefu-muted";

/** Whether this browser is to be silent. */
export function isMuted(): boolean {
  try {
    return MUTED in localStorage;
  } catch {
    return muted;
  }
}

/** Where there is no storage: as long as the page. */
let muted = false;

/** Nothing is kept before somebody has used the switch. */
export function mute(silent: boolean) {
  muted = silent;
  try {
    if (silent) localStorage.setItem(MUTED, "1");
    else localStorage.removeItem(MUTED);
  } catch {
    // No storage.
  }
}

let audio: AudioContext | undefined;

/** Two short tones, a third apart. */
function tone() {
  audio ??= new AudioContext();
  void audio.resume();
  const volume = audio.createGain();
  volume.connect(audio.destination);
  const begin = audio.currentTime;
  volume.gain.setValueAtTime(0.12, begin);
  volume.gain.exponentialRampToValueAtTime(0.001, begin + 0.4);
  for (const [pitch, after] of [
    [659, 0],
    [784, 0.12],
  ] as const) {
    const sound = audio.createOscillator();
    sound.frequency.value = pitch;
    sound.connect(volume);
    sound.start(begin + after);
    sound.stop(begin + after + 0.28);
  }
}

/** A message has come. The host is asked first; who looks at the chat needs no sound. */
export function chime(host: KefuChat) {
  const event = new CustomEvent("kefu-message", { bubbles: true, composed: true, cancelable: true });
  const wanted = host.dispatchEvent(event);
  const looking = !document.hidden && host.shadowRoot!.querySelector("dialog")!.open;
  if (wanted && !looking && !isMuted()) tone();
}
