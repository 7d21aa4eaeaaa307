"""The parts, stages and axes of a benchmark, and what they are called at a terminal."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


class Part(StrEnum):
    """What can be measured by itself, in the order it is."""

    RACE = "race"
    STAGES = "stages"
    MEMORY = "memory"
    GROWTH = "growth"
    ROOFLINE = "roofline"
    AGREEMENT = "agreement"


class Stage(StrEnum):
    """A step from a frame to a painted heat map.

    NETWORK: each crop once. NETWORK_MIRRORED: with its mirror image, as the app grades. HEAT: every grade's map. PAINT:
    picture, one attribute's heat, outlines. WHOLE: from a face to a photograph's Analysis, all heat maps included.
    LIVE: the same of a video's frame, whose mirror images are looked at in turns.
    """

    LANDMARKS = "landmarks"
    QUALITY = "quality"
    CROPS = "crops"
    NETWORK = "network"
    NETWORK_MIRRORED = "network_mirrored"
    HEAT = "heat"
    PAINT = "paint"
    WHOLE = "whole"
    LIVE = "live"


def part_name(part: Part) -> str:
    """Its title."""
    return {
        Part.RACE: translate("Cli", "against the naive way"),
        Part.STAGES: translate("Cli", "the stages of one live frame"),
        Part.MEMORY: translate("Cli", "memory and cold start"),
        Part.AGREEMENT: translate("Cli", "agreement with the naive way"),
        Part.GROWTH: translate("Cli", "how the cost grows"),
        Part.ROOFLINE: translate("Cli", "against what the machine can do"),
    }[part]


def stage_name(stage: Stage) -> str:
    """What it does."""
    return {
        Stage.LANDMARKS: translate("Cli", "find the face"),
        Stage.QUALITY: translate("Cli", "judge the picture"),
        Stage.CROPS: translate("Cli", "cut crops and masks"),
        Stage.NETWORK: translate("Cli", "network, each crop once"),
        Stage.NETWORK_MIRRORED: translate("Cli", "network, with the mirror image"),
        Stage.HEAT: translate("Cli", "heat maps"),
        Stage.PAINT: translate("Cli", "paint"),
        Stage.WHOLE: translate("Cli", "a whole analysis, as the app does it"),
        Stage.LIVE: translate("Cli", "a whole analysis of a live frame"),
    }[stage]
