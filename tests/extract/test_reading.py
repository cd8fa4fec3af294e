"""Reading files: encodings by content, refusals in one line, what the cover says."""

import codecs
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.blocks.cues import common_characters
from extract.document import BlockKind
from extract.reading import UnreadableReportError, decode, read_report

SIMPLIFIED = "# 医疗人工智能行业报告\n\n2024年，推想医疗的肺结节产品拿到三类证，已经在许多家医院里使用。\n"
TRADITIONAL = "# 醫療人工智能行業報告\n\n公司主要從事藥物研發，平台把實驗數據交給模型，再由研究人員決定下一步。\n"


def report_of(tmp_path, data, name="report.txt"):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return read_report(path)


@pytest.mark.parametrize(
    ("text", "data", "encoding"),
    [
        (SIMPLIFIED, SIMPLIFIED.encode("utf-8"), "utf-8"),
        (SIMPLIFIED, codecs.BOM_UTF8 + SIMPLIFIED.encode("utf-8"), "utf-8-sig"),
        (SIMPLIFIED, SIMPLIFIED.encode("gb18030"), "gb18030"),
        (SIMPLIFIED, SIMPLIFIED.encode("gbk"), "gb18030"),
        (TRADITIONAL, TRADITIONAL.encode("big5"), "big5"),
        (TRADITIONAL, TRADITIONAL.encode("gb18030"), "gb18030"),
        (SIMPLIFIED, codecs.BOM_UTF16_LE + SIMPLIFIED.encode("utf-16-le"), "utf-16"),
        (SIMPLIFIED, codecs.BOM_UTF16_BE + SIMPLIFIED.encode("utf-16-be"), "utf-16"),
    ],
    ids=["utf8", "utf8-bom", "gb18030", "gbk", "big5", "gb18030-traditional", "utf16-le", "utf16-be"],
)
def test_the_encoding_is_found_by_content(tmp_path, text, data, encoding):
    document = report_of(tmp_path, data)
    assert (document.encoding, document.raw) == (encoding, text)


def test_offsets_count_the_characters_that_python_reads(tmp_path):
    path = tmp_path / "report.txt"
    path.write_bytes(SIMPLIFIED.replace("\n", "\r\n").encode("gb18030"))
    document = read_report(path)
    with path.open(encoding=document.encoding) as handle:
        assert handle.read() == document.raw


def test_the_hash_is_that_of_the_text_whatever_the_encoding(tmp_path):
    hashes = {report_of(tmp_path, SIMPLIFIED.encode(name)).sha256 for name in ("utf-8", "gb18030", "utf-16")}
    assert hashes == {hashlib.sha256(SIMPLIFIED.encode("utf-8")).hexdigest()}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "holds no text"),
        (b" \n\t\r\n", "holds no text"),
        ("\u200b\ue000\n".encode(), "holds no text"),
        (b"%PDF-1.7\n...", "is a PDF"),
        (b"PK\x03\x04...", "ZIP"),
        (b"text\x00\x01\x02", "binary"),
        (b"\xff\xfe\x00", "breaks at byte"),
        (bytes(range(1, 256)) * 4, "save it again as UTF-8"),
        (("正文" * 40).encode("utf-8")[:-1] + b"\xff\xff", "save it again as UTF-8"),
    ],
)
def test_a_file_that_is_no_text_is_refused_in_one_line_that_names_it(tmp_path, data, reason):
    path = tmp_path / "坏文件.txt"
    path.write_bytes(data)
    with pytest.raises(UnreadableReportError) as refusal:
        read_report(path)
    message = str(refusal.value)
    assert reason in message
    assert message.startswith("坏文件.txt")
    assert "\n" not in message


def test_a_missing_file_a_folder_and_a_large_file_are_refused(tmp_path):
    with pytest.raises(UnreadableReportError, match="does not exist"):
        read_report(tmp_path / "nothing.txt")
    with pytest.raises(UnreadableReportError, match="is a folder"):
        read_report(tmp_path)
    (tmp_path / "large.txt").write_text("大" * 1000, encoding="utf-8")
    with pytest.raises(UnreadableReportError, match=r"large.txt .*limit.*split it"):
        read_report(tmp_path / "large.txt", max_bytes=2999)
    assert read_report(tmp_path / "large.txt", max_bytes=3000).raw == "大" * 1000


