"""Whether confidences can be believed: bins, expected calibration error, Brier score."""

import pytest

from nlp.evaluation.calibration import Calibration


def judged(*pairs: tuple[float, bool]) -> Calibration:
    found = Calibration()
    for confidence, right in pairs:
        found.add(confidence, right)
    return found


def test_bins_hold_mean_confidence_share_right_and_count():
    told = judged((0.62, True), (0.68, False), (0.95, True)).to_json()

    assert [entry["count"] for entry in told["bins"]] == [2, 1]
    first = told["bins"][0]
    assert (first["from"], first["to"], first["share_right"]) == (0.6, 0.7, 0.5)
    assert first["confidence"] == pytest.approx(0.65)


def test_the_expected_error_weighs_each_bins_gap_by_its_count():
    calibration = judged((0.9, True), (0.9, True), (0.9, False), (0.2, False))

    assert calibration.error == pytest.approx((3 * abs(0.9 - 2 / 3) + 1 * 0.2) / 4)


def test_the_brier_score_is_the_mean_squared_distance():
    assert judged((1.0, True), (0.5, False)).brier == pytest.approx((0 + 0.25) / 2)
    assert judged((0.0, True)).brier == 1.0


def test_a_confidence_of_one_falls_into_the_last_bin_and_one_beyond_counts_as_one():
    told = judged((1.0, True), (1.7, True), (-0.2, False)).to_json()

    assert [(entry["from"], entry["to"], entry["count"]) for entry in told["bins"]] == [
        (0.0, 0.1, 1),
        (0.9, 1.0, 2),
    ]
    assert told["expected_error"] == 0.0


def test_nothing_judged_has_no_error():
    told = Calibration().to_json()

    assert (told["expected_error"], told["brier"], told["bins"]) == (None, None, [])
