"""Grades a kept photo with the present classifiers; the first grades stay. Work for the background thread."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from app.history.records import Heat, Scan, ScanDraft, ScanFilter
from ml.types import Analysis, Face, ModelVersion, RgbImage

if TYPE_CHECKING:
    from app.history.ports import History
    from ml.analyzer import Analyzer


def can_be_graded_again(scan: Scan, present: ModelVersion) -> bool:
    """Whether its photo was kept and other classifiers graded it."""
    return scan.has_photo and scan.model != present


def wants_grading(history: History, scan: Scan, present: ModelVersion) -> bool:
    """As can_be_graded_again, and the present classifiers have not graded it again before."""
    if not can_be_graded_again(scan, present):
        return False
    same_moment = history.scans(ScanFilter(scan.taken, scan.taken + timedelta(microseconds=1)))
    return not any(other.regraded_from == scan.id and other.model == present for other in same_moment)


def graded_again(analyzer: Analyzer, scan: Scan, photo: bytes, heat: Heat | None) -> ScanDraft:
    """A new scan of the same moment, marked as graded again, with the kept photo's own bytes and the same tags.

    Raises:
        PibuError: PHOTO_DAMAGED.
    """
    from app.history.draft import Capture, draft_scan
    from ml.photo_file import read_photo

    image = read_photo(photo)
    analysis = _analysis(analyzer, scan, image, heat)
    seen = scan.conditions
    capture = Capture(
        taken=scan.taken,
        source=scan.source,
        mode=seen.mode,
        keep_pictures=True,
        close_up=seen.close_up,
        notes=scan.notes,
        tags=scan.tags,
        regraded_from=scan.id,
    )
    drafted = draft_scan(analysis, image, capture)
    return replace(drafted, pictures=replace(drafted.pictures, photo=photo))


def grade_again(history: History, analyzer: Analyzer, scan: Scan) -> ScanDraft | None:
    """Reads the photo and grades it; None where none was kept."""
    photo = history.photo(scan.id)
    return None if photo is None else graded_again(analyzer, scan, photo, history.heat(scan.id))


def _analysis(analyzer: Analyzer, scan: Scan, image: RgbImage, heat: Heat | None) -> Analysis:
    seen = scan.conditions
    if seen.close_up is not None:
        return analyzer.analyze_close_up(image, seen.close_up, seen.mode)
    face = heat.face if heat is not None else None
    index = _same_face(analyzer.find_faces(image), face) if face is not None and seen.faces > 1 else None
    return analyzer.analyze_photo(image, seen.mode, index)


def _same_face(faces: tuple[Face, ...], wanted: Face) -> int | None:
    """The face nearest to where the graded one was."""
    if not faces:
        return None
    middle = wanted.landmarks.mean(axis=0)
    return int(np.argmin([float(np.linalg.norm(face.landmarks.mean(axis=0) - middle)) for face in faces]))
