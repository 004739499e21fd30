"""Makes answers comparable: what a server invents (ids, times, names, tokens, folders) becomes a placeholder."""

import hashlib
import json
import re
import time

ID = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")
RANDOM_NAME = re.compile(r"(?<![a-z])[a-z]{2,20}-[a-z]{2,20}-\d{1,4}")
TIME = re.compile(r"(?<!\d)\d{13}(?!\d)")
SQL = re.compile(r"\[SQL: .*", re.DOTALL)
ADDRESS = re.compile(r"\b0x[0-9a-f]{8,}\b")
SET = re.compile(r"\{('[^'{}]*'(?:, '[^'{}]*')*)\}")  # MLflow prints Python sets, in any order
LONG = 1000
DAY_MS = 86_400_000


def is_now(milliseconds):
    return abs(milliseconds - time.time() * 1000) < DAY_MS


class Normalizer:
    """Placeholders for one scenario, numbered within each answer: an answer more or less must not shift the next ones."""

    def __init__(self, known_ids, folder):
        self.known, self.folder, self.names, self.seen = set(known_ids), str(folder), {}, set()

    def request(self, value):
        """A request as it is recorded. Ids that no answer has shown are the test's own and stay."""
        text = json.dumps(value, ensure_ascii=False)
        for found in ID.findall(text):
            if found not in self.seen:
                self.known.add(found)
        for name in RANDOM_NAME.findall(text):
            if name not in self.seen:
                self.known.add(name)
        return self.answer(value)

    def answer(self, value):
        self.names = {}
        return self.normal(value)

    def normal(self, value, key=None):
        if isinstance(value, dict):
            return {self.text(k): self.normal(v, k) for k, v in value.items()}
        if isinstance(value, list):
            return [self.normal(v, key) for v in value]
        if isinstance(value, str):
            if key == "next_page_token":
                self.seen.add(value)
            if key in ("next_page_token", "page_token") and value in self.seen:
                return "<token>"
            if RANDOM_NAME.fullmatch(value) and key in ("run_name", "name", "value") and value not in self.known:
                return self._placeholder(value, "name")
            return self.text(value)
        if isinstance(value, int) and not isinstance(value, bool) and is_now(value):
            return "<now>"
        return value

    def text(self, text):
        text = ADDRESS.sub("<address>", text)
        text = SQL.sub("[SQL …]", text)
        text = ID.sub(lambda found: self._id(found.group()), text.replace(self.folder, "<folder>"))
        text = TIME.sub(lambda found: "<now>" if is_now(int(found.group())) else found.group(), text)
        text = SET.sub(lambda found: "{" + ", ".join(sorted(found[1].split(", "))) + "}", text)
        if len(text) <= LONG:
            return text
        return f"{text[:40]}… <{len(text)} characters, sha1 {hashlib.sha1(text.encode()).hexdigest()}>"

    def _id(self, found):
        return found if found in self.known else self._placeholder(found, "id")

    def _placeholder(self, value, kind):
        self.seen.add(value)
        return self.names.setdefault(value, f"<{kind} {len(self.names) + 1}>")
