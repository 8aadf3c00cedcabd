"""Writing a file whole or not at all."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QIODevice, QSaveFile


def write_whole(path: Path, text: str) -> None:
    """Write beside the file and put it into its place, so that no half of a file is ever there.

    Raises:
        OSError: it cannot be written; what stood there before still does. The words are in
            `strerror`.
    """
    file = QSaveFile(str(path))
    content = text.encode()
    if (
        not file.open(QIODevice.OpenModeFlag.WriteOnly)
        or file.write(content) != len(content)
        or not file.commit()
    ):
        raise OSError(0, file.errorString(), str(path))
