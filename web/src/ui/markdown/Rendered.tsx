// Markdown as elements of React. The library only splits the text into tokens, and nothing here makes markup of a text:
// HTML in it is shown as it was written, a link leads to the web or to mail, and an image is a link, because loading it
// would tell another host who reads this.
import { type MarkedToken, type Token, type Tokens, lexer } from "marked";
import { Fragment, type ReactNode, useMemo } from "react";
import { headingLevels, safeLink, unescape } from "../../lib/markdown";
import { Copy } from "../Copy";
import "../../styles/markdown.css";

export default function Rendered({ text }: { text: string }) {
  const content = useMemo(() => read(text), [text]);
  return <div className="markdown">{content}</div>;
}

function read(text: string): ReactNode {
  try {
    // Line breaks are kept: models mean theirs.
    return all(lexer(text, { gfm: true, breaks: true }), { level: headingLevels(), depth: 0 });
  } catch (error) {
    // Ten thousand quotes within each other are more than the stack holds: such a text is shown as it is.
    if (error instanceof RangeError) return <div className="fold">{text}</div>;
    throw error;
  }
}

interface Place {
  /** Under which level a heading appears. */
  level: (depth: number) => number;
  /** How many elements are around it. */
  depth: number;
}

/** Browsers give up, with the whole page, on elements nested by the thousand. */
const DEEPEST = 60;

function all(tokens: readonly Token[], { level, depth }: Place): ReactNode[] {
  if (depth > DEEPEST) return tokens.map((token) => token.raw);
  const within = { level, depth: depth + 1 };
  return tokens.map((token, index) => <Fragment key={index}>{one(token as MarkedToken, within)}</Fragment>);
}

function one(token: MarkedToken, place: Place): ReactNode {
  switch (token.type) {
    case "heading": {
      const Heading = `h${place.level(token.depth)}` as "h2";
      return <Heading className={`depth-${token.depth}`}>{all(token.tokens, place)}</Heading>;
    }
    case "paragraph":
      return <p>{all(token.tokens, place)}</p>;
    case "text":
      return token.tokens ? all(token.tokens, place) : unescape(token.text);
    case "escape":
      return token.text;
    case "strong":
      return <strong>{all(token.tokens, place)}</strong>;
    case "em":
      return <em>{all(token.tokens, place)}</em>;
    case "del":
      return <del>{all(token.tokens, place)}</del>;
    case "codespan":
      return <code>{token.text}</code>;
    case "br":
      return <br />;
    case "hr":
      return <hr />;
    case "code":
      return (
        <div className="code">
          <pre>{token.text}</pre>
          <Copy text={token.text} what="the code" />
        </div>
      );
    case "blockquote":
      return <blockquote>{all(token.tokens, place)}</blockquote>;
    case "list":
      return <List of={token} place={place} />;
    case "list_item":
      return <li>{all(token.tokens, place)}</li>;
    case "checkbox":
      return token.checked ? "☑ " : "☐ ";
    case "table":
      return <Table of={token} place={place} />;
    case "link":
      return <Outside href={token.href}>{all(token.tokens, place)}</Outside>;
    case "image":
      return <Outside href={token.href}>Image: {unescape(token.text) || token.href}</Outside>;
    case "html":
      // The one tag that models use in cells of tables, and that can do nothing.
      return /^<br\s*\/?>\s*$/i.test(token.raw) ? <br /> : token.raw;
    case "space":
    case "def":
      return null;
    default:
      return (token satisfies never as Token).raw;
  }
}

function Outside({ href, children }: { href: string; children: ReactNode }) {
  const address = safeLink(href);
  if (!address) return <span title={href}>{children}</span>;
  return (
    <a href={address} target="_blank" rel="noopener noreferrer" title={address}>
      {children}
    </a>
  );
}

function List({ of, place }: { of: Tokens.List; place: Place }) {
  const items = of.items.map((item, index) => <li key={index}>{all(item.tokens, place)}</li>);
  return of.ordered ? <ol start={of.start || undefined}>{items}</ol> : <ul>{items}</ul>;
}

function Table({ of, place }: { of: Tokens.Table; place: Place }) {
  const cell = ({ align, tokens }: Tokens.TableCell, index: number, Cell: "th" | "td") => (
    <Cell key={index} className={align === "right" ? "number" : undefined}>
      {all(tokens, place)}
    </Cell>
  );
  return (
    <div className="scroll" tabIndex={0} role="group" aria-label="Table">
      <table>
        <thead>
          <tr>{of.header.map((head, index) => cell(head, index, "th"))}</tr>
        </thead>
        <tbody>
          {of.rows.map((row, at) => (
            <tr key={at}>{row.map((value, index) => cell(value, index, "td"))}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
