"""A small real application: verifies real tokens with PyJWT and answers as RFC 6750 says. Loopback only."""

import base64
import json
import sys
import time
import traceback
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import jwt

SECRET = "loopback-sample-secret-of-32-bytes!!"
AUDIENCE = "https://api.shop.test"
ISSUER = "https://login.shop.test/"
REVOKED = {"signed-out-yesterday"}
_hits = []
_failed = {}


class Shop(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "ShopApp/2.3"

    def answer(self, status, body, **headers):
        data = body.encode() if isinstance(body, str) else json.dumps(body).encode()
        self.send_response(status)
        kind = "text/html" if isinstance(body, str) and body.startswith("<") else "application/json"
        fields = {"Content-Type": kind, "Content-Length": str(len(data)), "X-Request-Id": f"req-{int(time.time() * 1000):x}", **headers}
        for name, value in fields.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def do_GET(self):
        length = int(self.headers.get("Content-Length") or 0)
        self.body = self.rfile.read(length) if length else b""
        path = self.path.split("?")[0].strip("/").replace("/", "_").replace("-", "_")
        handler = getattr(self, f"on_{path}", None)
        if handler is None:
            return self.answer(404, {"error": "not_found", "message": f"No route matched {self.command} {self.path}"})
        try:
            handler()
        except Exception:
            sys.stderr.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')} ERROR shop.web unhandled error in {self.path}\n{traceback.format_exc()}")
            sys.stderr.flush()
            self.answer(500, {"error": "internal_error", "message": "Unhandled error"})

    do_POST = do_PUT = do_DELETE = do_HEAD = do_GET

    def refuse(self, status, error, text, **more):
        challenge = f'Bearer realm="shop", error="{error}", error_description="{text}"' + "".join(f', {k}="{v}"' for k, v in more.items())
        self.answer(status, {"error": error, "error_description": text}, WWW_Authenticate=challenge)

    def claims(self):
        sent = self.headers.get("Authorization", "")
        if not sent:
            self.answer(401, {"error": "unauthorized", "message": "Authentication required"}, WWW_Authenticate='Bearer realm="shop"')
            return None
        scheme, _, token = sent.partition(" ")
        if scheme.lower() != "bearer":
            self.answer(401, {"error": "unauthorized", "message": f"Unsupported authorization scheme {scheme}"}, WWW_Authenticate='Bearer realm="shop"')
            return None
        if token.count(".") == 2 and jwt.get_unverified_header(token).get("kid") != "k1":
            self.refuse(401, "invalid_token", "The signature key was not found")
            return None
        try:
            found = jwt.decode(token, SECRET, algorithms=["HS256"], audience=AUDIENCE, issuer=ISSUER, options={"require": ["exp"]})
            if found.get("jti") in REVOKED:
                self.refuse(401, "invalid_token", "The access token was revoked")
                return None
            return found
        except jwt.ExpiredSignatureError:
            self.refuse(401, "invalid_token", "The access token expired")
        except jwt.ImmatureSignatureError:
            self.refuse(401, "invalid_token", "The access token is not yet valid (nbf)")
        except jwt.InvalidAudienceError:
            self.refuse(401, "invalid_token", "The audience is invalid")
        except jwt.InvalidIssuerError:
            self.refuse(401, "invalid_token", "The issuer is invalid")
        except jwt.InvalidSignatureError:
            self.refuse(401, "invalid_token", "Signature verification failed")
        except jwt.PyJWTError:
            self.refuse(401, "invalid_token", "The access token is malformed")
        return None

    def on_v1_me(self):
        found = self.claims()
        if found:
            self.answer(200, {"id": found["sub"], "plan": "team"})

    def on_v1_orders(self):
        found = self.claims()
        if found and "orders:write" not in found.get("scope", "").split():
            self.refuse(403, "insufficient_scope", "The request requires higher privileges", scope="orders:write")
        elif found:
            self.answer(200, {"ok": True})

    def on_v1_admin(self):
        found = self.claims()
        if found and "admin" not in found.get("roles", []):
            self.answer(403, {"error": "forbidden", "message": "Requires role admin"})
        elif found:
            self.answer(200, {"ok": True})

    def on_basic(self):
        sent = self.headers.get("Authorization", "")
        good = "Basic " + base64.b64encode(b"jane:open-sesame").decode()
        if sent == good:
            return self.answer(200, {"ok": True})
        text = "Invalid user name or password" if sent else "Authentication required"
        return self.answer(401, {"error": "unauthorized", "message": text}, WWW_Authenticate='Basic realm="shop"')

    def on_form(self):
        if b"csrf_token=" not in self.body:
            return self.answer(403, {"error": "forbidden", "message": "CSRF token missing or incorrect."})
        return self.answer(200, {"ok": True})

    def on_limited(self):
        now = time.time()
        _hits[:] = [t for t in _hits if now - t < 10]
        if len(_hits) >= 5:
            wait = str(max(1, int(10 - (now - _hits[0]))))
            return self.answer(429, {"error": "rate_limited", "message": "Too many requests"}, Retry_After=wait, X_RateLimit_Limit="5", X_RateLimit_Remaining="0", X_RateLimit_Reset=wait)
        _hits.append(now)
        return self.answer(200, {"ok": True}, X_RateLimit_Limit="5", X_RateLimit_Remaining=str(5 - len(_hits)))

    def on_v1_payout(self):
        found = self.claims()
        if found and found.get("acr") != "mfa":
            self.refuse(401, "insufficient_user_authentication", "A stronger sign-in is needed", acr_values="mfa", max_age="300")
        elif found:
            self.answer(200, {"ok": True})

    def on_login(self):
        form = dict(part.partition("=")[::2] for part in self.body.decode().split("&"))
        user = form.get("user", "")
        if _failed.get(user, 0) >= 3:
            return self.answer(423, {"error": "account_locked", "message": "The account is locked after too many failed attempts"})
        if form.get("secret") != "open-sesame":
            _failed[user] = _failed.get(user, 0) + 1
            return self.answer(401, {"error": "invalid_credentials", "message": "Invalid user name or password"})
        if "code" not in form:
            return self.answer(403, {"error": "mfa_required", "message": "A verification code required"})
        return self.answer(200, {"ok": True})

    def on_silent(self):
        self.answer(401, {"message": "Unauthorized"})

    def on_quiet(self):
        self.send_response(403)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def on_moved(self):
        self.answer(302, {}, Location="https://api.shop.test:18443/v1/me")

    def on_partners(self):
        self.answer(403, {"error": "ip_not_allowed", "message": f"Your IP address {self.client_address[0]} is not in the allow list"})

    def on_withheld(self):
        self.answer(451, {"error": "unavailable_for_legal_reasons"}, Link='<https://shop.test/orders/17>; rel="blocked-by"')

    def on_reports(self):
        self.answer(403, {"error": "feature_not_enabled", "message": "Reports are not included in your plan"})

    def on_private(self):
        found = self.claims()
        if found and "admin" not in found.get("roles", []):
            self.answer(404, {"error": "not_found", "message": "No such document"})
        elif found:
            self.answer(200, {"ok": True})

    def on_export(self):
        problem = {"type": "https://iana.org/assignments/http-problem-types#quota-exceeded", "title": "The quota of the day is used up"}
        self.answer(429, problem, Content_Type="application/problem+json", Retry_After="36000", RateLimit_Policy='"daily";q=1000;w=86400', RateLimit='"daily";r=0;t=36000')

    def on_crash(self):
        orders = {"total": 3}
        return self.answer(200, {"total": orders["totals"]})

    def on_slow(self):
        time.sleep(4)
        self.answer(200, {"ok": True})

    def on_validate(self):
        self.answer(422, {"error": "validation_failed", "message": "Validation failed", "details": [{"field": "email", "code": "required"}]})

    def on_conflict(self):
        self.answer(409, {"error": "conflict", "message": "The order was changed by someone else"})

    def on_gone(self):
        self.answer(410, {"error": "gone", "message": "This version of the API was retired"})

    def on_method(self):
        if self.command != "GET":
            return self.answer(405, {"error": "method_not_allowed"}, Allow="GET, HEAD")
        return self.answer(200, {"ok": True})

    def on_media(self):
        if self.headers.get("Content-Type") != "application/json":
            return self.answer(415, {"error": "unsupported_media_type"}, Accept_Post="application/json")
        return self.answer(200, {"ok": True})

    def on_maintenance(self):
        self.answer(503, "<html><head><title>Scheduled maintenance</title></head><body>We will be back at 18:00 UTC.</body></html>", Retry_After="3600")

    def on_storage(self):
        self.answer(507, {"error": "insufficient_storage", "message": "The storage of this account is full"})

    def on_loop(self):
        self.answer(302, {}, Location="/loop")

    def on_cut(self):
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "5000")
        self.end_headers()
        self.wfile.write(b'{"rows": [1, 2')
        self.wfile.flush()
        self.close_connection = True
        self.connection.shutdown(2)

    def on_ok(self):
        self.answer(200, {"ok": True})

    def log_message(self, *args):
        pass


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Shop).serve_forever()
