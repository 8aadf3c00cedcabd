"""Who the program is for the desktop: its icon, its entry, its file type, its description."""

from __future__ import annotations

import configparser
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import pytest

from spineviz.scene import Scene
from spineviz.session.filing import SUFFIX
from spineviz.session.scene_file import dump_scene
from spineviz.tables.resources import resource
from spineviz.window.shell.identity import APPLICATION_ID, SIZES, icon, introduce, put_icon

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SCENES = "application/x-spineviz"


def file(ending: str) -> Path:
    return resource("desktop", f"{APPLICATION_ID}{ending}")


def entry() -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment]
    parser.read(file(".desktop"), encoding="utf-8")
    return parser["Desktop Entry"]


@pytest.mark.parametrize(
    ("words", "ending"),
    [
        (("desktop-file-validate", "--no-hints"), ".desktop"),
        (("appstreamcli", "validate", "--no-net"), ".metainfo.xml"),
    ],
)
def test_the_validators_of_the_desktop_find_nothing(words, ending, capsys):
    if shutil.which(words[0]) is None:
        with capsys.disabled():
            print(f"\n{words[0]} is missing here: {file(ending).name} is only read, not validated")
        assert file(ending).read_text(encoding="utf-8").strip()
        return
    done = subprocess.run([*words, str(file(ending))], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_entry_description_and_file_type_name_one_program():
    scripts = {**PROJECT["project"]["scripts"], **PROJECT["project"]["gui-scripts"]}
    program, field = entry()["Exec"].split()
    assert program in scripts
    assert field == "%f"
    assert entry()["Icon"] == entry()["StartupWMClass"] == APPLICATION_ID
    assert entry()["MimeType"] == f"{SCENES};"
    described = ElementTree.parse(file(".metainfo.xml")).getroot()
    assert described.findtext("id") == APPLICATION_ID
    assert described.findtext("launchable") == file(".desktop").name
    assert described.findtext("project_license") == PROJECT["project"]["license"]
    assert described.findtext("provides/binary") == program
    assert described.findtext("provides/mediatype") == SCENES
    assert described.findtext("url") in PROJECT["project"]["urls"].values()


def test_the_file_type_is_that_of_saved_scenes():
    kind = ElementTree.parse(file(".xml")).getroot()[0]
    assert kind.get("type") == SCENES
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    assert kind.find(f"{space}glob").get("pattern") == f"*{SUFFIX}"  # type: ignore[union-attr]
    assert dump_scene(Scene()).startswith("{")  # JSON, as the file type says


def test_the_icon_is_drawn_in_every_size(application):
    found = icon()
    assert {size.width() for size in found.availableSizes()} == set(SIZES)
    for size in SIZES:
        image = found.pixmap(size, size).toImage()
        colours = {image.pixelColor(x, y).rgba() for x in range(size) for y in range(size)}
        assert len(colours) > 4
        assert image.pixelColor(0, 0).alpha() == 0  # rounded corners


def test_the_window_is_introduced_to_the_desktop(application):
    before = application.windowIcon(), application.applicationName()
    try:
        introduce(application)
        put_icon(application)
        assert application.desktopFileName() == APPLICATION_ID
        assert not application.windowIcon().isNull()
    finally:
        application.setWindowIcon(before[0])
        application.setApplicationName(before[1])


def test_the_wheel_carries_all_resources_but_the_pictures_of_the_readme():
    carried = set(PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"])
    there = {f"resources/{each.name}" for each in (ROOT / "resources").iterdir()}
    assert there - carried == {"resources/screenshots"}
    assert carried <= there


def test_the_python_that_runs_this_is_one_that_is_named():
    name = f"Programming Language :: Python :: {sys.version_info[0]}.{sys.version_info[1]}"
    assert name in PROJECT["project"]["classifiers"]
    assert "Programming Language :: Python :: 3.14" in PROJECT["project"]["classifiers"]
