"""Domains of mail, compared as DMARC's relaxed alignment does, without its list."""

_LONGEST = 253
_FEWEST_LABELS = 2

# Names under which strangers register side by side: a neighbour there proves nothing.
_SHARED = frozenset(
    """
    ac.uk co.uk gov.uk org.uk com.ru edu.ru gov.ru mil.ru msk.ru net.ru nov.ru org.ru
    pp.ru spb.ru edu.it gov.it mil.it com.eu eu.com
    abruzzo.it basilicata.it calabria.it campania.it emilia-romagna.it
    emiliaromagna.it friuli-venezia-giulia.it fvg.it lazio.it liguria.it lombardia.it
    marche.it molise.it piemonte.it puglia.it sardegna.it sicilia.it toscana.it
    trentino.it umbria.it valle-d-aosta.it vda.it veneto.it
    """.split()  # noqa: SIM905  (a list of words)
)


def domain_of(address: str) -> str:
    return plain(address.rpartition("@")[2])


def plain(domain: str) -> str:
    """In lower case and A-labels, so that one domain has one spelling."""
    name = domain.strip().strip(".").lower()
    if name.isascii() or len(name) > _LONGEST:
        return name
    try:
        return name.encode("idna").decode("ascii")
    except UnicodeError:
        return name


def aligned(domain: str, author: str) -> bool:
    """One is the other, or lies under it."""
    one, other = plain(domain), plain(author)
    shorter = min(one, other, key=len)
    if one == other:
        return bool(one)
    if shorter.count(".") + 1 < _FEWEST_LABELS or shorter in _SHARED:
        return False
    return max(one, other, key=len).endswith(f".{shorter}")
