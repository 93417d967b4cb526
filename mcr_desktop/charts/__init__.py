"""Charts: each drawn once, on a Canvas that screen and paper implement."""
