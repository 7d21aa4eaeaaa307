"""The sentences of the Trends page that depend on grades, dates and conditions."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from app.change.conditions import Difference
from app.change.repeat_error import NORMAL_95
from app.change.words import baseline_change_text, difference_texts, error_text
from app.history.records import REPEAT_TAG, Mark, Tag
from app.text import attribute_name, attribute_sign, number, region_name
from app.trends.aggregation import Points
from app.trends.series import Span, Trend
from ml.types import Region

translate = QCoreApplication.translate


def day_text(seconds: float) -> str:
    """A day as the language writes it, in the computer's own zone. seconds: since 1970 UTC."""
    return QLocale().toString(_moment(seconds).date(), QLocale.FormatType.ShortFormat)


def moment_text(seconds: float) -> str:
    """A day and its time."""
    return QLocale().toString(_moment(seconds), QLocale.FormatType.ShortFormat)


def _moment(seconds: float) -> QDateTime:
    return QDateTime.fromSecsSinceEpoch(round(seconds))


def span_name(span: Span) -> str:
    """What a span's button says."""
    return {
        Span.WEEK: translate("Trends", "7 days"),
        Span.MONTH: translate("Trends", "30 days"),
        Span.QUARTER: translate("Trends", "90 days"),
        Span.YEAR: translate("Trends", "1 year"),
        Span.ALL: translate("Trends", "All"),
    }[span]


def place_name(region: Region | None) -> str:
    """A region's name, or that all of the face is meant."""
    return translate("Trends", "Whole face") if region is None else region_name(region)


def headline(trend: Trend) -> str:
    """'Pigmentation', with the region where it isn't the whole face."""
    name = attribute_name(trend.attribute)
    if trend.region is None:
        return name
    return translate("Trends", "{attribute}: {region}").format(attribute=name, region=region_name(trend.region))


def verdict(trend: Trend) -> str:
    """The newest comparable scan against the baseline."""
    if trend.latest is None:
        return translate("Trends", "no comparable scan yet")
    return baseline_change_text(trend.change(trend.latest))


def explanation(trend: Trend) -> str:
    """What the grade grows with, where the baseline comes from and what is a clear change."""
    sign = translate("Trends", "The grade grows with {sign}.").format(sign=attribute_sign(trend.attribute))
    return " ".join((sign, _baseline_sentence(trend), error_text(trend.error)))


def _baseline_sentence(trend: Trend) -> str:
    if trend.baseline is None:
        return translate("Trends", "Your baseline comes with your first three scans under the same conditions.")
    text = translate("Trends", "Your baseline is {value}, the median of your first scans ({since} – {until}).")
    baseline = trend.baseline
    return text.format(value=number(baseline.value), since=day_text(baseline.since), until=day_text(baseline.until))


def point_tip(trend: Trend, points: Points, index: int) -> str:
    """A point of the graph, a line for each thing there is to say."""
    place = int(points.first[index])
    if points.counts[index] > 1:
        lines = [
            translate("Trends", "{count} scans around {day}").format(
                count=int(points.counts[index]), day=day_text(points.taken[index])
            ),
            translate("Trends", "expected {mean} on average, {lowest} to {highest}").format(
                mean=number(points.expected[index]),
                lowest=number(points.lowest[index]),
                highest=number(points.highest[index]),
            ),
        ]
        return "\n".join(lines)
    return "\n".join([moment_text(trend.taken[place]), *scan_lines(trend, place)])


def scan_lines(trend: Trend, place: int) -> list[str]:
    """A scan's grade with its band; its change, or why it can't be compared."""
    band = translate("Trends", "expected {expected} ± {reach}")
    lines = [band.format(expected=number(trend.expected[place]), reach=number(NORMAL_95 * trend.sem[place]))]
    change = trend.change(place)
    if change is not None:
        lines.append(baseline_change_text(change))
    lines += difference_texts(Difference(int(trend.flags[place])))
    return lines


def mark_tip(marks: tuple[Mark, ...]) -> str:
    """Notes and tags of the scans under one marker; the first three of them."""
    told = [f"{_day(mark.taken)}: {mark_text(mark)}" for mark in marks[:3]]
    if len(marks) > 3:
        told.append(translate("Trends", "and {count} more").format(count=len(marks) - 3))
    return "\n".join(told)


def mark_text(mark: Mark) -> str:
    """Tags, then notes, in one line."""
    tags = ", ".join(tag_text(tag) for tag in mark.tags)
    notes = " ".join(mark.notes.split())
    return " · ".join(part for part in (tags, notes) if part)


def tag_text(tag: Tag) -> str:
    """A tag's own words; the one for repeats in the window's language."""
    return translate("Trends", "repeat") if tag == REPEAT_TAG else tag.text


def spoken(trend: Trend) -> str:
    """The graph in a sentence or two, for a screen reader."""
    if trend.latest is None:
        return translate("Trends", "{title}: {verdict}").format(title=headline(trend), verdict=verdict(trend))
    text = translate("Trends", "{title}: {expected} on {day}, {verdict}")
    return text.format(
        title=headline(trend),
        expected=number(trend.expected[trend.latest]),
        day=day_text(trend.taken[trend.latest]),
        verdict=verdict(trend),
    )


def _day(taken: datetime) -> str:
    return day_text(taken.timestamp())
