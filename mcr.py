#!/usr/bin/env python3
"""Start or prove MCR Desktop from a checkout, with nothing but Python.

python3 mcr.py run              start the program; without a display, do its work into mcr-output
python3 mcr.py test [--long]    prove everything that this machine can prove
python3 mcr.py check            the quick proof before every change: format, lint, types, rooms, quick tests
python3 mcr.py gallery          draw every page in every state into mcr-output/gallery

Each makes .venv beside this file where it is missing and installs what is pinned there.  What is missing of
the system is installed too, after saying so, by root on a Debian-like system; anyone else is shown the line.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import shutil
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

if sys.version_info < (3, 11):
    sys.exit("MCR Desktop needs Python 3.11 or later; this is Python " + sys.version.split()[0] + ".")

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
RUN_LOCK, TEST_LOCK = ROOT / "requirements.txt", ROOT / "requirements-dev.txt"
INTERRUPTED = 130  # what a shell reports for Ctrl-C

# Package -> a program on the path, or a file that shows it is there.
SCREEN = {
    "xvfb": "Xvfb",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "dbus": "dbus-run-session",
    "at-spi2-core": "/usr/libexec/at-spi-bus-launcher",
    "python3-pyatspi": "/usr/lib/python3/dist-packages/pyatspi",
    "poppler-utils": "pdftoppm",
}
SERVER = {"postgresql": "/usr/lib/postgresql/*/bin/initdb"}
# Debian names a library's package after the library, but for these.
ODD_PACKAGES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libbrotlidec.so.1": "libbrotli1",
    "libz.so.1": "zlib1g",
}


class Stop(Exception):
    """Something is missing that only the person at this machine can provide; the text says what."""


@dataclass(frozen=True)
class Group:
    """One group of proofs: a command, and the packages of the system that it needs."""

    name: str
    command: tuple[str, ...]
    needs: tuple[str, ...] = ()


def say(text: str) -> None:
    """Tell the person, before whatever the next command prints."""
    print(text, flush=True)


def command(*words: str | Path, cwd: Path = ROOT, **environment: str) -> int:
    """Run a command and hand back its exit code."""
    with subprocess.Popen(list(map(str, words)), cwd=cwd, env={**os.environ, **environment}) as process:
        try:
            code = process.wait()
        except KeyboardInterrupt:
            process.wait()  # it heard the same Ctrl-C, and may have something to put away
            raise
    return code if code >= 0 else 128 - code  # ended by a signal: as a shell reports it


def apt(*words: str) -> bool:
    """Run apt, which speaks only when it fails."""
    settings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        ["apt-get", "-qq", *words], env=settings, capture_output=True, text=True, check=False
    )
    if done.returncode:
        say(done.stdout + done.stderr)
    return done.returncode == 0


def package_of(library: str) -> str:
    """The Debian package of a shared library, by Debian's own rule for such names."""
    if library in ODD_PACKAGES:
        return ODD_PACKAGES[library]
    name, _, version = library.partition(".so.")
    package = name.lower().replace("_", "-")
    return f"{package}-{version}" if package[-1].isdigit() else package + version


def missing_libraries(ldd_output: str) -> list[str]:
    """The shared libraries that `ldd` could not find, each once."""
    lines = (line.split() for line in ldd_output.splitlines() if line.rstrip().endswith("not found"))
    return sorted({words[0] for words in lines if words})


def is_there(sign: str) -> bool:
    """Whether a program is on the path, or a file stands where the pattern says."""
    if sign.startswith("/"):
        return any(Path("/").glob(sign[1:]))
    return shutil.which(sign) is not None


def apt_names(packages: list[str]) -> list[str]:
    """The names this release uses: later ones append t64 to some libraries."""
    asked = [f"{package}t64" for package in packages]
    known = subprocess.run(["apt-cache", "show", *asked], capture_output=True, text=True, check=False).stdout
    return [f"{name}t64" if f"Package: {name}t64\n" in known else name for name in packages]


