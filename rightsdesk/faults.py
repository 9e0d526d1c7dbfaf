"""What the outside can do to us: every fault names the thing, what was kept and the way out."""


class Fault(Exception):
    """Base of all faults; `code` is stable for scripts, the text is the sentence shown to people."""

    code = "FAULT"

    def __init__(self, sentence: str, *, code: str | None = None) -> None:
        """Keep the sentence and, where one class serves several cases, a more exact code."""
        super().__init__(sentence)
        self.sentence = sentence
        if code is not None:
            self.code = code


class Unavailable(Fault):
    """Something outside does not answer now; the work goes back to the queue and is tried again."""

    code = "UNAVAILABLE"

    def __init__(self, sentence: str, *, code: str | None = None, retry_after: float | None = None) -> None:
        """`retry_after`: seconds the other side asked us to wait, None when it did not say."""
        super().__init__(sentence, code=code)
        self.retry_after = retry_after


class Conflict(Fault):
    """Somebody else was faster on these streams; nothing was written, the decision is made again."""

    code = "CONFLICT"

    def __init__(self, sentence: str, *, streams: tuple[str, ...] = ()) -> None:
        """`streams`: every stream whose version differed, not only the first."""
        super().__init__(sentence)
        self.streams = streams


class Damaged(Fault):
    """Stored or delivered bytes are not what they must be; nothing is guessed from them."""

    code = "DAMAGED"


class Unusable(Fault):
    """A workspace, file or setting cannot be used as it is: locked, newer, foreign, empty, full disk."""

    code = "UNUSABLE"


class Unknown(Fault):
    """Something was named that does not exist here."""

    code = "UNKNOWN"


class Invalid(Fault):
    """What a person or script asked for cannot be understood or is not allowed as put."""

    code = "INVALID"
