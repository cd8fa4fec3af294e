"""Tables of drug pipelines, and of pipelines licensed out."""

from __future__ import annotations

from collections.abc import Sequence

from extract.tables.cells import Words, listed_names
from extract.tables.columns import TESTS
from extract.tables.names import organisation, phrase
from extract.tables.records import Record
from extract.tables.sheet import Sheet
from extract.tables.treatment import Treatment, diseases_of, names_disease, split_treatment
from extract.tables.values import stage_of
from ontology.model import EntityRef


def read_pipelines(records: Sequence[Record], sheet: Sheet) -> None:
    """Each row is a Pipeline with Develops and Targets; a row without a drug's name is a Pipeline alone."""
    for record in records:
        developer_words = record.get("developer", "company", "holder")
        developer = organisation(developer_words, "Company", sheet) if developer_words else None
        partner_words = record.get("partner")
        partner = organisation(partner_words, "Company", sheet) if partner_words else None
        drug_words = record.get("drug")
        drugs = [sheet.entity("Drug", name) for name in listed_names(drug_words)] if drug_words else [None]
        for drug in drugs or [None]:
            read_pipeline(record, drug, developer, None if partner == developer else partner, sheet)


def read_pipeline(
    record: Record, drug: EntityRef | None, developer: EntityRef | None, partner: EntityRef | None, sheet: Sheet
) -> None:
    """The facts of one drug of a row."""
    if drug is None and developer is None:
        sheet.refuse("Pipeline", "the row names neither drug nor developer", record.span)
        return
    treatment = _treatment(record, drug, sheet)
    diseases = diseases_of(treatment.indication, sheet) if treatment.indication else []
    sheet.fact(
        "Pipeline",
        {
            "drug": drug,
            "developer": developer,
            "partner": partner,
            "indication": phrase(treatment.indication, diseases) if treatment.indication else None,
            "mechanism": treatment.mechanism.text if treatment.mechanism else None,
            "stage": stage_of(record, "Pipeline", sheet),
            "status": sheet.context.get("status"),
        },
        record.span,
        "table.pipeline",
    )
    if drug is None:
        return
    if developer is not None:
        sheet.fact("Develops", {"company": developer, "product": drug}, record.span, "table.pipeline.develops")
    for disease in diseases:
        sheet.fact("Targets", {"product": drug, "disease": disease}, record.span, "table.pipeline.targets")


def _treatment(record: Record, drug: EntityRef | None, sheet: Sheet) -> Treatment:
    mixed = record.get("indication_mechanism")
    if mixed is None:
        mixed = next((words for _, words in record.all("text")), None) if not record.get("indication") else None
    split = split_treatment(mixed, sheet) if mixed else Treatment(None, None)
    if mixed is not None and split == Treatment(None, None):
        sheet.refuse("Pipeline", f"“{mixed.text}” names neither a disease nor a mechanism", record.span)
    indication = record.get("indication") or split.indication
    if indication is not None and not names_disease(indication, sheet):
        sheet.refuse("Targets", f"“{indication.text}” names no disease", record.span)
        indication = None
    mechanism = record.get("mechanism") or split.mechanism
    return Treatment(_without(mechanism, drug), indication)


def _without(mechanism: Words | None, drug: EntityRef | None) -> Words | None:
    """``Wee1/Myt1抑制剂SGR-3515`` without the drug's own name."""
    if mechanism is None or drug is None or not mechanism.text.endswith(drug.name):
        return mechanism
    rest = mechanism.part(0, len(mechanism.text) - len(drug.name)).stripped()
    return rest if rest.text else None


def read_licences(records: Sequence[Record], sheet: Sheet) -> None:
    """Rows of drugs that one company licensed out: a Deal of the kind license and the Pipeline behind it."""
    for record in records:
        words = record.get("drug_stage", "drug")
        partner_words = record.get("partner")
        licensee = organisation(partner_words, "Company", sheet) if partner_words else None
        owner_name = sheet.context.get("licensor")
        owner = sheet.named_around("Company", owner_name) if owner_name else None
        if words is None or licensee is None:
            sheet.refuse("Deal", "the row names no drug or no licensee", record.span)
            continue
        drug = sheet.entity("Drug", _drug_name(words))
        parties = tuple(party for party in (owner, licensee) if party is not None)
        sheet.fact("Deal", {"deal_type": "license", "parties": parties, "product": drug}, record.span, "table.licence")
        read_pipeline(record, drug, owner, licensee, sheet)


def _drug_name(words: Words) -> Words:
    """``ISM5043 临床前`` -> ISM5043: the name ends where a stage begins."""
    for gap in range(1, len(words.text)):
        if words.text[gap].isspace() and TESTS["stage"](words.text[gap:].strip()):
            return words.part(0, gap).squeezed()
    return words.squeezed()
