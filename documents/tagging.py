"""The logical structure of a PDF: headings, paragraphs, tables, for who cannot see it.

The library draws and knows no structure, so the marks and the tree are written here
(ISO 32000-1, 14.7 and 14.8). What repeats on every page is an artifact, left out.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString
from reportlab.pdfgen.canvas import Canvas

from documents.strips import Role
from models.document import Language

Key = tuple[object, ...]


class _Mark(NamedTuple):
    """A run of drawing: the page it is on, and its number there."""

    page: Any
    number: int


@dataclass(slots=True)
class _Element:
    role: str
    language: Language | None = None
    told: str = ""
    kids: list["_Element | _Mark"] = field(default_factory=list)
    node: PDFDictionary = field(default_factory=PDFDictionary)


class Structure:
    """Collects what is drawn, in reading order, and writes the tree at the end."""

    def __init__(self, canvas: "TaggedCanvas") -> None:
        self._canvas = canvas
        self._root = _Element("Document")
        self._elements: dict[Key, _Element] = {(): self._root}
        self._pages: list[list[_Element]] = [[]]

    def group(self, key: Key, role: str, *, parent: Key = ()) -> Key:
        """An element that holds others, such as a table; made once by its key."""
        self._element(key, role, parent)
        return key

    @contextmanager
    def marked(
        self,
        key: Key,
        role: Role,
        *,
        parent: Key = (),
        language: Language | None = None,
        told: str = "",
    ) -> Iterator[None]:
        """What is drawn inside belongs to one element, though on several pages."""
        element = self._element(key, role.value, parent)
        element.language, element.told = language, told
        page = self._pages[-1]
        element.kids.append(_Mark(self._canvas.page_reference(), len(page)))
        self._canvas.addLiteral(f"/{role.value} <</MCID {len(page)}>> BDC")
        page.append(element)
        yield
        self._canvas.addLiteral("EMC")

    @contextmanager
    def artifact(self) -> Iterator[None]:
        self._canvas.addLiteral("/Artifact BMC")
        yield
        self._canvas.addLiteral("EMC")

    def next_page(self) -> None:
        self._pages.append([])

    def write(self) -> None:
        """Put the tree into the file, when the last page is drawn."""
        make = self._canvas.reference
        tree = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        parent = make(tree)
        tree["K"] = PDFArray([self._written(self._root, parent)])
        numbers: list[Any] = []
        for number, page in enumerate(page for page in self._pages if page):
            elements = PDFArray([make(element.node) for element in page])
            numbers += [number, make(elements)]
        tree["ParentTree"] = make(PDFDictionary({"Nums": PDFArray(numbers)}))
        tree["ParentTreeNextKey"] = len(numbers) // 2
        self._canvas.setCatalogEntry("StructTreeRoot", tree)
        marked = PDFDictionary({"Marked": "true"})
        self._canvas.setCatalogEntry("MarkInfo", marked)

    def _element(self, key: Key, role: str, parent: Key) -> _Element:
        element = self._elements.get(key)
        if element is None:
            element = self._elements[key] = _Element(role)
            self._elements[parent].kids.append(element)
        return element

    def _written(self, element: _Element, parent: Any) -> Any:
        node, own = element.node, self._canvas.reference(element.node)
        node["S"], node["P"] = PDFName(element.role), parent
        marks = [kid for kid in element.kids if isinstance(kid, _Mark)]
        if len(marks) == 1:
            node["Pg"], node["K"] = marks[0].page, marks[0].number
        else:
            kids = [self._kid(kid, own) for kid in element.kids]
            node["K"] = PDFArray(kids)
        if element.language is not None:
            node["Lang"] = PDFString(element.language.value)
        if element.told:
            node["Alt"] = PDFString(element.told)
        if element.role == Role.HEAD_CELL:
            scope = {"O": PDFName("Table"), "Scope": PDFName("Column")}
            node["A"] = PDFDictionary(scope)
        return own

    def _kid(self, kid: "_Element | _Mark", parent: Any) -> Any:
        if isinstance(kid, _Element):
            return self._written(kid, parent)
        mark = {"Type": PDFName("MCR"), "Pg": kid.page, "MCID": kid.number}
        return PDFDictionary(mark)


class TaggedCanvas(Canvas):  # type: ignore[misc]  # the library has no types
    """The library's canvas, whose pages say where they stand in the structure."""

    def page_reference(self) -> Any:
        return self._doc.thisPageRef()

    def reference(self, thing: Any) -> Any:
        return self._doc.Reference(thing)

    def _setAnnotations(self, page: Any) -> None:  # noqa: N802 (the library's name)
        """The last word on a page before it is stored."""
        super()._setAnnotations(page)
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = self.getPageNumber() - 1
        page.Tabs = PDFName("S")
