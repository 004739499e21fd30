"""Images for ``log_image`` and for tables: from Pillow, from numpy arrays and from files, as encoded bytes."""

from __future__ import annotations

from typing import Any, List, Optional, Tuple

from .exceptions import MlflowException

# The longer side of the small copies.
_THUMBNAIL = 256
_KINDS = {"b": "bool", "i": "signed integer", "u": "unsigned integer", "f": "floating"}


class Image:
    """An image for ``log_image`` and ``log_table``: made of a numpy array, a list of pixels, a file or a Pillow image."""

    def __init__(self, image: Any) -> None:
        if isinstance(image, list) or _is_array(image):
            self.image = _from_array(image)
        elif isinstance(image, str):
            self.image = _pillow().open(image)
        elif isinstance(image, _pillow().Image):
            self.image = image
        else:
            raise _unsupported(image, "numpy.ndarray, PIL.Image.Image, or a filepath to an image")
        self.size: Tuple[int, int] = self.image.size

    def to_list(self) -> List[Any]:
        """The pixels, row by row."""
        pixels = getattr(self.image, "get_flattened_data", None) or self.image.getdata
        return list(pixels())

    def to_array(self) -> Any:
        """The pixels as a numpy array."""
        import numpy

        return numpy.array(self.image)

    def to_pil(self) -> Any:
        """The Pillow image."""
        return self.image

    def save(self, path: str) -> None:
        """Writes the image to a file."""
        self.image.save(path)

    def resize(self, size: Tuple[int, int]) -> Image:
        """A copy of another size, in pixels."""
        return Image(self.image.resize(size))


def prepared(image: Any) -> Any:
    """The Pillow image of anything that can be logged as an image."""
    if _is_array(image):
        return _from_array(image)
    if isinstance(image, Image):
        return image.image
    to_pil = getattr(image, "to_pil", None)
    if callable(to_pil):
        return to_pil()
    if not isinstance(image, _pillow().Image):
        raise _unsupported(image, "numpy.ndarray, PIL.Image.Image, and mlflow.Image")
    return image


def encoded(image: Any, extension: str) -> bytes:
    """The Pillow image as a file with this extension would have it, such as ``png``."""
    from io import BytesIO

    if isinstance(image, Pixels) and extension.lower() == "png":
        from . import _native

        return _native.png(*image.size, image.channels, image.data)
    pillow = _pillow()
    file_format = pillow.registered_extensions().get(f".{extension.lower()}")
    if file_format is None:
        raise ValueError(f"unknown file extension: .{extension}")
    file = BytesIO()
    image.save(file, format=file_format)
    return file.getvalue()


def decoded(content: bytes, artifact_uri: str) -> Any:
    """The Pillow image of a file."""
    from io import BytesIO

    pillow = _pillow()
    try:
        image = pillow.open(BytesIO(content))
        image.load()
    except Exception as error:
        raise MlflowException(f"{artifact_uri} is no image: {error}", "BAD_REQUEST") from None
    return image


def thumbnail(image: Any) -> bytes:
    """The small copy that interfaces show: WebP, its longer side 256 pixels."""
    if isinstance(image, Pixels):
        from . import _native

        return _native.small_webp(*image.size, image.channels, image.data)
    width, height = image.size
    longer = max(width, height)
    # A side of nothing, of a very thin image, would be refused.
    small = image.resize((max(int(width * (_THUMBNAIL / longer)), 1), max(int(height * (_THUMBNAIL / longer)), 1)))
    return encoded(small, "webp")


def artifact_names(key: str, step: Optional[int], timestamp: Optional[int]) -> Tuple[str, str]:
    """The artifacts of an image that is logged under a key: the image itself, and its small copy."""
    import re
    from uuid import uuid4

    if not re.fullmatch(r"[a-zA-Z0-9_\-./ ]+", key):
        raise ValueError(
            "The `key` parameter may only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ), and "
            f"slashes (/). The provided key `{key}` contains invalid characters."
        )
    if timestamp is None:
        import time

        timestamp = int(time.time() * 1000)
    name = f"images/{key.replace('/', '~')}+step+{step or 0}+timestamp+{timestamp}+{uuid4()}"
    return f"{name}.png", f"{name}+compressed.webp"


