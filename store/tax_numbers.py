"""Whether a tax number can be right: the arithmetic of the registries."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from stdnum.it import codicefiscale, iva
from stdnum.ru import inn, ogrn

from models.adhesion_parts import TaxNumber, TaxScheme

_CHECKS: Final[Mapping[TaxScheme, Callable[[str], bool]]] = MappingProxyType(
    {
        TaxScheme.IT_VAT: iva.is_valid,
        TaxScheme.IT_CF: codicefiscale.is_valid,
        TaxScheme.RU_INN: inn.is_valid,
        TaxScheme.RU_OGRN: ogrn.is_valid,
    }
)


class StdnumTaxNumbers:
    """A number of another register is taken as it stands."""

    def holds(self, number: TaxNumber) -> bool:
        check = _CHECKS.get(number.scheme)
        return check is None or bool(check(number.value))
