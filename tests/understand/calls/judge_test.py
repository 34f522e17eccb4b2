#!/usr/bin/env python3
"""What the judge of the gold calls takes for right."""
import unittest

import judge


def right(name, wanted, value):
    return judge.verdict(name, wanted, {"value": value, "confidence": 0.9})["right"]


class Judge(unittest.TestCase):
    def test_numbers_may_be_written_either_way(self):
        self.assertTrue(right("callback_time", {"must": ["10点以后"]}, "明天上午十点以后"))
        self.assertTrue(right("place", {"must": ["中山西路299号"]}, "中山西路二百九十九号"))
        self.assertTrue(right("callback_time", {"must": ["周日"]}, "礼拜天"))

    def test_what_was_corrected_away_is_wrong(self):
        self.assertFalse(right("place", {"must": ["幸福路28号"], "not": ["18号"]}, "幸福路18号 幸福路28号"))

    def test_a_whole_sentence_is_no_place_and_fillers_are_wrong(self):
        self.assertFalse(right("place", {"must": ["幸福路28号"]}, "幸福路28号" + "那边还有很多人" * 6))
        self.assertFalse(right("place", {"must": ["幸福路28号"]}, "呃幸福路28号"))

    def test_a_time_nobody_said_is_wrong_and_a_date_is_not_a_time(self):
        self.assertFalse(right("happened_at", "2026-11-15", "2026-11-15T00:00:00+08:00"))
        self.assertFalse(right("happened_at", "2026-11-15T22:00", "2026-11-15"))
        self.assertTrue(right("happened_at", "2026-11-15T22:00/2026-11-15T22:59", "2026-11-15T22:30:00+08:00"))
        self.assertTrue(right("happened_at", ["2026-10-01/2026-10-31"], "2026-10-01"))
        self.assertFalse(right("happened_at", "2026-11-15", "yesterday"))

    def test_false_counts_only_where_false_was_said(self):
        self.assertFalse(judge.verdict("urgent", None, {"value": False})["filled"])
        self.assertTrue(judge.verdict("urgent", None, {"value": True})["wrong"])
        self.assertTrue(judge.verdict("urgent", True, {"value": False})["missed"])
        self.assertTrue(right("urgent", False, False))

    def test_an_earlier_case_is_a_number_or_a_truth(self):
        self.assertTrue(right("earlier_case", "YW20261103-000328", "yw20261103-000328"))
        self.assertFalse(right("earlier_case", "YW20261103-000328", True))
        self.assertTrue(right("earlier_case", True, True))

    def test_one_of_the_first_three_matters_is_enough(self):
        given = [{"code": "010101"}, {"code": "020402"}, {"code": "030101"}, {"code": "040101"}]
        self.assertTrue(judge.verdict("matter", ["0204"], given)["right"])
        self.assertFalse(judge.verdict("matter", ["0401"], given)["right"])
        self.assertFalse(judge.first_matter_right(["0204"], given))

    def test_filling_what_was_not_stated_is_wrong(self):
        self.assertEqual(judge.verdict("name", None, {"value": "李"}), {"stated": False, "filled": True, "right": False, "wrong": True, "missed": False})


if __name__ == "__main__":
    unittest.main()
