"""The arithmetic: pure functions on numbers. No Qt, no SQL, no clock."""
