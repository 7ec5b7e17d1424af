"""One detector a file, found by being there; its last line is `detector: Detector = Detector(...)`.

A detector declares an exact `pattern`, the lower-case literals (`anchors`) of which one must stand in any text
it can match, references, examples that it must match and counterexamples that it must not: the test suite
checks every one of them. `{value}` in an example stands for the part that goes; everything around it stays.
"""
