"""The new text of a reply made ready for the phrase tables; places stay places."""

import re
from dataclasses import dataclass

_FOLDED = str.maketrans(
    "ёàáâãäèéêëìíîïòóôõöùúûüçñ’‘ʼ`´“”\xa0İ",
    "еaaaaaeeeeiiiiooooouuuucn" + "'" * 5 + '""' + " i",
)
_BOUNDARY = re.compile(
    r"(?<![.!?…])[.!?…]++[\"»)]*+(?=\s*\n|\s*$|\s+[^\W_]|\s+[-–—•*«\"(])"
    r"|\n\s*\n|\n\s*(?=[-–•*]\s)|;\s|\x02"
)
_ABBREVIATED = re.compile(
    r"\b(?:n|nr|prot|art|dott|ssa|ing|sig|sigg|avv|prof|rag|arch|cav|geom|on|egr|spett"
    r"|gent"
    r"|ill|pag|cap|г|гг|им|ул|стр|обл|руб|тыс|mr|mrs|ms|dr|no|ref|st|[^\W\d_])\.$"
)
_REFUSED = re.compile(r"\bno\.$")  # and no number, unless a figure follows
_URL = re.compile(r"\b(?:https?://|www\.)\S+|\S{1,64}@\S+")
_QUOTED = re.compile(r"[«\"]([^«»\"\n]{1,200})[»\"]")
_LABEL = re.compile(r"[^\W\d_][\w ./()-]{1,40}:\s")
_SHORT = 60  # a line this short ended because the writer ended it
_GREETING = re.compile(
    r"\W*(?:(?:gentil\w*|gent|spett\w*|egregi\w*|pregiat\w+|buon\w*|salve|car[oiae]\w*"
    r"|ill\w*|alla (?:cortese )?attenzione|stimat\w+|signor\w*|ciao|dear|hello|hi"
    r"|good (?:morning|afternoon|evening|day)|to the|to whom|greetings|уважаем\w+"
    r"|добр\w+ (?:день|утро|вечер|дня|времени)|здравствуйте|дорог\w+|привет"
    r"|многоуважаем\w+|глубокоуважаем\w+|коллеги)\b[^\n,:;!?]{0,90}[,:!.]?"
    r"|(?:oggetto|rif|ref|re|subject|тема) ?[:.][^\n?]{0,200}"
    r"|(?:re|rif|на (?:ваш|№))\b[^\n?:;,—–]{0,60}(?<!\.))\s*$"
)
_FIRST_LINES = 4
_SIGN_OFF = re.compile(
    r"\W*(?:(?:distint|cordial|car|affettuos|miglior|un (?:caro |cordiale )?"
    r"|tanti )?\w*"
    r" ?salut[oi]\b|(?:con )?(?:distint|cordial|osservanza|stima|i (?:piu )?miglior"
    r"|deferent|amicizia|sincer)\w*|cordial\w+|distint\w+|a presto|buon (?:lavoro"
    r"|giornata)"
    r"|(?:i )?(?:migliori|piu cordiali) salut\w+|voglia gradire|la saluto|grazie e"
    r"|(?:best|kind|warm|kindest|warmest|with)? ?(?:regards|wishes)|yours|sincerely"
    r"|respectfully|cheers|cordially|faithfully|best|with (?:best|kind|respect|regards"
    r"|warm)|inviato da(?:l|lla)? |sent (?:from|via) (?:my|the|outlook|mail)"
    r"|get outlook"
    r"|отправлено (?:с|из) |scritto (?:dal|col) (?:telefon|cellul)|с (?:глубоким "
    r"|искренним )?(?:уважением|наилучшими|почтением|приветом"
    r"|благодарностью)|искренне ваш|всего (?:доброго|хорошего)|до (?:встречи|свидания)"
    r"|ваш[аи]?\b)[^\n]{0,60}$"
)
_MOST_CLOSING = 10


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of the folded text, with its place in it."""

    folded: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.folded)

    @property
    def asks(self) -> bool:
        return self.folded.rstrip(' \n\t"»)').endswith("?")

    @property
    def place(self) -> tuple[int, int]:
        """Where its words begin and end, blanks aside."""
        bare = self.folded.lstrip()
        start = self.end - len(bare)
        return start, start + len(bare.rstrip())


def blanked(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda found: " " * len(found[0]), text)


def fold(text: str) -> str:
    """Same length as `text`, so that a place in one is a place in the other."""
    lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return blanked(_URL, lowered.translate(_FOLDED))


def sentences(text: str) -> list[Sentence]:
    """The folded sentences between the greeting and the closing words."""
    folded = _unquoted(_body(_with_line_ends(text, fold(text))))
    found: list[Sentence] = []
    start = 0
    for boundary in _BOUNDARY.finditer(folded):
        end = boundary.end()
        if _ABBREVIATED.search(folded[max(start, end - 8) : end]) and not (
            _REFUSED.search(folded, max(start, end - 8), end)
            and not folded[end : end + 3].strip()[:1].isdigit()
        ):
            continue
        found.append(Sentence(folded[start:end].replace("\x02", "\n"), start))
        start = end
    found.append(Sentence(folded[start:].replace("\x02", "\n"), start))
    return [one for one in found if one.folded.strip()]


def _with_line_ends(text: str, folded: str) -> str:
    """Mark the line ends that end a sentence without a full stop."""
    pieces: list[str] = []
    position = 0
    lines = text.split("\n")
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        end = position + len(line)
        begins = following.lstrip()
        ends = bool(_LABEL.match(begins)) or (
            len(line) < _SHORT and begins[:1].isupper() and bool(line.strip())
        )
        pieces += [folded[position:end], "\x02" if ends else "\n"]
        position = end + 1
    return "".join(pieces)[: len(folded)]


def _body(folded: str) -> str:
    """Greeting and closing lines blanked: they are said by everybody."""
    lines = re.split(r"([\n\x02])", folded)
    solid = [i for i in range(0, len(lines), 2) if lines[i].strip()]
    for index in solid[:_FIRST_LINES]:
        if len(solid) > 1 and _GREETING.fullmatch(lines[index]):
            lines[index] = " " * len(lines[index])
    for index in solid[1:][-_MOST_CLOSING:]:
        if _SIGN_OFF.fullmatch(lines[index]):
            for rest in range(index, len(lines), 2):
                lines[rest] = " " * len(lines[rest])
            break
    return "".join(lines)


def _unquoted(folded: str) -> str:
    """Names and words in quotation marks are not the writer's: blank them."""
    return _QUOTED.sub(lambda found: "_" * len(found[0]), folded)
