"""Values in text: quantities, money, dates, periods, stages and rounds; pure functions over a string."""

from extract.values.dates import DateSpan, find_dates, parse_date
from extract.values.deals import DealTerms, find_deal_terms
from extract.values.labels import LabelSpan
from extract.values.money import MoneySpan, find_money, is_undisclosed, parse_money
from extract.values.numbers import Quantity, find_quantities
from extract.values.periods import PeriodSpan, find_periods
from extract.values.stages import (
    find_approval_classes,
    find_rounds,
    find_stages,
    parse_approval_class,
    parse_round,
    parse_stage,
)

__all__ = [
    "DateSpan",
    "DealTerms",
    "LabelSpan",
    "MoneySpan",
    "PeriodSpan",
    "Quantity",
    "find_approval_classes",
    "find_dates",
    "find_deal_terms",
    "find_money",
    "find_periods",
    "find_quantities",
    "find_rounds",
    "find_stages",
    "is_undisclosed",
    "parse_approval_class",
    "parse_date",
    "parse_money",
    "parse_round",
    "parse_stage",
]
