"""Writing a file whole or not at all."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QIODevice, QSaveFile


def write_whole(path: Path, content: str | bytes) -> None:
    """Write beside the file and put it into its place, so that no half of a file is ever there.

    Raises:
        OSError: it cannot be written; what stood there before still does. The words are in
            `strerror`.
    """
    file = QSaveFile(str(path))
    data = content.encode() if isinstance(content, str) else content
    if (
        not file.open(QIODevice.OpenModeFlag.WriteOnly)
        or file.write(data) != len(data)
        or not file.commit()
    ):
        raise OSError(0, file.errorString(), str(path))
