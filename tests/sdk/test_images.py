"""Images become the bytes and have the names that the stock client gives them."""

import io
import random
import re
import subprocess
import sys

import mlflow
import numpy
import PIL.Image
import pytest
from mlflow.tracking import multimedia

from tests.sdk import pure
from runlore import images

SHAPES = [(1, 1), (3, 5), (300, 200), (200, 300, 1), (40, 30, 3), (7, 9, 4), (256, 256, 3), (600, 4)]
KINDS = ["bool", "uint8", "int64", "int8", "uint16", "float32", "float64"]


def array(shape, kind, seed=0):
    source = numpy.random.default_rng(seed)
    if kind.startswith("float"):
        return source.random(shape).astype(kind)
    return source.integers(0, {"bool": 2, "int8": 128}.get(kind, 256), shape).astype(kind)


def stock_bytes(image, extension):
    """What the stock client's `image.save(path)` leaves in the file."""
    file = io.BytesIO()
    file.name = f"image.{extension}"  # Pillow takes the format from the name, as it does from a path
    image.save(file)
    return file.getvalue()


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("kind", KINDS)
def test_an_array_becomes_the_same_files(shape, kind):
    pixels = array(shape, kind)
    theirs, ours = multimedia.convert_to_pil_image(pixels), images.prepared(pixels)
    assert images.encoded(ours, "png") == stock_bytes(theirs, "png")
    if min(shape[:2]) * 256 >= max(shape[:2]):
        assert images.thumbnail(ours) == stock_bytes(multimedia.compress_image_size(theirs), "webp")


@pytest.mark.parametrize("extension", ["png", "PNG", "jpg", "jpeg", "bmp", "gif", "webp", "tiff", "ico", "pdf"])
def test_the_extension_decides_the_format(extension):
    image = images.prepared(array((40, 60, 3), "uint8"))
    ours, theirs = images.encoded(image, extension), stock_bytes(image, extension)
    if extension != "pdf":  # which has the time in it
        assert ours == theirs
    assert ours[:4] == theirs[:4]


def test_an_unknown_extension_is_refused_in_pillows_words(tmp_path):
    image = images.prepared(array((2, 2), "uint8"))
    with pytest.raises(ValueError) as theirs:
        image.save(tmp_path / "image.xyz")
    with pytest.raises(ValueError) as ours:
        images.encoded(image, "xyz")
    assert str(ours.value) == str(theirs.value)


WRONG = [array((2, 2), "int64") - 300, array((2, 2), "int64") + 255, array((2, 2, 2), "uint8"), array((2, 2, 2, 3), "uint8"),
         array((2,), "uint8"), numpy.array([["a"]]), numpy.array([[1j]])]


@pytest.mark.parametrize("pixels", WRONG, ids=lambda pixels: f"{pixels.dtype}{pixels.shape}")
def test_what_is_no_image_is_refused_in_the_same_words(pixels):
    with pytest.raises((TypeError, ValueError)) as theirs:
        multimedia.convert_to_pil_image(pixels)
    with pytest.raises(theirs.type) as ours:
        images.prepared(pixels)
    assert str(ours.value) == str(theirs.value)


def test_floats_out_of_range_are_scaled_with_a_warning():
    pixels = array((5, 6, 3), "float64") * 7 - 2
    with pytest.warns(UserWarning) as theirs:
        expected = multimedia.convert_to_pil_image(pixels)
    with pytest.warns(UserWarning) as ours:
        assert images.prepared(pixels).tobytes() == expected.tobytes()
    assert str(ours[0].message) == str(theirs[0].message)


def test_a_very_thin_image_has_a_small_copy_too():
    thin = PIL.Image.new("RGB", (1, 1000))
    with pytest.raises(ValueError):
        multimedia.compress_image_size(thin)
    assert PIL.Image.open(io.BytesIO(images.thumbnail(thin))).size == (1, 256)


def test_the_image_class_is_the_stock_one(tmp_path):
    PIL.Image.new("RGB", (5, 4), "red").save(tmp_path / "image.png")
    for made_of in (array((4, 5, 3), "uint8"), [[1, 2, 3]], str(tmp_path / "image.png"), PIL.Image.new("L", (3, 2), 7)):
        ours, theirs = images.Image(made_of), mlflow.Image(made_of)
        assert ours.size == theirs.size and ours.to_list() == theirs.to_list()
        assert (ours.to_array() == theirs.to_array()).all()
        assert ours.resize((9, 8)).to_list() == theirs.resize((9, 8)).to_list()
        ours.save(str(tmp_path / "ours.png"))
        theirs.save(str(tmp_path / "theirs.png"))
        assert (tmp_path / "ours.png").read_bytes() == (tmp_path / "theirs.png").read_bytes()
        for image in (ours, theirs, ours.to_pil()):
            assert images.encoded(images.prepared(image), "png") == (tmp_path / "ours.png").read_bytes()
    for wrong in (3, None, b"x"):
        with pytest.raises(TypeError, match="Unsupported image object type"):
            images.Image(wrong)
        with pytest.raises(TypeError, match="Unsupported image object type"):
            images.prepared(wrong)


class Artifacts(mlflow.MlflowClient):
    """The stock client, as far as it names artifacts."""

    def __init__(self):
        self.names = []

    def _log_artifact_helper(self, run_id, artifact_file):
        self.names.append(artifact_file)
        return super()._log_artifact_helper(run_id, artifact_file)

    def log_artifact(self, *_):
        pass

    def set_tag(self, *_, **__):
        pass


def test_names_of_images_by_key_are_the_stock_ones():
    image, source = PIL.Image.new("RGB", (2, 2)), random.Random(1)
    for _ in range(50):
        key = "".join(source.choice("abz09_-./ ") for _ in range(source.randrange(1, 20)))
        step, timestamp = source.choice([None, 0, 7]), source.choice([1, 1790000000000])
        client = Artifacts()
        client.log_image("run", image, key=key, step=step, timestamp=timestamp, synchronous=True)
        without_ids = [[re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "ID", name) for name in names]
                       for names in (client.names, images.artifact_names(key, step, timestamp))]
        assert without_ids[0] == without_ids[1]
    name, small = images.artifact_names("k", None, None)
    assert small.startswith(name[:-4]) and re.search(r"timestamp\+1\d{12}\+", name)
    for key in ("a#b", "a%", "", "é", "a\n"):
        with pytest.raises(ValueError, match="may only contain"):
            images.artifact_names(key, 1, 1)


def test_a_file_name_and_a_key_exclude_each_other():
    for arguments in [("a.png", "k", None, None), ("a.png", None, 0, None), ("a.png", None, None, 0), (None, None, None, None),
                      (None, None, 1, None)]:
        with pytest.raises(TypeError):
            images.check_arguments(*arguments)
        with pytest.raises(TypeError):
            mlflow.MlflowClient.log_image(None, "run", PIL.Image.new("L", (1, 1)), *arguments)
    for arguments in [("a.png", None, None, None), (None, "k", 0, 1)]:
        images.check_arguments(*arguments)


def test_without_pillow_it_says_what_to_install():
    code = (f"import sys; sys.path.insert(0, {str(pure.PACKAGE.parent.parent)!r}); sys.modules['PIL'] = None\n"
            "from tests.sdk import pure\nfrom runlore import images\nimages.Image('a.png')")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert "ImportError: Images need Pillow. Please install it: `pip install Pillow`" in done.stderr
