"""Where a name that ends in a telling word begins: behind what the segmenter joined to it or leads up to it."""

from __future__ import annotations

import re

from extract.lexicon import any_word
from extract.mentions.gazetteer import place_prefix

#: 由岚桥创投, B轮由..., 余家医院: what a segmenter leaves glued to the front of a name
_NO_BEGINNING = re.compile(
    r"(?:[-+./·]|\d+[个家款项套种类张条名位所台大](?![a-zA-Z])|余家|[百千万亿余多][份张件例](?=[一-鿿]{2})|[家所个](?=[A-Z\d三二])|.{0,3}轮(?:融资)?由?|融资由|.{0,2}股东|[由与和及被向对获](?=.{2})|.?月(?=.{3})|(?<=\d)日(?=.{3})|第[一二三四五六七八九十百零\d]+[届期次章]|年(?=[^轻鉴]{4})|据(?=.{3})|作者(?=.{2})|(?:全新)?新一代(?=.{4})|(?:主打|核心|旗舰|明星|拳头|主力|重磅|首款|自研)产品(?=.{4})|(?:软件|系统|平台|产品|机器人)[后前时](?=.)|赋能(?=.{3})|成(?=一[站体])|国产(?=.{5})|其(?![他它中余实次])(?=.{3})|[该这那此][款套台项]?(?=.{3}))+"
)
_MEASURE = re.compile(r"[\d余多几数一二两三四五六七八九十百千][家款个项名所只支]")
_MANY = re.compile(r"模态|中心|组学|学科|靶点|病种|任务|参数|序列|源|能干细胞|功能")
_IN = re.compile(r"在(?![线院宅体位])")
_LEADS_TO = re.compile(
    r"(?:装在|单是|^替|(?<=[,。;:])替|投资方[为是]|投资[者人]|行业协会|担任|[曾现历出担时原][任担]|[任供就]职于|毕业于|来自|[由从被]|(?:^|(?<=[由从被,、是]))前(?![海沿进锋程瞻线列])|(?:全资|控股)?子公司|任命原?|(?<=\d)公里外的?|(?:成员|依托|牵头|承办|主办|共建|协作|合作|试点)单位|聘[请任]原?|[铺走打送跑推搬]进|进驻|入驻|落户|落地|挂上|接入)(?=.{2})"
)
_STEPS = frozenset("上进入至到往")


def left_edge(text: str, start: int, head_start: int) -> int:
    """Where a name begins that the segmenter's words let begin at ``start``."""
    start = with_many(text, trimmed(text, start, head_start))
    dated = text[start] == "年" and text[start - 1 : start].isdigit()
    return start + dated  # 2019年|海淀医院


def behind_lead(text: str, start: int, head_start: int) -> int:
    """Where a body's name begins behind what leads up to it, whatever the segmenter joined: 陆砚曾任|云江大学附属医院,
    试验由|钱江大学第三医院, 挂上|北京燕山医院."""
    start = max([start, *(match.end() for match in _LEADS_TO.finditer(text, start, head_start))])
    if text[start] not in _STEPS or place_prefix().match(text, start, head_start):
        return start
    return start + 1 if place_prefix().match(text, start + 1, head_start) else start


def behind_home(text: str, start: int, head_start: int) -> int:
    """Where the name of a thing begins behind the country it is from: 德国|手术机器人, 中国|腔镜机器人."""
    home = any_word("countries", "(?:WORDS|中国|全球)").match(text, start, head_start)
    return home.end() if home else start


def behind_place(text: str, start: int, head_start: int) -> int:
    """Where a name begins behind the 在 that the segmenter joined to it: 药企|在|大模型上的支出."""
    return max([start, *(m.end() for m in _IN.finditer(text, start, head_start))])


def trimmed(text: str, start: int, head_start: int) -> int:
    """Drop what a name does not begin with: a measure word or number left by the tokens."""
    match = _NO_BEGINNING.match(text, start, head_start)
    if match:
        return match.end()
    return start + 1 if _MEASURE.match(text, start - 1) else start


def with_many(text: str, start: int) -> int:
    """多模态 and 多中心 are words of names, though 多 counts elsewhere; 端到端 is one."""
    if text.startswith("端到端", start - 3):
        return start - 3
    return start - 1 if text[start - 1 : start] == "多" and _MANY.match(text, start) else start
