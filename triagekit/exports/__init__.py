"""One module per receiver of an escalation, found by being there: its last line is `export: Export = ...`.

All but the timeline are made from the one Markdown master by its parsed tokens, so that a value of an artifact,
which is text or a code span there, can be nothing else here.
"""
