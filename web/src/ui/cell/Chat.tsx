// A conversation, message by message: who speaks is said in words, not only by place and colour.
import type { ReactNode } from "react";
import type { Message } from "../../lib/cells";

export function Chat({ messages, show }: { messages: Message[]; show: (text: string) => ReactNode }) {
  return (
    <ul className="cell chat">
      {messages.map(({ role, content, more }, index) => (
        <li key={index} className={role === "user" ? "bubble user" : "bubble"}>
          <span className="role">{role}</span>
          {content && show(content)}
          {more && <pre>{more}</pre>}
        </li>
      ))}
    </ul>
  );
}
