"""Where things lie on this machine, and what the person chose.  No Qt."""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from pathlib import Path

from platformdirs import PlatformDirs

_HERE = Path(__file__).parent


def resource(*parts: str) -> Path:
    """A file that ships with the program: fonts, icons, texts of the sample."""
    for folder in (_HERE / "resources", _HERE.parent / "resources"):
        if folder.is_dir():
            return folder.joinpath(*parts)
    raise FileNotFoundError("the program's resources are missing; install it again")


@dataclass(frozen=True, slots=True)
class Paths:
    """The folders the program may write to."""

    config: Path
    data: Path
    log: Path

    @classmethod
    def of_this_user(cls) -> Paths:
        """The folders that this operating system gives to its user's programs."""
        folders = PlatformDirs("mcr-desktop", appauthor=False)
        return cls(folders.user_config_path, folders.user_data_path, folders.user_log_path)

    @classmethod
    def under(cls, home: Path) -> Paths:
        """All folders below one, for trying things out and for tests."""
        return cls(home / "config", home / "data", home / "log")

    @property
    def workspace(self) -> Path:
        """The workspace opened when none is named."""
        return self.data / "workspace.mcr"

    @property
    def sample(self) -> Path:
        """The sample workspace of a first start."""
        return self.data / "sample.mcr"

    def make(self) -> None:
        """Create the folders, readable by this user only."""
        for folder in (self.config, self.data, self.log):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)


def signed_in_user() -> str:
    """The name of the operating system's user, who acts unless another is named."""
    return getpass.getuser()
