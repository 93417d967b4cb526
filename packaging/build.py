"""Build MCR Desktop as one folder that needs no Python: `python3 packaging/build.py`, result in dist/.

A fresh virtual environment is made for it, so that only what the program itself needs is taken in.  On Linux
the folder is also packed as a .tar.xz to unpack anywhere, with desktop file, icon and the description for
software centres.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "packaging"
DIST = ROOT / "dist"
APPLICATION = "org.mcrdesktop.MCRDesktop"


def run(*words: str | Path) -> None:
    """Run one step; the first that fails ends the build with its exit code."""
    code = subprocess.call([str(word) for word in words], cwd=ROOT)
    if code:
        sys.exit(code)


def build(scratch: Path) -> Path:
    """The folder with the program, made in a clean environment."""
    python = scratch / "venv" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    run(sys.executable, "-m", "venv", scratch / "venv")
    pip = (python, "-m", "pip", "install", "-qq", "--require-hashes", "--only-binary", ":all:")
    run(*pip, "-r", ROOT / "requirements.txt")
    run(*pip, "-r", HERE / "requirements.txt")
    work = ("--workpath", scratch / "work", "--distpath", DIST)
    run(python, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *work, HERE / "mcr-desktop.spec")
    return DIST / "mcr-desktop"


def prove(folder: Path, scratch: Path) -> None:
    """The built program makes a workspace and reads it back, without a window."""
    program = folder / ("mcr-desktop.exe" if sys.platform == "win32" else "mcr-desktop")
    workspace = scratch / "sample.mcr"
    run(program, "new", workspace, "--sample")
    run(program, "--workspace", workspace, "trends")


def pack(folder: Path) -> Path:
    """The folder with its desktop file, icon and description, as one file."""
    share = folder / "share"
    for kind, suffix in (("applications", "desktop"), ("metainfo", "metainfo.xml"), ("icons", "svg")):
        (share / kind).mkdir(parents=True, exist_ok=True)
        shutil.copy(HERE / f"{APPLICATION}.{suffix}", share / kind)
    return Path(shutil.make_archive(str(DIST / "mcr-desktop-linux"), "xztar", DIST, folder.name))


def main() -> None:
    """Build, prove and pack."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = build(Path(scratch))
        prove(folder, Path(scratch))
    print(pack(folder) if sys.platform.startswith("linux") else folder)


if __name__ == "__main__":
    main()
