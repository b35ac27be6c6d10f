"""When the next frame may be written: paced by what the terminal answers to the ones before.

A line over which a terminal is reached takes what is written to it at once, and delivers it in
its own time: what has been written is seen, however old it is by then. So the terminal is asked
for its status after a frame (DSR, `CSI 5 n`) or for its cursor's place; its answer says that all before has arrived.
No more is under way than the line delivers in the time of an answer. A terminal that does not
answer is not asked again, and delays nothing.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

LEAST_UNDER_WAY, MOST_UNDER_WAY = 1_200, 64_000
"""Bytes that may be under way, on the slowest line and on the fastest."""
SLOW = 80_000
"""Bytes a second below which a line is slow: frames are begun one after the other on it."""
PIECE = 1_000
"""Bytes of a frame that are written before it is asked whether it has become another one."""
SAMPLES = 8
"""Answers of which the middle one is believed: whoever else has the processor makes some late."""
UNKNOWN = 1e9
"""Bytes a second of a line that has not shown yet what it delivers."""
LEAST_LATE, LEAST_TRIP, SPARE = 0.002, 0.05, 1.2
"""Seconds below which times are noise, and how much more is under way than must be."""
AT_ONCE = 1e-6
"""Seconds of an answer that had been under way before it was asked for: a late one of before."""
KEPT = 60.0
"""Seconds for which the quickest answer is taken for what the way takes."""
OVERDUE = 3.0
"""Seconds after which an answer will not come."""
FIRST_QUESTIONS = 2
"""Questions to a terminal that has not answered yet: before all frames, and after the first."""
MOST_MISSED = 3
"""Answers in a row that did not come; then the terminal is not asked any more."""


@dataclass(slots=True)
class Asked:
    """A question."""

    at: float
    """When it was asked."""
    size: int
    """Bytes that were written with it."""
    before: int
    """Bytes that had still to be delivered then, with its own."""
    first: int
    """How many of them belong to the piece that was being delivered then."""
    begun: float
    """When that began to be delivered."""


class Pacer:
    """Holds frames back where a line is slower than they are made.

    Args:
        clock: seconds, as `time.monotonic` gives them.
    """

    def __init__(self, *, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._asked: deque[Asked] = deque()
        self._answers = False
        """Whether the terminal has answered, and still does."""
        self._tries = FIRST_QUESTIONS
        """How often it is still asked before it has answered."""
        self._missed = 0
        self._quickest = OVERDUE
        """Seconds in which a short answer comes."""
        self._measured = 0.0
        self._rates: deque[float] = deque(maxlen=SAMPLES)
        """Bytes a second, as answers have shown them."""
        self._free = 0.0
        """When what was answered last had been delivered."""
        self._begun = 0.0
        """When the last frame was begun."""

    @property
    def under_way(self) -> int:
        """Bytes that were written, and whose arrival is not known."""
        return sum(asked.size for asked in self._asked)

    @property
    def unanswered(self) -> int:
        """How many questions have no answer yet."""
        return len(self._asked)

    @property
    def behind(self) -> bool:
        """Whether the line is slow, and has not delivered yet what was written last."""
        return self.slow and bool(self._asked)

    @property
    def asks(self) -> bool:
        """Whether the terminal is asked after what is written next."""
        return self._answers or self._tries > 0

    @property
    def slow(self) -> bool:
        """Whether the line delivers less than frames may need."""
        return self._answers and self._rate < SLOW

    @property
    def _rate(self) -> float:
        found = sorted(self._rates)
        return found[len(found) // 2] if found else UNKNOWN

    @property
    def _most(self) -> int:
        """Bytes that the line delivers in the time of an answer."""
        fits = self._rate * max(self._quickest, LEAST_TRIP) * SPARE
        return int(min(max(fits, LEAST_UNDER_WAY), MOST_UNDER_WAY))

    def _measure(self, took: float, now: float) -> None:
        """Keep the quickest answer. A way may become longer: it is not kept for ever."""
        if took <= self._quickest or now > self._measured + KEPT:
            self._quickest, self._measured = took, now

    def room(self, *, begins: bool) -> int:
        """How many bytes may be written now.

        Args:
            begins: whether they begin a frame; else they go on with one.
        """
        if not self._answers or not self._asked:
            return MOST_UNDER_WAY
        if begins and self.slow and self._clock() < self._begun + self._quickest:
            return 0
        left = self._most - self.under_way
        return max(left, 0) if left >= min(PIECE, self._most) // 2 else 0

    def wait(self, *, begins: bool) -> float:
        """Seconds after which to look again, if no answer comes before."""
        if not self._asked:
            return 0.0
        overdue = self._asked[0].at + OVERDUE
        again = self._begun + self._quickest
        now = self._clock()
        return max((min(again, overdue) if begins and again > now else overdue) - now, 0.001)

    def sent(self, size: int, *, begins: bool) -> bool:
        """Take note of bytes that are written now; whether to ask after them."""
        now = self._clock()
        if begins:
            self._begun = now
        if not self.asks:
            return False
        if not self._answers:
            self._tries -= 1
        head = self._asked[0] if self._asked else None
        self._asked.append(
            Asked(
                at=now,
                size=size,
                before=self.under_way + size,
                first=head.size if head else size,
                begun=max(head.at, self._free) if head else now,
            )
        )
        return True

    def answered(self, now: float) -> None:
        """The terminal has answered a question, the oldest one.

        Args:
            now: when its answer came; the app may have heard of it later.
        """
        self._answers, self._missed = True, 0
        if not self._asked:
            return  # late: it was given up
        asked = self._asked.popleft()
        took = max(now - asked.at, AT_ONCE)
        late = took - self._quickest
        self._measure(took, now)
        self._free = now - self._quickest
        for later in self._asked:
            # What was answered so soon had been delivered when the later one was asked: only its
            # answer was still on its way.
            if later.at >= self._free:
                later.before -= asked.size
                later.first, later.begun = self._asked[0].size, max(self._asked[0].at, self._free)
        delivered = min(asked.first, self._rate * max(asked.at - asked.begun, 0.0))
        size = asked.before - (delivered if self._rates else 0)
        if size >= PIECE:
            # The quickest so far says nothing but that the line is no slower than that.
            self._rates.append(size / (max(late, LEAST_LATE) if late > 0 else took))

    def give_up_what_is_overdue(self) -> bool:
        """Wait no longer for answers that should have come; whether there were such."""
        if not self._asked or self._clock() < self._asked[0].at + OVERDUE:
            return False
        self._asked.clear()
        self._missed += 1
        if self._missed >= MOST_MISSED:
            self._answers = False
        return True