def check_arguments(
    artifact_file: Optional[str], key: Optional[str], step: Optional[int], timestamp: Optional[int]
) -> None:
    """Refuses a file name together with a key, and neither of them."""
    if artifact_file is not None and (key, step, timestamp) != (None, None, None):
        raise TypeError("`artifact_file` can not be used together with `key`, `step` or `timestamp`.")
    if artifact_file is None and key is None:
        raise TypeError("Please specify `artifact_file`, or `key` for images that change from step to step.")


def _from_array(array: Any) -> Any:
    """A Pillow image of grey, RGB or RGBA pixels; the pixels themselves where there is no Pillow."""
    try:
        import numpy
    except ImportError:
        return _from_list(array)
    array = numpy.asarray(array)
    if array.dtype.kind not in _KINDS:
        raise TypeError(f"Invalid array data type: '{array.dtype}'. Must be one of {list(_KINDS.values())}")
    if array.ndim not in (2, 3):
        raise ValueError(f"`image` must be a 2D or 3D array but got image shape: {array.shape}")
    if array.ndim == 3 and array.shape[2] not in (1, 3, 4):
        raise ValueError(f"Invalid channel length: {array.shape[2]}. Must be one of [1, 3, 4]")
    if array.ndim == 3 and array.shape[2] == 1:
        array = array[:, :, 0]
    data = _bytes(array)
    try:
        return _pillow().fromarray(data)
    except ImportError:
        channels = data.shape[2] if data.ndim == 3 else 1
        return Pixels((data.shape[1], data.shape[0]), channels, data.tobytes())


class Pixels:
    """An image where there is no Pillow: rows of pixels, a byte a channel."""

    def __init__(self, size: Tuple[int, int], channels: int, data: bytes) -> None:
        self.size = size
        self.channels = channels
        self.data = data


def _from_list(rows: List[Any]) -> Pixels:
    """Rows of pixels, each a number or one for each channel, where there is not even numpy."""
    width = len(rows[0]) if rows and isinstance(rows[0], (list, tuple)) else 0
    pixels = [pixel if isinstance(pixel, (list, tuple)) else (pixel,) for row in rows for pixel in row] if width else []
    channels = len(pixels[0]) if pixels else 0
    if channels not in (1, 3, 4) or len(pixels) != width * len(rows) or any(len(pixel) != channels for pixel in pixels):
        raise ValueError("An image is rows of the same length; a pixel is a number, or 1, 3 or 4 numbers.")
    values = [value if type(value) is int else value * 255 for pixel in pixels for value in pixel]
    if min(values) < 0 or max(values) > 255:
        raise ValueError("Pixels are whole numbers from 0 to 255, or shares of the brightness from 0 to 1.")
    return Pixels((width, len(rows)), channels, bytes(map(int, values)))


def _bytes(array: Any) -> Any:
    """The pixels as bytes: bool and float are shares of the full brightness."""
    import numpy

    whole = array.dtype.kind in "iu"
    low, high = array.min(), array.max()
    if whole and (low < 0 or high > 255):
        raise ValueError(
            f"Integer pixel values out of acceptable range [0, 255]. Found minimum value {low} and maximum value {high}. "
            "Ensure all pixel values are within the specified range."
        )
    if not whole and (low < 0 or high > 1):
        import warnings

        warnings.warn(
            f"Float pixel values out of acceptable range [0.0, 1.0]. Found minimum value {low} and maximum value {high}. "
            "Rescaling values to [0.0, 1.0] with min/max scaler.",
            stacklevel=2,
        )
        array = (array - low) / (high - low)
    return (array if whole else array * 255).astype(numpy.uint8)


def _is_array(value: Any) -> bool:
    import sys

    numpy = sys.modules.get("numpy")
    return numpy is not None and isinstance(value, numpy.ndarray)


def _unsupported(image: object, kinds: str) -> TypeError:
    return TypeError(f"Unsupported image object type: {type(image)}. `image` must be one of {kinds}.")


def _pillow() -> Any:
    try:
        import PIL.Image as pillow
    except ImportError as error:
        raise ImportError("Images need Pillow. Please install it: `pip install Pillow`") from error
    return pillow
