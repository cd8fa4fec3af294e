"""The drug that changes hands in a licence or an acquisition, with the stage or indication that the purpose tells."""

from __future__ import annotations

from extract.tables.cells import Words
from extract.tables.checked import Draft
from extract.tables.knowledge import parts
from extract.tables.names import phrase
from extract.tables.records import Record
from extract.tables.sheet import Sheet
from extract.tables.treatment import diseases_of, treated
from extract.values.stages import parse_stage
from ontology.model import EntityRef


def read_asset(record: Record, parties: tuple[EntityRef, ...], sheet: Sheet) -> EntityRef | None:
    """The drug that the purpose names; its facts belong to the party that gives it away, the last one."""
    purpose = record.get("purpose", "details")
    words = _drug(purpose.squeezed(), parties, sheet) if purpose is not None else None
    if purpose is None or words is None:
        return None
    drug, owner = sheet.entity("Drug", words), parties[-1]
    sheet.fact("Develops", {"company": owner, "product": drug}, record.span, "table.deal.develops")
    stage, treatment = parse_stage(purpose.text), treated(purpose.squeezed(), sheet)
    indication = treatment.indication if treatment else None
    diseases = diseases_of(indication, sheet) if indication is not None else []
    for disease in diseases:
        sheet.fact("Targets", {"product": drug, "disease": disease}, record.span, "table.deal.targets")
    if stage or indication is not None:
        draft: Draft = {
            "drug": drug,
            "developer": owner,
            "indication": phrase(indication, diseases) if indication is not None else None,
            "stage": stage,
        }
        sheet.fact("Pipeline", draft, record.span, "table.deal.pipeline")
    return drug


def _drug(purpose: Words, parties: tuple[EntityRef, ...], sheet: Sheet) -> Words | None:
    tagged = [part for mention, part in sheet.tag(purpose) if mention.type == "Drug"]
    cues = (parts("product_cues")[cue].search(purpose.text) for cue in ("acquired", "inn"))
    found = tagged + [purpose.part(*match.span(1)) for match in cues if match]
    return next((words for words in found if not any(words.text in party.name for party in parties)), None)
