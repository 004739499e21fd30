"""The files of figures of matplotlib and plotly."""

from __future__ import annotations

import sys
from typing import Any, Dict, Optional

_PLOTLY_IMAGES = (".png", ".jpeg", ".webp", ".svg", ".pdf")


def encoded(figure: Any, artifact_file: str, save_kwargs: Optional[Dict[str, Any]] = None) -> bytes:
    """The figure's file, in the format that the artifact's extension names."""
    import os
    from tempfile import TemporaryDirectory

    extension = os.path.splitext(artifact_file)[1]
    options = dict(save_kwargs or {})
    with TemporaryDirectory() as folder:
        # A real file: what the libraries write into one may depend on its name.
        path = os.path.join(folder, os.path.basename(artifact_file))
        if _is(figure, "matplotlib.figure"):
            if not extension:
                raise ValueError(f"'{artifact_file}' has no extension that says what to write, such as .png")
            figure.savefig(path, **options)
        elif not _is(figure, "plotly.graph_objs"):
            raise TypeError(f"Unsupported figure object type: '{type(figure)}'")
        elif extension == ".html":
            figure.write_html(path, **{"include_plotlyjs": "cdn", "auto_open": False, **options})
        elif extension in _PLOTLY_IMAGES:
            figure.write_image(path, **options)
        else:
            raise TypeError(f"Unsupported file extension for plotly figure: '{extension}'")
        with open(path, "rb") as file:
            return file.read()


def _is(figure: Any, module: str) -> bool:
    """Whether it is the figure of a library; the library of a figure has been imported already."""
    library = sys.modules.get(module)
    return library is not None and isinstance(figure, library.Figure)
