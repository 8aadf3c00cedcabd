"""What a script sees: names loaded when asked for, one truth with the command line, notebooks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import spineviz
from spineviz import Scene, SceneError, simulate, sweep
from spineviz.command.main import main
from spineviz.make.rooms import ROOMS
from spineviz.make.scripting_page import BLOCK, PAGE, rerun
from spineviz.mechanics.one_thread import on_one_thread
from spineviz.simulation import sweeping
from spineviz.simulation.report import as_json
from spineviz.tables.resources import resource

ROOT = Path(__file__).resolve().parents[2]
UNSEEN = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
LIBRARY = """
import sys, numpy, numpy.linalg  # before the front door: its threads have started
from spineviz import Scene, simulate
from spineviz.simulation.report import as_json
sys.stdout.write(as_json(simulate(Scene(roller_level="L3"))))
"""
PICTURE = """
import os
from spineviz import Scene, simulate
outcome = simulate(Scene())
first, second = outcome._repr_svg_(), outcome._repr_svg_()
assert first == second and first.startswith("<?xml"), first[:80]
assert "QT_QPA_PLATFORM" not in os.environ
from PySide6.QtWidgets import QApplication
assert QApplication.instance() is None
application = QApplication(["window", "-platform", "minimal"])
assert application.platformName() == "minimal"
from spineviz.session.session import Session
from spineviz.window.shell.main_window import MainWindow
window = MainWindow(Session(Scene()))
window.session.solve_now()
window.show()
application.processEvents()
assert not window.grab().isNull()
assert outcome._repr_svg_() != "" and QApplication.instance() is application
window.close()
print("done")
"""


def run(script: str, **environment: str) -> str:
    kept = {name: value for name, value in os.environ.items() if name not in UNSEEN}
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={**kept, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_package_itself_loads_nothing_heavy():
    told = run("import sys, spineviz; dir(spineviz); print(sorted(sys.modules))")
    assert "'numpy" not in told
    assert "PySide6" not in told
    assert "spineviz.scene" not in told


def test_a_scene_needs_no_numpy():
    assert "'numpy" not in run("import sys; from spineviz import Scene; print(list(sys.modules))")


def test_every_name_of_the_front_door_is_listed_and_there():
    for name in spineviz.__all__:
        assert name in dir(spineviz)
        assert getattr(spineviz, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'sweeep'"):
        spineviz.sweeep  # noqa: B018 - the look-up is what is tested


def test_no_module_hides_a_name_of_the_front_door():
    assert not {room.name for room in ROOMS} & set(spineviz.__all__)
    assert callable(spineviz.sweep)
    assert callable(spineviz.simulate)


@pytest.mark.parametrize("threads", ["1", "2"])
def test_a_script_prints_the_bytes_of_the_command_line(capsys, threads):
    assert main(["solve", "--json", "--set", "roller.level=L3"]) == 0
    assert run(LIBRARY, OPENBLAS_NUM_THREADS=threads) == capsys.readouterr().out


def test_threads_are_as_they_were_after_a_solve_even_one_that_fails():
    from threadpoolctl import threadpool_info, threadpool_limits

    def threads() -> list[int]:
        return [pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"]

    @on_one_thread
    def failing() -> None:
        assert set(threads()) == {1}
        raise ZeroDivisionError

    with threadpool_limits(2, user_api="blas"):
        before = threads()
        simulate(Scene())
        assert threads() == before
        with pytest.raises(ZeroDivisionError):
            failing()
        assert threads() == before


def test_a_sweep_has_the_columns_of_the_command_line(capsys):
    rows = sweep(Scene(), **{"roller.level": ["T8", "T9"]})
    assert main(["sweep", "--over", "roller.level=T8:T9", "--csv", "-"]) == 0
    head, first, _ = capsys.readouterr().out.splitlines()
    assert list(rows[0]) == list(rows[1]) == head.split(",")
    assert [row["roller.level"] for row in rows] == ["T8", "T9"]
    assert first.startswith(f"T8,true,{rows[0]['residual_N']:.9g},")
    assert json.loads(json.dumps(rows)) == rows


def test_a_sweep_runs_over_every_combination_the_last_key_fastest(monkeypatch, unbalanced):
    monkeypatch.setattr(sweeping, "simulate", unbalanced)
    rows = sweep(Scene(brace=0.5), roller_diameter_mm=np.arange(100, 121, 20), without=[(), "ribs"])
    assert [(row["roller.diameter_mm"], row["without"]) for row in rows] == [
        (100.0, ""), (100.0, "ribs"), (120.0, ""), (120.0, "ribs"),
    ]  # fmt: skip
    assert {row["converged"] for row in rows} == {False}


def test_a_swept_product_brings_its_sizes_unless_they_are_swept_too(monkeypatch, unbalanced):
    solved = []
    monkeypatch.setattr(
        sweeping, "simulate", lambda scene, tables: solved.append(scene) or unbalanced(scene)
    )
    sweep(Scene(), roller_kind=["wheel-25"])
    sweep(Scene(), roller_diameter_mm=[200], roller_kind=["wheel-25"])
    assert [scene.roller_diameter_mm for scene in solved] == [250.0, 200.0]


@pytest.mark.parametrize(
    ("over", "said"),
    [
        ({"roller_lvl": ["T8"]}, "there is no key 'roller_lvl'"),
        ({"hips": ["sideways"]}, "hips: 'sideways' is not allowed; it takes down, up"),
        ({"roller_position_mm": [790]}, "at roller.position_mm=790: .* beyond the gluteals"),
    ],
)
def test_a_sweep_says_what_it_cannot_do(over, said):
    with pytest.raises(SceneError, match=said):
        sweep(Scene(), **over)


def test_an_outcome_is_one_line(unbalanced):
    rolled, pressed = simulate(Scene(roller_level="L3")), simulate(Scene(task="press-up"))
    assert repr(rolled).startswith("<Balanced on a roller under L3: ")
    assert f"{rolled.roller.peak_kPa:.1f} kPa" in repr(rolled)
    assert f"{pressed.push.joint} +{pressed.push.extension_deg:.1f}°" in repr(pressed)
    assert repr(unbalanced(Scene())) == "<Unbalanced without a roller: 3 N left after 9 steps>"
    for outcome in (rolled, pressed):
        assert "\n" not in repr(outcome)
        assert len(repr(outcome)) < 120


def test_a_search_that_broke_off_says_where_the_roller_was(unbalanced):
    from msgspec.structs import replace

    lost = replace(unbalanced(Scene()), place=simulate(Scene(roller_level="T5")).place)
    assert repr(lost) == "<Unbalanced under T5: 3 N left after 9 steps>"


def test_values_are_the_numbers_of_the_json(unbalanced):
    outcome = simulate(Scene(roller_level="L3"))
    values, printed = outcome.values(), json.loads(as_json(outcome))
    assert values["peak_kPa"] == pytest.approx(printed["roller"]["peak_kPa"], rel=1e-8)
    assert values["joint_extension_deg@L4-L5"] == outcome.joints["L4-L5"].extension_deg
    assert simulate(Scene(task="press-up")).values()["peak_kPa"] is None
    assert unbalanced(Scene()).values()["peak_kPa"] is None


def test_a_notebook_shows_a_table_of_the_main_numbers(unbalanced):
    outcome = simulate(Scene(roller_level="L3"))
    table = outcome._repr_html_()
    assert f"{outcome.roller.force_N:.0f}" in table
    assert f"{100 * outcome.roller.spine_share:.0f}" in table
    assert table.count("<tr>") == 8
    pressed = simulate(Scene(task="press-up"))._repr_html_()
    assert "Peak" not in pressed
    assert "Kyphosis" in pressed
    assert unbalanced(Scene())._repr_html_() == (
        "<p>No pose in balance was found for this scene, so there are no numbers.</p>"
    )


def test_a_notebook_shows_a_picture_and_leaves_qt_to_later_windows(unbalanced):
    assert run(PICTURE) == "done\n"
    assert unbalanced(Scene())._repr_svg_() is None


def test_without_qt_there_is_no_picture():
    script = (
        "import sys\n"
        "for name in ('PySide6', 'shiboken6'): sys.modules[name] = None\n"
        "from spineviz import Scene, simulate\n"
        "print(simulate(Scene())._repr_svg_())"
    )
    assert run(script) == "None\n"


def test_the_page_prints_what_it_says():
    page = resource(*PAGE).read_text(encoding="utf-8")
    assert len(BLOCK.findall(page)) == page.count("```python") == 4
    assert rerun(page) == page, "python -m spineviz.make scripting-page writes it anew"
