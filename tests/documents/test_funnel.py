"""The funnel counts groups, sums them, and says what share reaches each stage."""

from datetime import date

from documents.funnel import funnel_document
from models.document import Language, Said
from models.report import Funnel, FunnelGroup, Stage
from tests.documents.samples import text


def _funnel(*groups: FunnelGroup, **fields: object) -> Funnel:
    given: dict[str, object] = {
        "cycle": "XV",
        "dated": date(2010, 1, 15),
        "cut": Said(it="regione", ru="регион"),
        "groups": groups,
        **fields,
    }
    return Funnel.model_validate(given)


NORTH = FunnelGroup(
    name=Said(it="Nord"), reached={Stage.COLLECTED: 30, Stage.VALID: 12}
)
SOUTH = FunnelGroup(
    name=Said(it="Sud"), reached={Stage.COLLECTED: 10, Stage.OUTCOME: 1}
)


def test_funnel_counts_and_sums_every_stage():
    counts, _ = funnel_document(_funnel(NORTH, SOUTH)).tables

    assert counts.caption == "Proposte per fase, per regione"
    assert counts.rows == (
        ("Nord", 30, 12, 0, 0, 0, 0, 0, 0),
        ("Sud", 10, 0, 0, 0, 0, 0, 0, 1),
    )
    assert counts.total == ("Totale", 40, 12, 0, 0, 0, 0, 0, 1)


def test_funnel_shares_are_of_what_was_collected():
    _, shares = funnel_document(_funnel(NORTH, SOUTH)).tables

    assert [row[2] for row in shares.rows] == [10_000, 3_000, 0, 0, 0, 0, 0, 250]


def test_a_funnel_without_proposals_has_no_shares():
    empty = FunnelGroup(name=Said(it="Nord"), reached={})
    _, shares = funnel_document(_funnel(empty)).tables

    assert [row[2] for row in shares.rows] == [None] * 8


def test_funnel_is_drawn_in_the_order_of_its_stages():
    [chart] = funnel_document(_funnel(NORTH, SOUTH)).charts

    assert chart.categories[:2] == ("raccolte", "valide")
    assert chart.series[0].values == (40, 12, 0, 0, 0, 0, 0, 1)


def test_funnel_prints_in_two_languages():
    languages = (Language.IT, Language.RU)
    said = text(funnel_document(_funnel(NORTH, SOUTH, languages=languages)))

    assert "Percorso delle proposte: XV / Движение предложений: XV" in said
    assert "15 gennaio 2010 / 15 января 2010 г." in said
