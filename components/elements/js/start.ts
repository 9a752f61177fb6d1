import { button, make, parts } from "./build.js";
import type { Place } from "./more.js";
import { textOf } from "./words.js";

/**
 * What helps with the first message, below the greeting and as long as that is shown: questions to choose from, and,
 * if the host has `topics`, what it is about. Nothing personal is asked for.
 */
export function start({ host, parent, chat }: Place) {
  const questions = make("div", "kefu-questions");
  questions.role = "group";
  const [topic, order] = [make("select", ""), make("select", "")];
  const [topicWords, orderWords] = [make("span", ""), make("span", "")];
  const orderLabel = make("label", "", orderWords, order);
  const begin = button("kefu-begin", () => {
    chat.setOrder(order.value || undefined);
    ask(order.value ? `${topic.value} · ${order.selectedOptions[0]!.text}` : topic.value);
  });
  const form = make("div", "kefu-topics", make("label", "", topicWords, topic), orderLabel, begin);
  parent.querySelector(".kefu-greeting")!.after(make("div", "kefu-start", questions, form));
  let drawn = "";
  return () => {
    const text = textOf(host);
    const [asked, topics, orders] = [parts(host, "suggestions"), parts(host, "topics"), host.orders ?? []];
    const state = JSON.stringify([text, asked, topics, orders]);
    if (state === drawn) return;
    drawn = state;
    questions.ariaLabel = text.suggestions;
    questions.hidden = !asked.length;
    questions.replaceChildren(...asked.map(offer));
    topicWords.textContent = text.topic;
    orderWords.textContent = text.order;
    begin.textContent = text.start;
    form.hidden = !topics.length;
    orderLabel.hidden = !orders.length;
    topic.replaceChildren(...topics.map((topic) => new Option(topic)));
    order.replaceChildren(new Option(text.no_order, ""), ...orders.map(({ id, title }) => new Option(title, id)));
  };

  function offer(question: string) {
    const chosen = button("kefu-quiet-button", () => ask(question), question);
    chosen.dir = "auto";
    return chosen;
  }

  /** Sends it; what stands in the composer is another message. */
  function ask(question: string) {
    const field = parent.querySelector("textarea")!;
    const draft = field.value;
    chat.ask(question);
    if (field.value !== draft) {
      field.value = draft;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    field.focus();
  }
}
