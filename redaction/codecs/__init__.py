"""Encodings inside text, one module each: where they stand, what they say, and the way back.

Two sorts. A *view* decodes character by character, so that a find in its plain text has a place in the encoded one and
everything around it stays as it was: percent, entities, escapes, invisible characters, quoted-printable, hex dumps. A
*block* is decoded and encoded again as a whole: base64, folded base64, hex, base32 and, inside those, gzip, zlib, raw
deflate and UTF-16. Where the way back is not faithful, the whole stretch is redacted.

Not covered, and said so: base85, uuencode, brotli and zstandard, encryption, letters replaced by look-alikes, values cut in
pieces by ordinary words.
"""
