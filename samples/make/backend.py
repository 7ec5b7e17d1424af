"""A server that fails on purpose: one path for each way in which an answer can go wrong on the wire.

    python samples/make/backend.py PORT
"""

import socket
import socketserver
import struct
import sys
import time

OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 11\r\nConnection: close\r\n\r\n{\"ok\":true}"


def answer(status, body, kind="application/json", more=""):
    data = body.encode()
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}Content-Length: {len(data)}\r\nConnection: close\r\n\r\n".encode() + data


PAGES = {
    "/soap": answer("200 OK", '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><soap:Fault><faultcode>soap:Server</faultcode><faultstring>Order 7 is locked</faultstring></soap:Fault></soap:Body></soap:Envelope>', "text/xml"),
    "/graphql": answer("200 OK", '{"errors":[{"message":"Cannot query field \\"prize\\" on type \\"Order\\".","path":["order"]}],"data":null}'),
    "/graphql-ok": answer("200 OK", '{"errors":[],"data":{"order":{"id":7}}}'),
    "/partner": answer("500 Internal Server Error", '{"error":"payment_failed","message":"Request failed with status code 401 from payments"}', more="X-Request-Id: 5f0c1d\r\n"),
    "/trace": answer("501 Not Implemented", '{"error":"not_implemented","message":"Method REPORT is not supported here"}'),
    "/full": answer("507 Insufficient Storage", '{"error":"quota"}'),
    "/assets/app.3f9c2b1e.js": answer("404 Not Found", "not found", "text/plain"),
    "/assets/app.js": answer("404 Not Found", "not found", "text/plain"),
    "/assets/main.js": answer("200 OK", "<!doctype html><title>Shop</title><div id=app></div>", "text/html"),
    "/assets/real.js": answer("200 OK", "export const a = 1;", "text/javascript"),
    "/zipped": b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 20\r\nConnection: close\r\n\r\nthis is not a gzip!!",
    "/short": b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 500\r\nConnection: close\r\n\r\nonly this much",
    "/heads": b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-Part-%d: %s\r\n" % (n, b"a" * 4000) for n in range(120)) + b"Content-Length: 0\r\n\r\n",
    "/bighead": b"HTTP/1.1 200 OK\r\nSet-Cookie: session=" + b"a" * 60_000 + b"\r\nContent-Length: 0\r\n\r\n",
    "/notweb": b"220 mail.shop.test ESMTP ready\r\n",
    "/badhead": b"HTTP/1.1 200 OK\r\nBad Header Without Colon\r\nContent-Length: 0\r\n\r\n",
    "/ws": answer("403 Forbidden", '{"error":"origin"}'),
    "/ws-page": answer("200 OK", "<!doctype html><title>Shop</title>", "text/html"),
}  # fmt: skip


class Failing(socketserver.StreamRequestHandler):
    def handle(self):
        line = self.rfile.readline(20_000).decode("latin-1")
        while self.rfile.readline(20_000).strip():
            pass
        path = line.split(" ")[1].split("?")[0] if line.count(" ") > 1 else "/"
        if path in ("/slow", "/held"):
            time.sleep(2.2 if path == "/slow" else 4)
        elif path == "/reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            for each in (self.rfile, self.wfile, self.connection):  # the last close sends a reset instead of a goodbye
                each.close()
            return
        elif path == "/empty":
            return
        elif path == "/drip":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 30\r\nConnection: close\r\n\r\n")
            for _ in range(30):
                time.sleep(0.1)
                self.wfile.write(b".")
            return
        self.wfile.write(PAGES.get(path, OK))


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def handle_error(self, request, client_address):
        """A gateway that hangs up first is no news here."""


if __name__ == "__main__":
    Server(("127.0.0.1", int(sys.argv[1])), Failing).serve_forever()