def install_packages(packages: list[str], purpose: str) -> None:
    """Install packages of a Debian-like system as root; anyone else is told the line that does it."""
    if shutil.which("apt-get") is None:
        raise Stop(f"{purpose} needs what Debian calls {' '.join(packages)}. Please install that.")
    if os.geteuid() != 0:
        line = f"sudo apt install {' '.join(apt_names(packages))}"
        raise Stop(f"{purpose} needs some packages of the system. Please run:\n    {line}")
    say(f"{purpose} needs packages of the system; installing with apt: {' '.join(packages)}")
    apt("update")
    if not apt("install", "-y", "--no-install-recommends", *apt_names(packages)):
        raise Stop(f"{purpose} needs packages that apt could not install; its own words stand above.")


def ensure_libraries(plugin: str) -> None:
    """See to it that Qt's platform plugin and what the window uses find every library of the system."""
    if not sys.platform.startswith("linux") or shutil.which("ldd") is None:
        return
    qt = next(VENV.glob("lib/python3*/site-packages/PySide6"))
    files = (str(qt / "QtPdfWidgets.abi3.so"), str(qt / "Qt/plugins/platforms" / plugin))

    def missing() -> list[str]:
        listing = subprocess.run(["ldd", *files], capture_output=True, text=True, check=False)
        return missing_libraries(listing.stdout)

    if found := missing():
        install_packages(sorted({package_of(library) for library in found}), "The window")
        if left := missing():
            raise Stop(f"These libraries of the system are still missing: {' '.join(left)}")


def ensure_venv() -> None:
    """Make .venv where there is none, or where it was left half made."""
    if PYTHON.exists() and any(BIN.glob("pip*")):
        return
    if importlib.util.find_spec("ensurepip") is None:
        install_packages(["python3-venv"], "A virtual environment")
    say(f"Making a virtual environment in {VENV}")
    if command(sys.executable, "-m", "venv", "--clear", VENV):
        raise Stop("The virtual environment could not be made; Python's own words stand above.")


def fingerprint(lock: Path) -> str:
    """What the installed packages follow from: the pins, the project's own description, and the place."""
    parts = (lock.read_bytes(), (ROOT / "pyproject.toml").read_bytes(), str(ROOT).encode())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def stamp(lock: Path) -> Path:
    """Where the fingerprint of what was last installed from a lock is kept."""
    return VENV / f"{lock.name}.installed"


def is_installed(lock: Path) -> bool:
    """Whether the virtual environment holds just what this lock and this checkout ask for."""
    return stamp(lock).is_file() and stamp(lock).read_text(encoding="ascii") == fingerprint(lock)


def ensure_packages(lock: Path) -> None:
    """Install what is pinned, and this checkout itself, when either has changed."""
    ensure_venv()
    if is_installed(lock):
        return
    say(f"Installing what {lock.name} pins; the first time this takes a minute or more ...")
    pip = (PYTHON, "-m", "pip", "install", "-qq", "--no-input", "--disable-pip-version-check")
    if command(*pip, "--require-hashes", "--only-binary", ":all:", "-r", lock):
        raise Stop("The packages could not be installed; pip's own words stand above.")
    if command(*pip, "--no-deps", "--no-build-isolation", "--editable", ROOT):
        raise Stop("The program itself could not be installed; pip's own words stand above.")
    for held in {lock, RUN_LOCK}:  # the larger lock holds the smaller one
        stamp(held).write_text(fingerprint(held), encoding="ascii")


def ensure(lock: Path, plugin: str) -> None:
    """See to everything that the next command needs."""
    ensure_packages(lock)
    ensure_libraries(plugin)


def has_display() -> bool:
    """Whether a window can be shown: a desktop system, or a display that answers."""
    if not sys.platform.startswith("linux") or os.environ.get("WAYLAND_DISPLAY"):
        return True
    host, _, number = os.environ.get("DISPLAY", "").partition(":")
    if host or not number:
        return bool(host)
    with socket.socket(socket.AF_UNIX) as door:
        return door.connect_ex(f"/tmp/.X11-unix/X{number.partition('.')[0]}") == 0  # noqa: S108 - X's own place


