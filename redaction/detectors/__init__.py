r"""One file a detector (or a vendor with its several), found by being there; no list to edit.

The last line of a module is `detector: Detector = ...`, or `detectors: tuple[Detector, ...] = ...` where one vendor has
several forms. Most are a `redaction.detecting.Shape`: a value known by its form. Any object of the `Detector` protocol in
`triagekit.roles` does: `near(text, at)` is called at every place where one of `anchors` matched.

- `pattern` is the exact form, in the syntax that RE2 and Python's `re` share (no lookaround, no backreference; `left` and
  `right` name the characters that must not stand beside it). The group `value`, else the whole match, is what goes.
- `anchors` are short RE2 expressions, one of which matches within the first `lead` + 1 characters of everything that
  `pattern` matches. They are all sought in one pass, so a rare one is a cheap one: `\bghp_[A-Za-z0-9]{4}`, not `gh`.
- A key without a form of its own is made with `redaction.said.said` (its vendor's name stands beside it), a number of people
  with `redaction.said.identifier` (a word that names it, and its check digits). Anchors that begin with a word of four letters
  or more cost nothing: all of them are sought in one pass (`redaction.literals`).
- `reach` bounds the characters looked at behind an anchor; a value that runs up to its very end is followed further.
- `confirm` validates a candidate: a checksum, a known prefix, a word of context around `match.string[...]`.
- `order` decides overlaps: 0 whole envelopes (keys, tokens), 10 credentials, 20 vendor forms, 30 links and parameters,
  40 a name that says so, 50 people by form, 60 addresses of machines.
- `examples` are texts with what is found between ‹ and ›; `counterexamples` are near misses. The test suite checks every
  one, that the anchors are necessary, and that the time grows no faster than the text. Write invented values only.

The category names the placeholder (`redacted-<category>-<id>`), so it is lower-case words joined by hyphens. Known ones:
private-key, certificate, token, credential, cookie, session, password, otp, secret, api-key, vendor-key, code, state, nonce,
link, signature, userinfo, connection, email, phone, card, card-code, iban, national-id, person, user, birth-date, address,
geo, ip, mac, device, host, customer.
"""
