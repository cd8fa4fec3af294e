"""Whose somebody's post is that a text tells of 该院, 该校 or 该所: the body of that kind that was named last."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.prose.roles import Post
from extract.prose.sentences import Sentence
from extract.prose.subjects import Context

_THAT = re.compile(r"该(?P<kind>[校院所])(?P<title>[一-鿿]{1,10})$")
#: How the names of such bodies end, or what stands in them.
_KINDS = {"校": re.compile(r"大学|学院|学校"), "院": re.compile(r"医院|院"), "所": re.compile(r"所|实验室")}


def at_that_body(post: Post, sentence: Sentence, context: Context) -> Post:
    """The post of the body that 该院神经外科|主任张三 means, be it named in the sentence or before it."""
    match = _THAT.search(sentence.text, 0, post.person.start)
    title = re.sub("^该[校院所]", "", post.title)
    if match is None or not title or not match["title"].endswith(title):
        return post  # 实验室主任由该校教授张三担任: the laboratory is not the school
    kind = _KINDS[match["kind"]]
    named = (m for m in reversed(sentence.mentions) if m.end <= match.start())
    body = next((m for m in named if m.type in ("Hospital", "Institution") and kind.search(m.name)), None)
    if body is None and context.last_body is not None and kind.search(context.last_body.name):
        body = context.last_body
    return post if body is None else replace(post, org=body, title=match["title"])
