import { randomUUID } from "node:crypto";

interface Person {
  id: string;
  name: string;
}

export interface Message {
  id: string;
  client_id?: string;
  position: number;
  sender: Person;
  content: { type: string; text?: string };
}

export interface Conversation {
  id: string;
  buyer: Person;
  context: { product?: { id: string; title: string } };
}

interface Page<T> {
  items: T[];
  before?: string;
  after?: string;
}

/** The contract as a plain program sees it: what the server holds, whatever the pages show. */
export class Api {
  private constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  /** Who can be signed in as in the demo. */
  static async users(url: string): Promise<{ buyers: Person[]; staff: Person[] }> {
    return answer(await fetch(`${url}/demo/users`));
  }

  static async signIn(url: string, userId: string): Promise<Api> {
    const response = await fetch(`${url}/demo/sign-in`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ user_id: userId }),
    });
    return new Api(url, (await answer<{ token: string }>(response)).token);
  }

  async conversationOf(buyerId: string): Promise<Conversation> {
    for (let after: string | undefined, first = true; first || after; first = false) {
      const page: Page<Conversation> = await this.#get(`/v1/conversations${after ? `?after=${encodeURIComponent(after)}` : ""}`);
      const found = page.items.find(({ buyer }) => buyer.id === buyerId);
      if (found) return found;
      after = page.after;
    }
    throw new Error(`no conversation of ${buyerId}`);
  }

  /** Every message of a conversation, oldest first. */
  async messages(conversationId: string): Promise<Message[]> {
    const path = `/v1/conversations/${conversationId}/messages`;
    let page: Page<Message> = await this.#get(path);
    const all = [...page.items];
    while (page.before) {
      page = await this.#get(`${path}?before=${encodeURIComponent(page.before)}`);
      all.unshift(...page.items);
    }
    return all;
  }

  async send(conversationId: string, text: string): Promise<Message> {
    const response = await fetch(`${this.url}/v1/conversations/${conversationId}/messages`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${this.token}` },
      body: JSON.stringify({ client_id: randomUUID(), content: { type: "text", text } }),
    });
    return answer(response);
  }

  async #get<T>(path: string): Promise<T> {
    return answer(await fetch(this.url + path, { headers: { authorization: `Bearer ${this.token}` } }));
  }
}

async function answer<T>(response: Response): Promise<T> {
  if (!response.ok) throw new Error(`${response.url}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}
