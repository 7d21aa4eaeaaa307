"""The one stylesheet, made from the tokens; widgets opt in with a property called `role`."""

from __future__ import annotations

from app.tokens import TYPE, Radius, Tones
from resources.files import control_file

_SHEET = """
QWidget {{ font-size: {body}pt; }}
QToolTip {{ background: {t.raised}; color: {t.text}; border: 1px solid {t.line}; padding: 4px 8px; }}
QLabel {{ background: transparent; }}
QLabel[role="title"] {{ font-size: {title}pt; font-weight: 600; }}
QLabel[role="heading"] {{ font-size: {heading}pt; font-weight: 600; }}
QLabel[role="strong"] {{ font-weight: 600; }}
QLabel[role="muted"] {{ color: {t.muted}; }}
QLabel[role="caption"] {{ color: {t.muted}; font-size: {caption}pt; }}
QLabel[role="problem"] {{ color: {t.problem}; }}
QLabel[role="key"] {{ font-size: {heading}pt; font-weight: 600; }}
QLabel[role="display"] {{ font-size: {display}pt; font-weight: 600; }}

QFrame[role="card"] {{ background: {t.surface}; border: 1px solid {t.line}; border-radius: {card}px; }}
QFrame[role="well"] {{ background: {t.raised}; border: none; border-radius: {card}px; }}
QFrame[role="rail"] {{ background: {t.surface}; border: none; border-right: 1px solid {t.line}; }}
QFrame[role="line"] {{ background: {t.line}; border: none; max-height: 1px; min-height: 1px; }}

QPushButton, QComboBox, QLineEdit, QSpinBox, QDateEdit, QPlainTextEdit {{
    background: {t.surface}; color: {t.text}; border: 1px solid {t.line}; border-radius: {control}px;
    padding: 6px 14px; min-height: {line}px;
}}
QPushButton {{ icon-size: {icon}px; }}
QPushButton:hover, QComboBox:hover {{ background: {t.raised}; }}
QPushButton:pressed {{ background: {t.line}; }}
QPushButton:checked {{ background: {t.accent_soft}; border-color: {t.accent}; color: {t.text}; }}
QPushButton:disabled, QComboBox:disabled, QLineEdit:disabled {{ color: {t.faint}; background: {t.window}; }}
QPushButton[role="primary"] {{
    background: {t.accent}; color: {t.on_accent}; border: 1px solid {t.accent}; font-weight: 600;
}}
QPushButton[role="primary"]:hover {{ background: {t.accent_hover}; border-color: {t.accent_hover}; }}
QPushButton[role="primary"]:disabled {{ background: {t.raised}; color: {t.faint}; border-color: {t.line}; }}
QPushButton[role="danger"] {{
    background: {t.problem}; color: {t.surface}; border: 1px solid {t.problem}; font-weight: 600;
}}
QPushButton[role="danger"]:disabled {{ background: {t.raised}; color: {t.faint}; border-color: {t.line}; }}
QPushButton[role="quiet"] {{ background: transparent; border-color: transparent; color: {t.accent}; }}
QPushButton[role="quiet"]:hover {{ background: {t.accent_soft}; }}
QPushButton:focus, QComboBox:focus, QLineEdit:focus, QSpinBox:focus, QDateEdit:focus,
QPlainTextEdit:focus, QToolButton:focus {{
    border: 2px solid {t.accent}; padding: 5px 13px;
}}
QPushButton[role="primary"]:focus, QPushButton[role="danger"]:focus {{ border: 2px solid {t.text}; }}

QPushButton[role="segment"] {{ border-radius: 0; margin-left: -1px; }}
QPushButton[role="segment"][place="first"] {{
    margin-left: 0; border-top-left-radius: {control}px; border-bottom-left-radius: {control}px;
}}
QPushButton[role="segment"][place="last"] {{
    border-top-right-radius: {control}px; border-bottom-right-radius: {control}px;
}}
QPushButton[role="segment"]:checked {{ font-weight: 600; }}

QToolButton {{ background: transparent; border: 2px solid transparent; border-radius: {control}px; padding: 6px; }}
QToolButton:hover {{ background: {t.raised}; }}
QToolButton:checked {{ background: {t.accent_soft}; color: {t.text}; }}
QToolButton:focus {{ padding: 6px; }}
QToolButton[role="chip"] {{ background: {t.raised}; border-radius: {small}px; padding: 2px 8px; }}
QToolButton::menu-indicator, QPushButton::menu-indicator {{ image: none; width: 0; }}
QListView[role="plain"] {{ background: transparent; border: none; outline: none; }}
QLabel[role="brand"] {{ font-size: {heading}pt; font-weight: 700; color: {t.accent}; padding: 4px 12px 12px 12px; }}
QToolButton[role="rail"] {{ padding: 7px 10px; text-align: left; color: {t.muted}; }}
QToolButton[role="rail"][narrow="true"] {{ padding: 7px 0; }}
QToolButton[role="rail"]:hover {{ color: {t.text}; }}
QToolButton[role="rail"]:checked {{ color: {t.text}; font-weight: 600; }}

QComboBox, QDateEdit {{ padding-right: 4px; }}
QComboBox:focus, QDateEdit:focus {{ padding-right: 3px; }}
QComboBox::drop-down, QDateEdit::drop-down {{ border: none; width: {drop}px; }}
QComboBox::down-arrow, QDateEdit::down-arrow {{ image: url("{down}"); width: {icon}px; height: {icon}px; }}
QComboBox QAbstractItemView {{
    background: {t.surface}; color: {t.text}; border: 1px solid {t.line}; padding: 4px; outline: none;
    selection-background-color: {t.accent_soft}; selection-color: {t.text};
}}
QCheckBox, QRadioButton {{ spacing: 8px; padding: 4px; border: 2px solid transparent; border-radius: {small}px; }}
QCheckBox::indicator {{
    width: {icon}px; height: {icon}px; border: 1.5px solid {t.muted}; border-radius: 5px; background: {t.surface};
}}
QCheckBox::indicator:checked {{ background: {t.accent}; border-color: {t.accent}; image: url("{check}"); }}
QCheckBox::indicator:disabled {{ border-color: {t.line}; background: {t.window}; }}
QSlider:horizontal {{ min-height: {slider}px; }}
QSlider::groove:horizontal {{ height: 4px; border-radius: 2px; background: {t.line}; }}
QSlider::sub-page:horizontal {{ height: 4px; border-radius: 2px; background: {t.accent}; }}
QSlider::sub-page:horizontal:disabled {{ background: {t.faint}; }}
QSlider::handle:horizontal {{
    width: {icon}px; height: {icon}px; margin: -{beyond}px 0; border-radius: {round}px;
    border: 1px solid {t.muted}; background: {t.surface};
}}
QSlider::handle:horizontal:hover, QSlider::handle:horizontal:focus {{ border: 2px solid {t.accent}; }}
QCheckBox:focus, QRadioButton:focus {{ border-color: {t.accent}; }}

QListView[role="strip"] {{ background: transparent; border: none; outline: none; }}
QListView[role="strip"]::item {{ border: 2px solid transparent; border-radius: {control}px; padding: 4px; }}
QListView[role="strip"]::item:hover {{ background: {t.raised}; }}
QListView[role="strip"]::item:selected {{
    background: {t.accent_soft}; color: {t.text}; border-color: {t.accent};
}}
QTableView[role="table"] {{
    background: transparent; alternate-background-color: {t.window}; border: none; outline: none;
    selection-background-color: {t.accent_soft}; selection-color: {t.text};
}}
QTableView[role="table"]::item {{ padding: 0 12px; border: none; border-bottom: 1px solid {t.line}; }}
QTableView[role="table"] QHeaderView {{ background: transparent; border: none; }}
QTableView[role="table"] QHeaderView::section {{
    background: {t.surface}; color: {t.muted}; border: none; border-bottom: 1px solid {t.line};
    padding: 6px 12px; font-size: {caption}pt; font-weight: 600;
}}
QTableView[role="table"]:focus {{ border: 2px solid {t.accent}; border-radius: {small}px; }}
QScrollArea, QScrollArea > QWidget > QWidget[role="bare"] {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: transparent; width: 14px; margin: 0 0 0 4px; }}
QScrollBar:horizontal {{ background: transparent; height: 14px; margin: 4px 0 0 0; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QScrollBar::handle {{ background: {t.line}; border-radius: 5px; min-height: 32px; min-width: 32px; }}
QScrollBar::handle:hover {{ background: {t.faint}; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
    background: transparent; width: 0; height: 0;
}}
QProgressBar {{
    background: {t.raised}; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; text-align: center;
}}
QProgressBar::chunk {{ background: {t.accent}; border-radius: 3px; }}

QFrame[role="notice"] {{ border-radius: {card}px; border: 1px solid {t.line}; background: {t.accent_soft}; }}
QFrame[role="notice"][kind="warning"] {{ background: {t.warning_soft}; border-color: {t.warning}; }}
QFrame[role="notice"][kind="problem"] {{ background: {t.problem_soft}; border-color: {t.problem}; }}
"""


LINE = 2.0
"""Logical pixels of a line of text for each point: what a control needs at least, or layouts would press it."""
ICON = 1.6
"""Logical pixels of a button's icon, a tick box or a slider's handle for each point."""


def style_sheet(tones: Tones, points: float) -> str:
    """The stylesheet in these tones for a body text of so many points."""
    side = round(ICON * points)
    return _SHEET.format(
        t=tones,
        down=control_file("down", tones.scheme).as_posix(),
        check=control_file("check", tones.scheme).as_posix(),
        body=points,
        line=round(LINE * points),
        icon=side,
        drop=side + 12,
        slider=side + 6,
        beyond=side // 2 - 1,
        round=side // 2 + 1,
        caption=points * TYPE.caption,
        heading=points * TYPE.heading,
        title=points * TYPE.title,
        display=points * TYPE.display,
        small=int(Radius.SMALL),
        control=int(Radius.CONTROL),
        card=int(Radius.CARD),
    )
