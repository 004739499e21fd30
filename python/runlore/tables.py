"""What ``log_table`` takes, as columns and rows of JSON values, and the files of its images."""

from __future__ import annotations

from typing import Any, List, Tuple

from . import _cells, _columns
from .exceptions import MlflowException

Row = List[_cells.Cell]
File = Tuple[str, bytes]


def check_file_name(artifact_file: str) -> None:
    """Refuses names that a table can not have."""
    for character in "\"',:[]{}":
        if character in artifact_file:
            raise ValueError(f"The artifact_file contains forbidden character: {character}")
    if not artifact_file.endswith((".json", ".parquet")):
        raise ValueError(
            f"Invalid artifact file path '{artifact_file}'. Please ensure the file you are trying to log as a table has a "
            "file name with either '.json' or '.parquet' extension."
        )


def prepare(data: Any, artifact_file: str) -> Tuple[List[str], List[Row], List[File]]:
    """The names of the columns, the rows, and the artifacts that the cells of image columns name.

    Takes a dict, a list of dicts or a pandas DataFrame, which stays as it is. The table is to be logged after its images.
    """
    check_file_name(artifact_file)
    names: List[str] = []
    cells: List[Row] = []
    files: List[File] = []
    for key, values in _columns.columns(data).items():
        name = _cells.name(key)
        if name in names:
            raise ValueError(f"The table has more than one column named '{name}'. Please give them different names.")
        names.append(name)
        cells.append(_images(name, values, artifact_file, files) or _column(name, values))
    return names, [list(row) for row in zip(*cells)], files


def _column(name: str, values: List[Any]) -> Row:
    cells: Row = []
    try:
        for value in values:
            cells.append(_cells.cell(value))
    except (MlflowException, RecursionError) as error:
        why = "it contains itself" if isinstance(error, RecursionError) else error
        raise MlflowException(f"Row {len(cells)} of column '{name}' can not be logged to a table: {why}") from None
    return cells


def _images(name: str, values: List[Any], artifact_file: str, files: List[File]) -> Row:
    """The cells of a column of images, whose files are added to ``files``; no cells if it is another column."""
    found = sum(map(_is_image, values))
    if not found:
        return []
    if found < len(values):
        raise ValueError(
            f"Column `{name}` contains a mix of images and non-images. "
            "Please ensure that all elements in the column are of the same type."
        )
    return [_image(value, artifact_file, files) for value in values]


_NO_IMAGES = frozenset([str, int, float, bool, dict, list, type(None)])


def _is_image(value: Any) -> bool:
    return (
        type(value) not in _NO_IMAGES
        and callable(getattr(value, "save", None))
        and callable(getattr(value, "resize", None))
        and hasattr(value, "size")
    )


def _image(value: Any, artifact_file: str, files: List[File]) -> _cells.Cell:
    from os.path import splitext
    from uuid import uuid4

    from . import images

    path = f"table_images/{splitext(artifact_file)[0]}/{uuid4()}"
    image = images.prepared(value)
    files += [(f"{path}.png", images.encoded(image, "png")), (f"{path}.webp", images.thumbnail(image))]
    return {"type": "image", "filepath": f"{path}.png", "compressed_filepath": f"{path}.webp"}