def run(arguments: list[str]) -> int:
    """Start the program; where no window can be shown, do its work without one."""
    shown = has_display()
    ensure(RUN_LOCK, "libqxcb.so" if shown else "libqoffscreen.so")
    if shown:
        return command(PYTHON, "-m", "mcr_desktop", *arguments, cwd=Path.cwd())
    out = Path.cwd() / "mcr-output"
    say(f"No display here, so no window. Sample workspace, trends, reviews and pictures go to {out}")
    # Without a screen Qt says of every window that its size hints go nowhere.
    calm = {"QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "default.warning=false"}
    return command(PYTHON, "-m", "mcr_desktop.tour", out, cwd=ROOT, **calm)


def pytest(*options: str) -> tuple[str, ...]:
    """A run of the tests, in this checkout's own environment."""
    return (str(PYTHON), "-m", "pytest", "-q", *options)


def tidy_groups() -> list[Group]:
    """What can be said about the code without running it."""
    ruff = (str(PYTHON), "-m", "ruff")
    return [
        Group("format", (*ruff, "format", "--check", "--quiet")),
        Group("lint", (*ruff, "check", "--quiet")),
        Group("types", (str(PYTHON), "-m", "mypy")),
        Group("rooms", (str(BIN / "lint-imports"), "--no-logo")),
    ]


def all_groups(long: bool) -> list[Group]:
    """Everything that is to be proven, the quick proofs first."""
    more = ("--long",) if long else ()
    here = "not postgres and not outside"
    coverage = (str(PYTHON), "-m", "coverage")
    return [
        *tidy_groups(),
        Group("unit", (*coverage, "run", *pytest("tests/unit", *more)[1:])),
        Group(
            "store", (*coverage, "run", "--append", *pytest("tests/store", "-m", "not postgres", *more)[1:])
        ),
        Group("coverage", (*coverage, "report")),
        Group(
            "window",
            pytest("tests", "--ignore=tests/unit", "--ignore=tests/store", "-m", here, "-n", "2", *more),
        ),
        Group("postgres", pytest("tests", "-m", "postgres", *more), tuple(SERVER)),
        Group("outside", pytest("tests", "-m", "outside", *more), tuple(SCREEN)),
    ]


def why_not(group: Group) -> str:
    """Why this machine cannot run the group, or nothing."""
    lacking = [package for package in group.needs if not is_there({**SCREEN, **SERVER}[package])]
    try:
        if lacking:
            install_packages(lacking, f"The group {group.name}")
    except Stop as stop:
        return str(stop)
    return ""


def prove(groups: list[Group]) -> int:
    """Run the groups one after another and say how each went; a skipped one fails where CI=true."""
    ensure(TEST_LOCK, "libqxcb.so")
    went: dict[str, list[str]] = {"passed": [], "failed": [], "skipped": []}
    for group in groups:
        say(f"== {group.name}")
        if reason := why_not(group):
            say(f"skipped: {reason}")
            went["skipped"].append(group.name)
        else:
            went["failed" if command(*group.command) else "passed"].append(group.name)
    say("\n" + "\n".join(f"{how}: {', '.join(names)}" for how, names in went.items() if names))
    say(", ".join(f"{len(names)} {how}" for how, names in went.items()))
    return 1 if went["failed"] or (went["skipped"] and os.environ.get("CI") == "true") else 0


def check() -> int:
    """The quick proof: the whole of it takes no longer than a stretch of the legs."""
    quick = "not slow and not long and not postgres and not outside"
    return prove([*tidy_groups(), Group("quick tests", pytest("tests", "-m", quick, "-n", "2"))])


def gallery() -> int:
    """Draw every page in every state."""
    ensure(TEST_LOCK, "libqoffscreen.so")
    out = Path.cwd() / "mcr-output" / "gallery"
    return command(PYTHON, "-m", "tests.gallery", out, QT_QPA_PLATFORM="offscreen")


def main(words: list[str]) -> int:
    """Do what the command line asks and hand back the exit code."""
    parser = argparse.ArgumentParser(
        prog="mcr.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="run | test | check | gallery")
    verbs.add_parser("run").add_argument("arguments", nargs=argparse.REMAINDER)
    verbs.add_parser("test").add_argument("--long", action="store_true")
    verbs.add_parser("check")
    verbs.add_parser("gallery")
    asked = parser.parse_args(words)
    try:
        if asked.verb == "run":
            return run(asked.arguments)
        if asked.verb == "test":
            return prove(all_groups(asked.long))
        return check() if asked.verb == "check" else gallery()
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
