"""Rows that the OCR invented are held back, real rows are not."""

HEAD = "药企\t合作方\t目的\t涉及金额\t时间\n"
REAL = (
    "甲药\tAlpha\t从肠道菌群入手寻找代谢紊乱的新靶点\t1.5 亿美元预付款\t2024年2月\n"
    "\tBeta\t开发一种减少副作用的口服抗体\t6000 万美元\t2024年5月\n"
)
SENTENCE = "研制一种针对少见酶缺陷的替代治疗方法"


def _filler(*parties: str, amount: str = "1.5 亿美元") -> str:
    return "".join(f"乙药\t{party}\t{SENTENCE}\t{amount}\t2024年4月\n" for party in parties)


def test_a_sentence_repeated_over_other_parties_is_quarantined(read):
    result = read((HEAD + REAL + _filler("Gamma", "Delta", "Epsilon", "Gamma")).rstrip())
    assert [fact["parties"][1] for fact in result.facts("Deal")] == ["Alpha", "Beta"]
    assert [item.evidence.quote.split("\t")[1] for item in result.reading.quarantined] == [
        "Gamma",
        "Delta",
        "Epsilon",
        "Gamma",
    ]
    assert f"“{SENTENCE}” repeats over 4 rows" in result.reading.quarantined[0].reason
    assert "Gamma" not in result.entities("Company")


def test_a_near_copy_of_the_sentence_is_filler_as_well(read):
    near = f"丙药\tZeta\t{SENTENCE}，旨在提高疗效\t1.5 亿美元预付款\t2024年6月"
    result = read(HEAD + REAL + _filler("Gamma", "Delta") + near)
    assert len(result.reading.quarantined) == 3


def test_two_rows_with_the_same_words_are_no_filler(read):
    assert not read((HEAD + REAL + _filler("Gamma", "Delta")).rstrip()).reading.quarantined


def test_the_same_sentence_for_one_partner_is_no_filler(read):
    assert not read((HEAD + REAL + _filler("Gamma", "Gamma", "Gamma")).rstrip()).reading.quarantined


def test_the_same_sentence_with_other_amounts_is_no_filler(read):
    rows = _filler("Gamma") + _filler("Delta", amount="3 亿美元") + _filler("Epsilon", amount="7 亿美元")
    assert not read((HEAD + REAL + rows).rstrip()).reading.quarantined


def test_short_indications_may_repeat(read):
    rows = "产品名称\t注册证公司\t适应症\t日期\n" + "\n".join(
        f"软件{party}\t{party}公司\t外科手术导航\t2024年1月" for party in "甲乙丙丁"
    )
    result = read(rows, caption="获批产品")
    assert len(result.facts("Approval")) == 4


def test_the_text_of_the_row_above_under_the_label_of_the_row_below_is_held_back(read):
    text = "这一环节需要医生花费大量的时间，不同的医生结果存在差异，深度学习由此得到了广泛的应用并进入临床"
    other = "计划设计需要反复尝试，这个过程耗费大量的时间和精力，因此自动的设计成为迫切的需求，人工智能使之成为可能"
    rows = f"应用领域\t价值\n自动勾画\t{text}\n计划设计\t{text}\n计划设计\t{other}"
    result = read(rows, caption="人工智能的应用")
    assert [fact["subject"] for fact in result.facts("UsesTechnology")] == ["自动勾画", "计划设计"]
    assert len(result.reading.quarantined) == 1
