"""What all tables share: named constraints, enums as text, moments in UTC, money to the cent."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, Dialect, Enum, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import DateTime, TypeDecorator

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, kept in UTC; SQLite forgets the zone and this gives it back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Cents(TypeDecorator[Decimal]):
    """Money, kept as whole cents so that sums are exact on every database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | int | None, dialect: Dialect) -> int | None:
        return None if value is None else int((Decimal(value) * 100).to_integral_value())

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(int(value)) / 100


def _values(words: type[StrEnum]) -> list[str]:
    return [word.value for word in words]


def by_value(words: type[StrEnum], length: int = 20) -> Enum:
    """An enum stored as its value in a text column of fixed length, checked by the database."""
    return Enum(
        words,
        values_callable=_values,
        native_enum=False,
        length=length,
        create_constraint=True,
        name=words.__name__.lower(),
    )


class Base(DeclarativeBase):
    """The tables of a workspace."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: dict[Any, Any] = {datetime: UtcDateTime, Decimal: Cents}


class Numbered:
    """An integer id on every table: foreign keys and the order of entry, never the clock."""

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-1)


class Made(Numbered):
    """Something a person made: its client-made uuid keeps a repeated save from doubling it."""

    uuid: Mapped[str] = mapped_column(String(36), unique=True, sort_order=-1)
