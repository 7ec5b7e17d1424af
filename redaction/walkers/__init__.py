"""Structure first: each form is walked by its own grammar, so that names, separators and everything kept stay as they were.

Modules whose name ends in nothing special give `spans(text)`: where the values of that form stand and what they are.
The others take the `Cleaner` and give the text back, clean.
"""
