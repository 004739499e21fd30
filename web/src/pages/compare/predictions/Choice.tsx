// A choice with its name before it.
interface Props {
  name: string;
  value: string;
  options: string[];
  words?: (option: string) => string;
  choose: (option: string) => void;
}

export function Choice({ name, value, options, words = (option) => option, choose }: Props) {
  const all = options.includes(value) ? options : [value, ...options];
  return (
    <label className="named-choice">
      <span className="quiet">{name}</span>
      <select aria-label={name} value={value} onChange={(event) => choose(event.target.value)}>
        {all.map((option) => (
          <option key={option} value={option}>
            {words(option)}
          </option>
        ))}
      </select>
    </label>
  );
}
