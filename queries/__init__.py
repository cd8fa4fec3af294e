"""The analysts' named queries, ready to run on any SPARQL 1.1 engine over the union of the graphs.

>>> query = load_queries()["funding"]
>>> [parameter.name for parameter in query.parameters]
['company', 'investor', 'since', 'until']
>>> text = query.bound({"company": "推想医疗", "since": "2020"})
"""

from queries.catalogue import Chart, NamedQuery, Topic, load_queries, load_topics, named_query
from queries.parameters import Parameter, QueryError

__all__ = ["Chart", "NamedQuery", "Parameter", "QueryError", "Topic", "load_queries", "load_topics", "named_query"]
