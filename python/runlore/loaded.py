"""What ``load_table`` gives: a pandas DataFrame where there is pandas, else a :class:`Table`."""

from __future__ import annotations

from typing import Any, Dict, Iterable, List, Mapping, Sequence, Tuple, Union, overload

Part = Tuple[Sequence[str], Sequence[Sequence[Any]]]


def loaded(parts: Sequence[Part], extra: Mapping[str, Sequence[Any]]) -> Any:
    """One table of the tables of several runs, each as its columns and rows.

    ``extra`` are columns to add: for each of them a value a run. One that a table has already gets an underscore.
    """
    names, rows = united(parts)
    added = {_free(name, names): _spread(values, parts) for name, values in extra.items()}
    try:
        import pandas
    except ImportError:
        for name, values in added.items():
            names.append(name)
            for row, value in zip(rows, values):
                row.append(value)
        return Table(names, rows)
    return frame(names, rows).assign(**{name: pandas.Series(values) for name, values in added.items()})


def of_columns(columns: Sequence[Tuple[str, Sequence[Any]]]) -> Any:
    """One table of its columns."""
    try:
        import pandas
    except ImportError:
        return Table([name for name, _ in columns], zip(*(cells for _, cells in columns)))
    return pandas.DataFrame({name: _typed(name, pandas.Series(cells), cells) for name, cells in columns})


def united(parts: Sequence[Part]) -> Tuple[List[str], List[List[Any]]]:
    """The rows of all tables, below the columns that any of them has; what a table has no column for is missing."""
    names = list(dict.fromkeys(name for columns, _ in parts for name in columns))
    rows: List[List[Any]] = []
    for columns, cells in parts:
        at = {name: place for place, name in enumerate(columns)}
        order = [at.get(name) for name in names]
        rows += [[None if place is None else row[place] for place in order] for row in cells]
    return names, rows


def _free(name: str, taken: Iterable[str]) -> str:
    if name not in taken:
        return name
    import logging

    logging.getLogger("runlore").warning("The table has a column %s already; the run's is %s_.", name, name)
    return f"{name}_"


def _spread(values: Sequence[Any], parts: Sequence[Part]) -> List[Any]:
    return [value for value, (_, rows) in zip(values, parts) for _ in rows]


def frame(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> Any:
    """A DataFrame with the types that MLflow's ``load_table`` finds, but that a text stays a text."""
    import pandas

    made = pandas.DataFrame(rows, columns=list(names))
    return pandas.DataFrame({name: _typed(name, made[name], [row[at] for row in rows]) for at, name in enumerate(names)},
                            index=made.index, columns=made.columns)


def _typed(name: str, column: Any, cells: Sequence[Any]) -> Any:
    """A column of numbers as numbers: whole ones where all are, floats where some are missing."""
    if cells and _is_date(name):
        dates = _dates(cells)
        if dates is not None:
            return dates
    if column.dtype.kind not in "Of" or any(isinstance(value, str) for value in cells):
        return column
    try:
        floats = column.astype("float64")
    except (TypeError, ValueError):
        return column
    try:
        whole = column.astype("int64")
    except (TypeError, ValueError, OverflowError):
        return floats
    return whole if cells and (whole == floats).all() else floats


def _is_date(name: str) -> bool:
    """Whether pandas looks for dates in a column of this name."""
    lower = name.lower()
    return lower.endswith(("_at", "_time")) or lower in ("modified", "date", "datetime") or lower.startswith("timestamp")


def _dates(cells: Sequence[Any]) -> Any:
    """The cells as dates, if pandas takes them for such."""
    import io
    import json

    import pandas

    text = json.dumps({"columns": ["date"], "data": [[cell] for cell in cells]})
    try:
        read = pandas.read_json(io.StringIO(text), orient="split")["date"]
    except ValueError:  # numbers that are too large for it
        return None
    return read if read.dtype.kind == "M" else None


class Table(List[Dict[str, Any]]):
    """A loaded table where there is no pandas: a list of its rows, each a dict. ``table["name"]`` is a column."""

    def __init__(self, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        super().__init__(dict(zip(columns, row)) for row in rows)
        self.columns = list(columns)

    @overload  # type: ignore[override]
    def __getitem__(self, at: int) -> Dict[str, Any]: ...

    @overload
    def __getitem__(self, at: slice) -> List[Dict[str, Any]]: ...

    @overload
    def __getitem__(self, at: str) -> List[Any]: ...

    def __getitem__(self, at: Union[int, slice, str]) -> Any:
        if not isinstance(at, str):
            return super().__getitem__(at)
        if at not in self.columns:
            raise KeyError(at)
        return [row[at] for row in self]

    def to_dict(self, orient: str = "dict") -> Any:
        """As pandas has it: ``dict`` (columns of rows by their numbers), ``list`` (columns) or ``records`` (rows)."""
        if orient == "records":
            return [dict(row) for row in self]
        if orient == "list":
            return {name: self[name] for name in self.columns}
        if orient == "dict":
            return {name: dict(enumerate(self[name])) for name in self.columns}
        raise ValueError(f"orient must be 'dict', 'list' or 'records', not {orient!r}")

    def to_markdown(self, index: bool = True) -> str:
        """The table in Markdown."""
        columns = [(name, self[name]) for name in self.columns]
        if index:
            columns.insert(0, ("", list(range(len(self)))))
        return "\n".join(f"| {' | '.join(line)} |" if at != 1 else f"|{'|'.join(line)}|"
                         for at, line in enumerate(zip(*(_markdown(name, cells) for name, cells in columns))))

    def __repr__(self) -> str:
        return self.to_markdown()

    def _repr_html_(self) -> str:
        from . import _html

        return _html.grid(self.columns, [[row[name] for name in self.columns] for row in self])


def _markdown(name: str, cells: List[Any]) -> List[str]:
    """A column's lines in Markdown: its name, the rule that says how it is aligned, its cells. Numbers stand right."""
    number = bool(cells) and all(type(cell) in (int, float) for cell in cells)
    texts = [f"{cell:g}" if type(cell) is float else _line(cell) for cell in cells]
    if number:  # below each other by their points
        places = [_places(text) for text in texts]
        texts = [text + " " * (max(places) - place) for text, place in zip(texts, places)]
    width = max([len(_line(name)) + 2, *map(len, texts)])
    rule = "-" * (width + 1) + ":" if number else ":" + "-" * (width + 1)
    lines = [text.rjust(width) if number else text.ljust(width) for text in (_line(name), *texts)]
    return [lines[0], rule, *lines[1:]]


def _places(number: str) -> int:
    """How many characters stand after a number's point, the point included."""
    point = number.find(".") if "." in number else number.find("e")
    return len(number) - point if point >= 0 else 0


def _line(value: object) -> str:
    """A value on one line, in which nothing ends the cell."""
    return "" if value is None else " ".join(str(value).split("\n")).replace("|", "\\|")
