"""Texts of many kinds, made from the lists below and a generator of random numbers, for the scripts that record."""

WORDS = """river stone carries quiet morning engine under seven bridges and the of a to in is that it with by lamp paper
window yellow slowly answers question model city winter bread table green north signal letter harbour never
again""".split()
MARKED = ["well-known", "it's", "3.14", "1,000", "10-20", "U.S.", "e.g.,", "x.y", "5.", ".5", "a,b", "--", "...",
          "?!", "(so)",
          "[1]", "50%", "$9.99", "C++", "a/b", "@you", "#tag", "&amp;", "&lt;b&gt;", "&quot;no&quot;",
          "<skipped>", "cut-\noff",
          "9-", "-9", "1-2-3", "..9", "9..", ",,", "don't", "`x`", "~", "^", "_id", "R2D2", "\u201cyes\u201d",
          "\u2014", "1.2.3",
          "&amp;lt;", "B.", "na\u00efve", "\u0130stanbul", "27\u212a", "Stra\u00dfe", "\uff11\uff12.\uff13",
          "\u0663.\u0664"]
CODE = ["def f(x):", "    return x + 1", "for (int i = 0; i < n; i++) {", "}", "let y: Vec<u8> = vec![0; 4];",
        "if a == b:",
        "\treturn None", "// the end", "x = {'a': [1, 2.5], \"b\": None}", "SELECT * FROM t WHERE id = 7;",
        "a->b && !c"]
EMOJI = ["\U0001f600", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f1eb\U0001f1f7", "\u2764\ufe0f",
         "\U0001f44d\U0001f3fd", "ok", "\U0001f680"]
SCRIPTS = ["\u043c\u0438\u0440", "\u0440\u0435\u043a\u0430", "\u03bb\u03cc\u03b3\u03bf\u03c2",
           "\u6c34\u548c\u706b\u3002", "\u5c71\u3001\u5ddd",
           "\u0633\u0644\u0627\u0645\u060c", "\u05e9\u05dc\u05d5\u05dd", "\u0928\u092e\u0938\u094d\u0924\u0947",
           "\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35",
           "\ud55c\uad6d\uc5b4", "\u3053\u3093\u306b\u3061\u306f", "e\u0301t\u00e9", "word", "2024"]
SPACES = ["  ", "\t", "\r\n", "\u00a0", "\u2003", "\u3000", "\x1c", "\x1f", "\x85", "\u200b", "\n\n", "\x0b",
          "\u2028", "\ufeff"]


def prose(rng, least=1, most=30):
    out = []
    for _ in range(rng.randint(least, most)):
        word = rng.choice(MARKED if rng.random() < 0.15 else WORDS)
        out.append(word.capitalize() if rng.random() < 0.2 else word)
        if rng.random() < 0.2:
            out[-1] += rng.choice([".", ",", "!", "?", ";", ":", ".\n", "-", "\n"])
    return " ".join(out)


def code(rng):
    return "\n".join(rng.choice(CODE) for _ in range(rng.randint(1, 8)))


def items(rng):
    mark = rng.choice(["- ", "* ", "{}. ", "{}) ", "\u2022 "])
    return "\n".join(mark.format(i + 1) + prose(rng, 1, 7) for i in range(rng.randint(1, 6)))


def marked(rng):
    return rng.choice(["", " "]).join(rng.choice(MARKED + SPACES[:3]) for _ in range(rng.randint(1, 12)))


def emoji(rng):
    return rng.choice(["", " "]).join(rng.choice(EMOJI + WORDS[:4]) for _ in range(rng.randint(1, 10)))


def scripts(rng):
    return rng.choice(["", " "]).join(rng.choice(SCRIPTS) for _ in range(rng.randint(1, 12)))


def spaced(rng):
    return "".join(rng.choice(WORDS) + rng.choice(SPACES) for _ in range(rng.randint(1, 10)))


def one_word(rng):
    return rng.choice(WORDS + MARKED + SCRIPTS + EMOJI)


def noise(rng):
    return "".join(rng.choice("aab 19.,-'&;\n<A") for _ in range(rng.randint(0, 40)))


def nothing(rng):
    return rng.choice(["", "", " ", "\n", "\n\n"])


KINDS = [(prose, 8), (code, 3), (items, 3), (marked, 4), (emoji, 2), (scripts, 3), (spaced, 2), (one_word, 2),
         (noise, 3), (nothing, 1)]


def text(rng):
    return rng.choices([kind for kind, _ in KINDS], [share for _, share in KINDS])[0](rng)


def edited(rng, text):
    """The text with some of its pieces dropped, doubled, exchanged or in another case, as answers are."""
    pieces = text.split(" ") if " " in text else list(text)
    for _ in range(rng.randint(1, max(1, len(pieces) // 3))):
        at = rng.randrange(len(pieces) + 1)
        change = rng.randrange(5)
        if change == 0:
            pieces.insert(at, rng.choice(WORDS))
        elif at < len(pieces):
            other = rng.randrange(len(pieces))
            if change == 1:
                del pieces[at]
            elif change == 2:
                pieces[at], pieces[other] = pieces[other], pieces[at]
            elif change == 3:
                pieces.insert(at, pieces[other])
            else:
                pieces[at] = pieces[at].swapcase()
    return (" " if " " in text else "").join(pieces)
