// The box of the filter: its words in colours, and what may come next as a list below it (the combobox of ARIA's patterns).
import { type KeyboardEvent, type RefObject, useId, useLayoutEffect, useMemo, useRef, useState } from "react";
import { type Option, accept, asksAt, complete } from "../../lib/filterComplete";
import { tokenize } from "../../lib/filterText";
import { type Filtered, useFilterSource } from "./useFilterSource";

interface Props {
  box: RefObject<HTMLInputElement | null>;
  text: string;
  change: (text: string) => void;
  of: Filtered;
  invalid: boolean;
  described: string | undefined;
}

export function FilterInput({ box, text, change, of, invalid, described }: Props) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const [caret, setCaret] = useState(0);
  const [at, setAt] = useState(-1);
  const behind = useRef<HTMLDivElement>(null);
  const wanted = useRef<number>(undefined);
  const place = Math.min(caret, text.length);
  const asks = useMemo(() => asksAt(text, place), [text, place]);
  const source = useFilterSource(of, open ? asks : undefined);
  const completion = useMemo(() => complete(text, place, source), [text, place, source]);
  const { options } = completion;
  const shown = open && options.length > 0;
  const active = shown ? options[at] : undefined;

  // The colours lie under the letters, also when a long filter is scrolled.
  const follow = () => {
    if (behind.current && box.current) behind.current.scrollLeft = box.current.scrollLeft;
  };
  useLayoutEffect(() => {
    if (wanted.current !== undefined) box.current?.setSelectionRange(wanted.current, wanted.current);
    wanted.current = undefined;
    follow();
    // Asking for its place has the browser lay out the whole page, so not with each drawing of it.
  }, [text, caret]);
  const moved = () => {
    const now = box.current?.selectionStart ?? text.length;
    if (now === caret) return;
    setCaret(now);
    setAt(-1);
  };
  const take = (option: Option) => {
    const next = accept(text, completion, option);
    change(next.filter);
    setCaret(next.caret);
    setAt(-1);
    setOpen(true);
    wanted.current = next.caret;
  };
  const step = (by: number) => {
    setOpen(true);
    // From the last option on to the box itself, which is the place -1, and around.
    if (shown) setAt(((at + 1 + by + options.length + 1) % (options.length + 1)) - 1);
  };
  const press = (event: KeyboardEvent) => {
    const first = completion.begun ? options[0] : undefined;
    const chosen = event.key === "Tab" && !event.shiftKey && shown ? (active ?? first) : event.key === "Enter" ? active : undefined;
    if (chosen) {
      event.preventDefault();
      take(chosen);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      step(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape" && shown) {
      event.preventDefault();
      setOpen(false);
      setAt(-1);
    } else if (event.key === "Escape") {
      box.current?.blur();
    } else if (event.key === "Enter") {
      setOpen(false);
    }
  };
  return (
    <span className="wide completes">
      <div ref={behind} className="filter-colours" aria-hidden="true">
        <Coloured text={text} />
      </div>
      <input
        ref={box}
        className="filter"
        role="combobox"
        aria-expanded={shown}
        aria-controls={shown ? id : undefined}
        aria-autocomplete="list"
        aria-activedescendant={active && `${id}-${at}`}
        value={text}
        onChange={(event) => {
          change(event.target.value);
          setCaret(event.target.selectionStart ?? event.target.value.length);
          setAt(-1);
          setOpen(true);
        }}
        onKeyDown={press}
        onSelect={moved}
        onScroll={follow}
        onBlur={() => setOpen(false)}
        aria-label="Filter runs"
        aria-invalid={invalid}
        aria-describedby={described}
        placeholder={`metrics.score > 0.8 and params.model = "small"`}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
      />
      {shown && (
        <ul id={id} role="listbox" aria-label="What may come next" className="options">
          {options.map((option, index) => (
            <li
              key={option.text}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === at}
              // The box keeps the focus.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(option)}
            >
              <code className="cut">{option.text}</code>
              {option.detail && <span className="quiet">{option.detail}</span>}
            </li>
          ))}
        </ul>
      )}
    </span>
  );
}

function Coloured({ text }: { text: string }) {
  const parts: React.ReactNode[] = [];
  let end = 0;
  for (const token of tokenize(text)) {
    parts.push(text.slice(end, token.start), <span key={token.start} className={`token-${token.kind}`}>{token.text}</span>);
    end = token.end;
  }
  return <>{[...parts, text.slice(end)]}</>;
}