@given(st.text(alphabet=st.sampled_from(sorted(common_characters())), min_size=20))
def test_real_chinese_survives_every_encoding(text):
    for encoding in ("utf-8", "gb18030"):
        assert decode(text.encode(encoding), "report.txt")[0] == text


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    try:
        text, encoding = decode(data, "report.txt")
    except UnreadableReportError:
        return
    assert text.strip()
    assert "\r" not in text
    assert codecs.lookup(encoding)


@pytest.mark.parametrize(
    ("cover", "title", "publisher", "date"),
    [
        (
            "# 数字医疗年度观察\n\n出品机构：远见者智库\n\n发布时间：2024.07\n",
            "数字医疗年度观察",
            "远见者智库",
            "2024-07",
        ),
        ("2024\n\n# 中国医疗产业报告\n\n摘要\n", "2024中国医疗产业报告", "", "2024"),
        ("大模型之年\n\n谁在为医疗付费\n\n摘要\n", "大模型之年：谁在为医疗付费", "", ""),
        (
            "某某系列报告之\n\n算法落地，医院买单\n\n影像公司的第二个五年\n\n2020 Annual Report\n\n前言\n",
            "算法落地，医院买单：影像公司的第二个五年",
            "",
            "2020",
        ),
        (
            "泊远研究院 · 季度观察\n\n医疗人工智能白皮书\n\n副标题\n\n2023年11月8日\n\n前言\n",
            "医疗人工智能白皮书",
            "泊远研究院",
            "2023-11-08",
        ),
        ("# 2024 年专题：人工智能 驱动升级\n", "2024 年专题：人工智能驱动升级", "", "2024"),
        ("一、概况\n\n正文在这里。\n", "", "", ""),
        ("# 年度观察\n\n摘要\n\n2023 年的影像公司大多在裁员。\n", "年度观察", "", "2023"),
    ],
)
def test_the_cover_gives_title_publisher_and_date(tmp_path, cover, title, publisher, date):
    document = report_of(tmp_path, cover + "\n正文从这里开始，说明行业的基本情况。\n")
    assert (document.title, document.publisher, document.date) == (title, publisher, date)


def test_a_publisher_may_stand_in_the_copyright_line(tmp_path):
    document = report_of(tmp_path, "前言\n\n正文。\n\n版权申明：本文版权属于格致研究院/某某公司，未经许可不得转载。\n")
    assert document.publisher == "格致研究院"


def test_names_with_odd_characters_are_kept(tmp_path):
    document = report_of(tmp_path, SIMPLIFIED, name="报告 '甲'&乙 v1.0.txt")
    assert (document.stem, document.file_name) == ("报告 '甲'&乙 v1.0", "报告 '甲'&乙 v1.0.txt")


def test_every_bundled_report_has_a_title_and_tables(sample_reports):
    for path in sample_reports:
        document = read_report(path)
        assert document.title, path.name
        assert any(block.kind is BlockKind.TABLE for block in document.blocks), path.name


@pytest.mark.parametrize(
    ("number", "title", "publisher", "date"),
    [
        (0, "生成式AI爆发：医疗人工智能走到新的十字路口", "蛋壳研究院", "2024"),
        (1, "回归需求，整合价值：医疗AI创新的道与智", "蛋壳研究院", "2020"),
        (2, "2024中国AI医疗产业研究报告", "甲子光年智库", "2024-07"),
        (3, "AI 医疗行业深度：驱动因素、发展前景、产业链及相关企业深度梳理", "慧博智能投研", ""),
        (4, "2024 年数字经济专题：人工智能与数字经济驱动医药产业升级", "", "2024"),
    ],
)
def test_the_covers_of_full_reports(shared_reports, number, title, publisher, date):
    document = read_report(shared_reports[number])
    assert (document.title, document.publisher, document.date) == (title, publisher, date)
