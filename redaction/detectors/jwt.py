"""JSON Web Tokens in compact form, signed or encrypted, whole or cut: three or five base64url segments, the first a JSON object."""

from redaction.detecting import Shape
from triagekit.roles import Detector

detector: Detector = Shape(
    name="jwt",
    category="token",
    pattern=r"ey[JA-Za-z0-9][A-Za-z0-9_-]{6,}(?:={0,2}\.[A-Za-z0-9_+/-]*){1,4}",
    anchors=(r"\bey[JIKA][A-Za-z0-9_-]{6}",),
    references=("https://www.rfc-editor.org/rfc/rfc7515#section-7.1", "https://www.rfc-editor.org/rfc/rfc7516#section-7.1"),
    examples=("bearer ‹eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.›", "t=‹eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln›&x", "‹eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..aXY.Y2lwaGVy.dGFn›"),
    counterexamples=("eyJhbGciOiJub25lIn0 alone", "theyJumped.over.it"),
    right="A-Za-z0-9_",
    reach=4_000,
    order=1,
)
