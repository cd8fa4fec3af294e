"""Tables of where products are in use: a hospital, a product, whose it is, since when."""

from __future__ import annotations

from collections.abc import Sequence

from extract.tables.cells import listed_names
from extract.tables.names import organisation, organisations, product
from extract.tables.records import Record
from extract.tables.sheet import Sheet
from extract.tables.values import date_of


def read_deployments(records: Sequence[Record], sheet: Sheet) -> None:
    """Each product at each site of a row is a Deployment; with a company in the row, a Develops as well."""
    for record in records:
        site_words, product_words = record.get("site"), record.get("product", "model")
        sites = organisations(site_words, "Hospital", sheet) if site_words else []
        if not sites or product_words is None:
            sheet.refuse("Deployment", "the row names no site or no product", record.span)
            continue
        company_words = record.get("company", "holder", "developer")
        company = organisation(company_words, "Company", sheet) if company_words else None
        date = date_of(record.get("date"), "Deployment", record, sheet)
        for name in listed_names(product_words):
            thing = product(name, sheet, holder=company)
            for site in sites:
                draft = {"product": thing, "company": company, "site": site, "date": date}
                sheet.fact("Deployment", draft, record.span, "table.deployment")
            if thing is not None and company is not None:
                develops = {"company": company, "product": thing}
                sheet.fact("Develops", develops, record.span, "table.deployment.develops")
