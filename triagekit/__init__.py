"""triagekit reads what a customer sent, names the likely causes and redacts what leaves."""

from triagekit import _home as _home

__version__ = "0.1.0"
