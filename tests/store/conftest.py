"""A desk that writes complaints into the world, and eight valued customers to complain."""

from __future__ import annotations

import pytest

from tests.desks import Desk
from tests.worlds import World


@pytest.fixture
def desk(world: World) -> Desk:
    """Writes complaints."""
    return Desk(world)


@pytest.fixture
def customers(world: World) -> list[int]:
    """Eight valued customers."""
    return [world.customer(f"Customer {letter}", fenced=True) for letter in "ABCDEFGH"]
