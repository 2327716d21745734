"""What was paid for."""

from collections import Counter, defaultdict
from typing import NamedTuple

from tests.servers.claude.errors import spend_limit
from tests.servers.claude.settings import Settings
from tests.servers.claude.usage import FREE, Transport, Usage


class Payment(NamedTuple):
    """One message that was made."""

    content: str
    """SHA-256 of the request; see `Ask.content`."""

    transport: Transport
    key: str
    model: str
    usage: Usage
    dollars: float


class Paid(NamedTuple):
    """All payments up to a moment."""

    payments: tuple[Payment, ...]

    @property
    def contents(self) -> Counter[str]:
        """How often each content was paid for, through whatever transport."""
        return Counter(payment.content for payment in self.payments)

    @property
    def dollars(self) -> float:
        """What it cost."""
        return sum(payment.dollars for payment in self.payments)

    @property
    def usage(self) -> Usage:
        """The tokens of all."""
        sums = map(sum, zip(*(payment.usage for payment in self.payments), strict=True))
        return Usage(*sums) if self.payments else Usage(0, 0, 0, 0, 0)

    def by(self, transport: Transport) -> "Paid":
        """Those through one transport."""
        return Paid(tuple(one for one in self.payments if one.transport == transport))


class Ledger:
    """Notes payments and says when a key may spend no more."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._payments: list[Payment] = []
        self._spent: defaultdict[str, float] = defaultdict(float)

    def pay(self, content: str, transport: Transport, key: str, model: str, usage: Usage) -> None:
        """Note that a message was made."""
        dollars = self._settings.prices.get(model, FREE).dollars(usage, transport)
        self._payments.append(Payment(content, transport, key, model, usage, dollars))
        self._spent[key] += dollars

    def check(self, key: str) -> None:
        """Raise ApiError if the key has spent what it may."""
        limit = self._settings.spend_limits.get(key)
        if limit is not None and self._spent[key] >= limit:
            raise spend_limit(self._settings.spend_limit_form)

    def paid(self) -> Paid:
        """What was paid up to now."""
        return Paid(tuple(self._payments))
