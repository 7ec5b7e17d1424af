"""The console script's entry: answers `--version` before anything slow is imported."""

import sys


def main() -> None:
    """Run the command line. Exits with the codes of `triagekit.errors.Exit`."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from triagekit import __version__

        sys.stdout.write(f"triagekit {__version__}\n")
        return
    import gc

    from triagekit.cli import run

    try:
        run(sys.argv[1:])
    finally:
        gc.freeze()  # the process ends: to look for cycles among all that is left would take as long as a small case
