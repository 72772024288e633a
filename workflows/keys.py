"""The business keys of one procedure: each used once, or answered from the record."""

from collections import Counter
from collections.abc import Iterable, Mapping


class Keys:
    def __init__(self, stream: str) -> None:
        self._stream = stream
        self._counts: Counter[str] = Counter()
        self._verbs: set[str] = set()  # whose last answer stands
        self._recalled: set[str] = set()

    def next(self, verb: str) -> str:
        """Never a run id, never an attempt: after a crash it is the same again."""
        stands = verb in self._verbs
        self._verbs.discard(verb)
        self._counts[verb] += not stands
        key = f"{self._stream}/{verb}/{self._counts[verb]}"
        if stands:
            self.recall(key)
        return key

    def go_on_from(self, counts: Mapping[str, int], recalls: Iterable[str]) -> None:
        """Use none twice, but for what the record has answered already."""
        self._counts = Counter(counts)
        self._verbs = set(recalls)

    def counted(self, verb: str) -> int:
        """How many of a verb were used."""
        return self._counts[verb]

    def recall(self, key: str) -> None:
        self._recalled.add(key)

    def recalled(self, key: str) -> bool:
        """Whether what the record answered under it stands, whatever is asked."""
        return key in self._recalled
