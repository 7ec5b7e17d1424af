"""A small real application in Django behind a gateway: sessions, tokens checked with PyJWT, SAML with python3-saml. Loopback only.

It answers its callers in few words and tells its log the rest, as most applications do. Every log line carries the
request id that the gateway gave.
"""

import logging
import sys
import time
from pathlib import Path

import django
import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from django.core.management import execute_from_command_line
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt, csrf_protect

PORT, PUBLIC = sys.argv[1], sys.argv[2]
ISSUER, AUDIENCE, SECRET = "https://login.shop.test/", "https://api.shop.test", "loopback-sample-secret-of-32-bytes!!"


class RequestId(logging.Filter):
    """Puts the id of the request into every line about it."""

    def filter(self, record):
        request = getattr(record, "request", None)
        meta = getattr(request, "META", {})
        record.request_id = meta.get("HTTP_X_REQUEST_ID", getattr(record, "request_id", "-"))
        return True


settings.configure(
    DEBUG=False, SECRET_KEY="loopback", ALLOWED_HOSTS=["api.shop.test", "127.0.0.1"], ROOT_URLCONF=__name__, MIDDLEWARE=["django.middleware.common.CommonMiddleware"],
    CSRF_FAILURE_VIEW=f"{__name__}.denied", CSRF_TRUSTED_ORIGINS=[PUBLIC], USE_TZ=True, TIME_ZONE="UTC",
    LOGGING={
        "version": 1, "disable_existing_loggers": False, "filters": {"id": {"()": RequestId}},
        "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s request_id=%(request_id)s %(message)s"}},
        "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["id"]}},
        "root": {"handlers": ["out"], "level": "INFO"}, "loggers": {"django.server": {"level": "CRITICAL"}},
    },
)  # fmt: skip
log = logging.getLogger("shop.auth")


def denied(request, reason=""):
    return JsonResponse({"error": "forbidden"}, status=403)


def told(request):
    return {"extra": {"request": request}}


def minted(sort):
    now = int(time.time())
    claims = {"iss": ISSUER, "aud": AUDIENCE, "sub": "u-4711", "iat": now - 60, "nbf": now - 60, "exp": now + 3600}
    claims |= {"expired": {"exp": now - 900, "iat": now - 4500, "nbf": now - 4500}, "early": {"nbf": now + 1800}, "audience": {"aud": "https://other.shop.test"}, "issuer": {"iss": "https://staging.shop.test/"}}.get(sort, {})
    claims = {k: v for k, v in claims.items() if k != {"noaud": "aud", "noexp": "exp"}.get(sort)}
    if sort == "algorithm":
        return jwt.encode(claims, rsa.generate_private_key(65537, 2048), algorithm="RS256")
    text = jwt.encode(claims, "another-secret-that-is-32-bytes-long" if sort == "key" else SECRET, algorithm="HS256")
    return text.split(".")[0] if sort == "damaged" else text


def login(request, sort):
    answer = HttpResponseRedirect("/start")
    answer.set_cookie("sid", f"s-{sort}-4f7a91c2", httponly=True)
    return answer


def start(request):
    return HttpResponse("<!doctype html><title>Shop</title><h1>Shop</h1>")


def fine(request):
    return JsonResponse({"ok": True})


def me(request):
    """The session's token is kept on this side; the browser never sees it."""
    sort = request.COOKIES.get("sid", "s-none-").split("-")[1]
    try:
        jwt.decode(minted(sort), SECRET, algorithms=["HS256"], audience=AUDIENCE, issuer=ISSUER, options={"require": ["exp"]})
    except jwt.PyJWTError:
        log.exception("the session's token was refused", **told(request))
        return JsonResponse({"error": "unauthorized"}, status=401)
    return JsonResponse({"id": "u-4711"})


def report(request):
    totals = {"orders": 3}
    return JsonResponse({"total": totals["order"]})


@csrf_protect
def order(request):
    return JsonResponse({"ok": True})


def sp_settings():
    folder = Path(__file__).parent
    return {
        "strict": True, "sp": {"entityId": f"{PUBLIC}/metadata", "assertionConsumerService": {"url": f"{PUBLIC}/acs"}},
        "idp": {"entityId": "https://idp.shop.test/metadata", "singleSignOnService": {"url": "https://idp.shop.test/sso"}, "x509cert": (folder / "idp.crt").read_text() if (folder / "idp.crt").exists() else Path(sys.argv[3]).read_text()},
        "security": {"wantAssertionsSigned": True, "rejectDeprecatedAlgorithm": True},
    }  # fmt: skip


@csrf_exempt
def acs(request):
    from onelogin.saml2.auth import OneLogin_Saml2_Auth

    address = PUBLIC.split("://")[1]
    port = address.partition(":")[2]
    asked = {"https": "off", "http_host": address, "server_port": port, "script_name": "/acs", "post_data": request.POST.dict(), "get_data": {}}
    auth = OneLogin_Saml2_Auth(asked, sp_settings())
    auth.process_response(request_id=request.COOKIES.get("asked"))
    if auth.get_errors():
        log.error("saml sign-in refused: %s: %s", ", ".join(auth.get_errors()), auth.get_last_error_reason(), **told(request))
        return HttpResponse("<!doctype html><title>Sign-in failed</title><p>You could not be signed in.", status=403)
    return HttpResponseRedirect("/start")


urlpatterns = [
    path("start", start), path("login/<str:sort>", login), path("v1/me", me), path("v1/items", fine), path("v1/cart", fine), path("v1/report", report), path("v1/order", order),
    path("acs", acs), path("ok", fine),
]  # fmt: skip

if __name__ == "__main__":
    django.setup()
    execute_from_command_line(["desk", "runserver", "--noreload", f"127.0.0.1:{PORT}"])
