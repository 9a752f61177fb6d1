// Making elements. Text only ever becomes text.

/** An element with a class and what is in it. */
export function make<T extends keyof HTMLElementTagNameMap>(tag: T, className: string, ...inside: (Node | string)[]) {
  const element = Object.assign(document.createElement(tag), { className });
  element.append(...inside);
  return element;
}

/** A button that does something. */
export function button(className: string, act: () => void, ...inside: (Node | string)[]) {
  const element = make("button", className, ...inside);
  element.type = "button";
  element.onclick = act;
  return element;
}

/** An icon of the panel's set, see `kit/icon.rs`. Decorative: the control around it carries the name. */
export function icon(path: string) {
  const make = (tag: string) => document.createElementNS("http://www.w3.org/2000/svg", tag);
  const [svg, stroke] = [make("svg"), make("path")];
  const attributes = {
    class: "kefu-icon",
    viewBox: "0 0 24 24",
    fill: "none",
    stroke: "currentColor",
    "stroke-width": "1.75",
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
    "aria-hidden": "true",
  };
  for (const [name, value] of Object.entries(attributes)) svg.setAttribute(name, value);
  stroke.setAttribute("d", path);
  svg.append(stroke);
  return svg;
}

export const CLOSE = "M6 6l12 12M18 6 6 18";

/** Parts of an attribute's text. */
export const parts = (host: Element, name: string) =>
  (host.getAttribute(name) ?? "").split("|").map((part) => part.trim()).filter(Boolean);
